// SPDX-License-Identifier: Apache-2.0
import { FabricGatewayLedger } from "@licet/gateway/adapters/fabric-gateway/client";
import { KeyQueue } from "@licet/gateway/application/key-queue";
import type { LedgerIdentity } from "@licet/gateway/ports/ledger";
import { readProfiles } from "@licet/gateway/adapters/files/profiles";
import { Submitter } from "@licet/gateway/application/submitter";
import { Transactions } from "@licet/gateway/application/transactions";
import { type JsonValue, type SubmitDefinition, TRANSACTIONS, type TransactionName } from "@licet/domain";
import { ACTORS, demonstrationKey, type ActorName, PARTIES, type PartyName } from "@licet/scripts/demonstration/actors";
import { GOODS } from "@licet/scripts/demonstration/goods";
import { signedDeparture } from "./handoff.js";

const CHANNEL = "licet";
const QUEUE_MAX = 1_000;
/** Registrations on one licence go one after another, because they draw on one balance; this many go side by side. */
const LICENCES_MAX = 10;
/** Departures side by side. */
const DEPARTURES_MAX = 25;
const PARTY_NAMES = ["exporter", "endUser", "firstCarrier", "secondCarrier"] as const satisfies readonly PartyName[];

/** Puts on the ledger what the custody and verification workloads need: parties, a licence, consignments. */
export class BenchActors {
  readonly #ledger: FabricGatewayLedger;
  readonly #transactions: Transactions;
  readonly #identities: ReadonlyMap<string, LedgerIdentity>;

  constructor(profilesFolder: string) {
    const profiles = readProfiles(profilesFolder);
    this.#identities = profiles.identities;
    this.#ledger = new FabricGatewayLedger(profiles, { channelName: CHANNEL, chaincodeName: "licet" });
    this.#transactions = new Transactions(this.#ledger, new Submitter(this.#ledger), new KeyQueue(QUEUE_MAX));
  }

  /** @returns references of so many consignments in the first carrier's custody */
  async consignments(count: number): Promise<string[]> {
    await Promise.all(PARTY_NAMES.map((name) => this.#register(name)));
    const licences = Array.from({ length: Math.min(LICENCES_MAX, count) }, (_, index) => index + 1);
    await Promise.all(licences.map((licence) => this.#licence(licence, count)));
    const ids = Array.from({ length: count }, (_, index) => `GB-CN-BENCH${index}`);
    const licenceOf = (index: number): string => licenceNumber(1 + (index % licences.length));
    await Promise.all(ids.map((id, index) => this.#consignment(id, licenceOf(index))));
    for (let from = 0; from < count; from += DEPARTURES_MAX) {
      const some = ids.slice(from, from + DEPARTURES_MAX);
      await Promise.all(some.map((id) => this.#submit("gbExporter", "custody:Handoff", signedDeparture(CHANNEL, id))));
    }
    return ids;
  }

  close(): Promise<void> {
    return this.#ledger.close();
  }

  async #register(name: PartyName): Promise<void> {
    const { id, registrar, kinds, jurisdiction, content } = PARTIES[name];
    const party = { id, kinds, jurisdiction, validFrom: "2026-01-01" };
    await this.#submit(registrar, "party:Register", party, { content });
    const key = { party: id, address: demonstrationKey(name).address, validFrom: "2026-01-01T00:00:00Z" };
    await this.#submit(registrar, "party:AddKey", key);
  }

  async #licence(number: number, consignments: number): Promise<void> {
    const application = `GB-AP-BENCH${number}`;
    const kind = { scope: "individual", activity: "export", label: "SIEL" };
    const authorised = (BigInt(GOODS.declaredMilligrams) * BigInt(consignments)).toString();
    await this.#submit("gbExporter", "licence:Apply", { application, kind }, { content: licenceContent() });
    await this.#submit("gbLicensingOfficer", "licence:Decide", {
      application,
      outcome: "approve",
      reason: "criteria-met",
      legalBasis: "Export Control Order 2008, Art. 26",
      terms: {
        kind,
        office: "GB-ECJU",
        validFrom: "2026-01-01",
        validTo: "2028-12-31",
        certificateRequired: false,
        lines: [{ line: 1, control: "quantity", unit: "KGM", authorised }],
      },
    });
    await this.#submit("gbSeniorOfficer", "licence:Issue", { application, licence: licenceNumber(number) });
  }

  async #consignment(consignment: string, licence: string): Promise<void> {
    const { exporter, endUser } = PARTIES;
    const quantity = { amount: GOODS.declaredMilligrams, unit: "KGM" };
    const input = {
      consignment,
      ucr: `BENCH-${consignment}`,
      declaration: { typeCode: "EXD", lrn: consignment },
      route: ["GBFXT", "AEJEA", "PKBQM"],
      custodian: exporter.id,
      eventTime: new Date().toISOString(),
      sealState: "intact",
      allocations: [{ item: 1, licence, line: 1, quantity }],
    };
    const goods = {
      exporter: { party: exporter.id, name: exporter.content.name, country: "GB" },
      consignee: { party: endUser.id, name: endUser.content.name, country: "PK" },
      destination: "PK",
      items: [{ item: 1, description: GOODS.description, commodityCode: GOODS.commodityCode }],
    };
    await this.#submit("gbCustoms", "consignment:Register", input, { goods, transport: { seals: [GOODS.seal] } });
  }

  async #submit(
    actor: ActorName,
    name: TransactionName,
    input: unknown,
    confidential: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const identity = this.#identities.get(ACTORS[actor]);
    if (identity === undefined) throw new Error(`identities.json has no ${ACTORS[actor]}.`);
    const definition = TRANSACTIONS[name] as SubmitDefinition;
    const parts = Object.fromEntries(
      Object.entries(confidential).map(([part, content]) => {
        const schema = definition.parts?.[part];
        if (schema === undefined) throw new Error(`${name} has no part ${part}.`);
        return [part, { content: schema.parse(content) as JsonValue }];
      }),
    );
    await this.#transactions.command({ identity, definition, input: definition.input.parse(input), parts });
  }
}

function licenceNumber(number: number): string {
  return `GBSIEBENCH${number.toString().padStart(3, "0")}`;
}

function licenceContent(): Record<string, unknown> {
  const { exporter, endUser } = PARTIES;
  const receiver = { party: endUser.id, name: endUser.content.name, country: "PK" };
  return {
    exporter: { party: exporter.id, name: exporter.content.name, country: "GB" },
    consignee: receiver,
    endUser: receiver,
    destination: "PK",
    originCountry: "GB",
    lines: [
      { line: 1, description: GOODS.description, controlCode: GOODS.controlCode, commodityCode: GOODS.commodityCode },
    ],
    endUse: GOODS.endUse,
    conditions: {},
  };
}
