// SPDX-License-Identifier: Apache-2.0
import type { JsonValue, TransactionName } from "@licet/domain";
import type { Person } from "@licet/scripts/wire/person";
import { act, type ActOptions, type Done, mustAct } from "../harness/honest.js";
import { mint } from "../harness/mint.js";
import type { Net } from "../harness/network.js";
import { ObservedLedger } from "../harness/observed.js";
import { MSP, PARTIES, signedHandoff } from "./actors.js";
import { goodsContent, licenceContent, transportContent } from "./content.js";

const KIND = { scope: "individual", activity: "export", label: "SIEL" } as const;
const LEGAL_BASIS = "Export Control Order 2008, Art. 26";
/** What every licence of this world authorises: 900 tonnes, in milligrams. */
export const AUTHORISED = "900000000000";
/** What every consignment of this world draws on its licence: a kilogram. */
export const DECLARED = "1000000";

/** How a licence is made. */
export interface LicenceOptions {
  readonly certificateRequired?: boolean;
  readonly authorised?: string;
  /** Value limit in pence; the line is then controlled by both. */
  readonly value?: string;
  readonly writeOffBy?: readonly string[];
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** How a consignment is declared. */
export interface ConsignmentOptions {
  readonly licence?: string;
  readonly amount?: string;
  readonly ucr?: string;
  readonly declarant?: string;
  readonly by?: string;
  readonly extra?: Readonly<Record<string, JsonValue>>;
}

/** References of what the honest world holds before anything is attacked. */
export const REF = {
  /** Limited by quantity; any certificate is unneeded. */
  licence: "GBSIEATTACK01",
  /** Limited by quantity and by value, which is secret. */
  valued: "GBSIEATTACK02",
  /** Needs the certificate that is bound to it. */
  guarded: "GBSIEATTACK03",
  certificate: "PK-EUC-0001",
  draft: "PK-EUC-0002",
  /** Withdrawn. */
  ended: "PK-EUC-0003",
  openApplication: "GB-AP-OPEN",
  registered: "GB-CN-REGISTERED",
  released: "GB-CN-RELEASED",
  carried: "GB-CN-CARRIED",
  troubled: "GB-CN-TROUBLED",
  offered: "GB-CN-OFFERED",
  received: "GB-CN-RECEIVED",
  held: "GB-CN-HELD",
  list: { publisher: "GB", list: "ATTACKED-LIST", edition: "2026" },
  group: "2B",
} as const;

/** An honest world on a network: people, what they have recorded, and how they go on. */
export class World {
  readonly net: Net;
  readonly observed: ObservedLedger;
  /** What building the world found out: references that the ledger chose. */
  readonly found = new Map<string, string>();
  readonly #minted = new Map<string, Person>();
  #serial = 0;

  constructor(net: Net) {
    this.net = net;
    this.observed = new ObservedLedger(net, net.person(`customs1@${MSP.stranger}`));
  }

  /** Enrols more people with their own organisations' authorities. */
  async enrol(): Promise<void> {
    const wanted = [
      ["exporter2", MSP.exporting, { "licet.role": "exporter", "licet.party": PARTIES.rival.id }],
      ["exporter3", MSP.exporting, { "licet.role": "exporter", "licet.party": PARTIES.suspended.id }],
      ["customs2", MSP.exporting, { "licet.role": "customs-officer", "licet.office": "GB000060" }],
      ["licensing1", MSP.importing, { "licet.role": "licensing-officer" }],
    ] as const;
    for (const [name, mspId, attributes] of wanted) {
      this.#minted.set(`${name}@${mspId}`, await mint(this.net, mspId, name, attributes));
    }
  }

  /** Somebody by `name@mspId`. */
  as(user: string | Person): Person {
    return typeof user === "string" ? (this.#minted.get(user) ?? this.net.person(user)) : user;
  }

  act(user: string | Person, name: TransactionName, input: unknown, options: ActOptions = {}): Promise<Done> {
    return act(this.net, this.as(user), name, input, options);
  }

  must(user: string | Person, name: TransactionName, input: unknown, options: ActOptions = {}): Promise<Done> {
    return mustAct(this.net, this.as(user), name, input, options);
  }

  /** Runs a query at somebody's own peer, or at another organisation's. */
  query(user: string | Person, name: TransactionName, input: unknown, at?: string) {
    const person = this.as(user);
    return this.net.query(person, at ?? person.mspId, name, input);
  }

  /** A reference that nobody has used yet. */
  fresh(prefix: string): string {
    this.#serial += 1;
    return `${prefix}${this.#serial.toString().padStart(4, "0")}`;
  }

  /** A licence applied for, decided and issued by three people. */
  async licence(number: string, options: LicenceOptions = {}): Promise<string> {
    const application = this.fresh("GB-AP-W");
    const { value, authorised = AUTHORISED } = options;
    await this.must(
      "exporter1@GBAuthorityMSP",
      "licence:Apply",
      { application, kind: KIND },
      { parts: { content: licenceContent(value === undefined ? {} : { value }) } },
    );
    await this.must("licensing1@GBAuthorityMSP", "licence:Decide", {
      application,
      outcome: "approve",
      reason: "criteria-met",
      legalBasis: LEGAL_BASIS,
      terms: {
        kind: KIND,
        office: "GB-ECJU",
        validFrom: options.validFrom ?? "2026-01-01",
        validTo: options.validTo ?? "2028-12-31",
        certificateRequired: options.certificateRequired ?? false,
        writeOffBy: options.writeOffBy ?? [],
        lines: [{ line: 1, control: value === undefined ? "quantity" : "both", unit: "KGM", authorised }],
      },
    });
    await this.must("licensing2@GBAuthorityMSP", "licence:Issue", { application, licence: number });
    return number;
  }

  /** Registers a consignment; its allocations stand for one item on one line. */
  register(id: string, options: ConsignmentOptions = {}): Promise<Done> {
    return this.act(
      options.by ?? "customs1@GBAuthorityMSP",
      "consignment:Register",
      {
        consignment: id,
        ucr: options.ucr ?? `6GB${id}`,
        declaration: { typeCode: "EXD", lrn: id },
        declarant: options.declarant ?? PARTIES.exporter.id,
        route: ["GBFXT", "AEJEA", "PKBQM"],
        custodian: options.declarant ?? PARTIES.exporter.id,
        eventTime: new Date(Date.now() - 2_000).toISOString(),
        sealState: "intact",
        allocations: [allocation(options)],
        ...options.extra,
      },
      { parts: { goods: goodsContent(), transport: transportContent() } },
    );
  }

  release(id: string, licence: string = REF.licence): Promise<Done> {
    return this.act("customs1@GBAuthorityMSP", "consignment:ReleaseForExport", {
      consignment: id,
      licences: [licence],
      office: "GB000051",
    });
  }

  /** Hands a consignment over with both parties' signatures. */
  async handOver(id: string, from: string, to: string, by = "exporter1@GBAuthorityMSP"): Promise<Done> {
    const { transfers } = await this.head(id);
    const input = signedHandoff(this.net.channel, {
      consignment: id,
      transfer: transfers + 1,
      releasedBy: from,
      receivedBy: to,
    });
    return this.act(by, "custody:Handoff", input);
  }

  async head(id: string): Promise<HeadView> {
    const { code, json } = await this.query("customs1@GBAuthorityMSP", "custody:Head", { consignment: id });
    if (code !== "OK") throw new Error(`The head of ${id} is not readable: ${code}`);
    return json as unknown as HeadView;
  }
}

/** What the harness reads of a custody head. */
export interface HeadView {
  readonly custodian: string;
  readonly custodianMsp: string;
  readonly keepers: readonly string[];
  readonly count: number;
  readonly transfers: number;
  readonly custodyEvent: { readonly sequence: number; readonly txId: string };
}

function allocation({ licence = REF.licence, amount = DECLARED }: ConsignmentOptions) {
  return { item: 1, licence, line: 1, quantity: { amount, unit: "KGM" } };
}
