// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { releaseForExport } from "../../areas/consignment/leave";
import { requireConsignment } from "../../rules/consignment/records";
import { register } from "../../areas/consignment/register";
import {
  canonicalJson,
  type Certificate,
  commitmentOf,
  type Consignment,
  CONSIGNMENT_REGISTER,
  CONSIGNMENT_RELEASE_FOR_EXPORT,
  type ConsignmentGoods,
  hashOfText,
  type JsonValue,
  type Licence,
  type LicenceContent,
  licenceEvidence,
  type LineBalance,
  lineReference,
  type PartRef,
  type Party,
  type Reservation,
  type SaltedPart,
} from "@licet/domain";
import { partKey, proofKey } from "../../fabric/keys";
import { writePart } from "../../fabric/parts";
import { proofText, recordKeyAt, type RecordKind, requireRecord, storedText, updateRecord } from "../../fabric/records";
import type { MemoryLedger, TransactionSetting } from "../fabric/memory-ledger";
import { play } from "../fabric/play";
import { LICENCE_RECORDS, LINE_RECORDS, RESERVATION_RECORDS } from "../../rules/licence/records";
import { PARTY_RECORDS } from "../../rules/party/parties";
import { changeCertificate, putCertificate } from "./certificates";
import { CARRIER_1, CARRIER_2, CONSIGNMENT, CustodyWorld } from "./custody-world";
import { CERTIFICATE, END_USER, EXPORTER, issueLicence, LICENCE, licenceContent, salted } from "./licence-world";

/** Second licence that the consignment draws on, for its second item: 20 kg on line 1. */
export const LICENCE_2 = "GBSIE7K2M90003";
export const UCR = "6GB123456789000-0001";
export const LICENCES = [LICENCE, LICENCE_2];
/** A competitor of the exporter, in the same register. */
export const EXPORTER_2 = "GB-EX-0002";
export const GB = "GBAuthorityMSP";

function member(mspId: string, mark: string, role: string, more: object = {}): TransactionSetting {
  return { caller: { mspId, role, officer: mark.padEnd(32, "0"), ...more } } as TransactionSetting;
}

/** Who acts on consignments and at checkpoints. */
export const WHO = {
  customs: member(GB, "c1", "customs-officer", { office: "GB000051" }),
  exporter: member(GB, "e1", "exporter", { party: EXPORTER }),
  otherExporter: member(GB, "e2", "exporter", { party: EXPORTER_2 }),
  foreignExporter: member("AEAuthorityMSP", "e3", "exporter", { party: EXPORTER }),
  licensing: member(GB, "a1", "licensing-officer"),
  aeCustoms: member("AEAuthorityMSP", "c2", "customs-officer", { office: "AE000001" }),
  pkCustoms: member("PKAuthorityMSP", "c3", "customs-officer", { office: "PK000001" }),
  deCustoms: member("DEAuthorityMSP", "c4", "customs-officer"),
  carrier: member("CarriersMSP", "d1", "carrier", { party: CARRIER_1 }),
  carriersCustoms: member("CarriersMSP", "d2", "customs-officer"),
} as const;

/** Kilograms as the ledger keeps them. */
export function kilograms(count: number): { amount: string; unit: string } {
  return { amount: (count * 1_000_000).toString(), unit: "KGM" };
}

/** What the consignment's goods are. */
export function goods(given: Partial<ConsignmentGoods> = {}): ConsignmentGoods {
  const { exporter, consignee, endUser } = licenceContent();
  const item = { description: "Routing apparatus", controlCode: "5A002.a.1", commodityCode: "85176200" };
  return {
    exporter,
    consignee,
    endUser,
    destination: "PK",
    items: [
      { item: 1, ...item },
      { item: 2, ...item },
    ],
    documents: [],
    ...given,
  };
}

/** Confidential transport data, with the seal that the consignment sets out with. */
export const TRANSPORT = salted({
  packages: 4,
  containers: ["MSKU0000000"],
  seals: [{ number: "GB7001", source: "CUS" }],
  documents: [],
});

export type RegisterInput = z.input<typeof CONSIGNMENT_REGISTER.input>;

/** Allocations: 12 kg of item 1 on the first licence, 5 kg of item 2 on the second. */
export const ALLOCATIONS: RegisterInput["allocations"] = [
  { item: 1, licence: LICENCE, line: 1, quantity: kilograms(12) },
  { item: 2, licence: LICENCE_2, line: 1, quantity: kilograms(5) },
];

/** Input of a registration, with defaults. */
export function declared(given: Partial<RegisterInput> = {}): RegisterInput {
  return {
    consignment: CONSIGNMENT,
    ucr: UCR,
    declaration: { typeCode: "EXD", lrn: "LRN-1" },
    route: ["GBFXT", "AEJEA", "PKBQM"],
    custodian: EXPORTER,
    eventTime: "2026-11-23T08:00:00Z",
    sealState: "intact",
    allocations: ALLOCATIONS,
    ...given,
  };
}

/** A ledger in memory with carriers, parties and two issued licences. */
export class ConsignmentWorld {
  readonly custody = new CustodyWorld();

  get ledger(): MemoryLedger {
    return this.custody.ledger;
  }

  /** Registers parties and licences; no consignment yet. */
  static async start(): Promise<ConsignmentWorld> {
    const world = new ConsignmentWorld();
    for (const party of [CARRIER_1, CARRIER_2, EXPORTER, EXPORTER_2, END_USER]) await world.custody.register(party);
    for (const number of LICENCES) await issueLicence(world.ledger, { number });
    return world;
  }

  /** As `start`, with the consignment registered and every confidential part in its owner's collection. */
  static async withConsignment(given: Partial<RegisterInput> = {}): Promise<ConsignmentWorld> {
    const world = await ConsignmentWorld.start();
    await world.register(given);
    await world.giveCopies(GB);
    return world;
  }

  /** Registers the consignment. */
  async register(
    given: Partial<RegisterInput> = {},
    parts: { readonly goods?: ConsignmentGoods } = {},
    setting: TransactionSetting = WHO.customs,
  ): Promise<Consignment> {
    const input = declared(given);
    const items = goods().items.filter(({ item }) => input.allocations.some((each) => each.item === item));
    const run = await play(this.ledger, CONSIGNMENT_REGISTER, register, input, {
      parts: { goods: salted(parts.goods ?? goods({ items })), transport: TRANSPORT },
      evidence: Object.fromEntries(LICENCES.map((number) => [licenceEvidence(number), salted(licenceContent())])),
      ...setting,
    });
    return run.result;
  }

  /** Releases the consignment for export. */
  async release(licences: readonly string[] = LICENCES, setting = WHO.customs): Promise<Consignment> {
    const input = { consignment: CONSIGNMENT, licences: [...licences], office: "GB000051" };
    const given = { ...setting, evidence: this.releaseEvidence() };
    return (await play(this.ledger, CONSIGNMENT_RELEASE_FOR_EXPORT, releaseForExport, input, given)).result;
  }

  /** What the exporting state holds of the consignment's goods and licences, as its gateway hands it over for the release. */
  releaseEvidence(): Record<string, SaltedPart> {
    const held = (ref: PartRef, otherwise: SaltedPart): SaltedPart => {
      const text = this.ledger.collections.get(GB)?.get(partKey(ref.kind, ref.id, ref.part));
      return text === undefined ? otherwise : (JSON.parse(text) as SaltedPart);
    };
    const contents = LICENCES.map((id): [string, SaltedPart] => [
      licenceEvidence(id),
      held({ kind: "licence", id, part: "content" }, salted(licenceContent())),
    ]);
    const goodsPart = held({ kind: "consignment", id: CONSIGNMENT, part: "goods" }, salted(goods()));
    return { ...Object.fromEntries(contents), goods: goodsPart };
  }

  /** Gives the first licence another content, as an amendment does, in its owner's collection. */
  async amendContent(content: LicenceContent): Promise<void> {
    await this.changeLicence({ commitments: { content: commitmentOf(salted(content)) } });
    await this.#give(GB, { kind: "licence", id: LICENCE, part: "content" }, salted(content));
  }

  /** Puts what the consignment and its licences keep confidential into an organisation's collection, as sharing would. */
  async giveCopies(organisation: string, content: LicenceContent = licenceContent()): Promise<void> {
    for (const id of LICENCES)
      await this.#give(organisation, { kind: "licence", id, part: "content" }, salted(content));
    await this.#give(organisation, { kind: "consignment", id: CONSIGNMENT, part: "goods" }, salted(goods()));
    await this.#give(organisation, { kind: "consignment", id: CONSIGNMENT, part: "transport" }, TRANSPORT);
  }

  /** Changes a licence's record behind the rules' back. */
  changeLicence(change: Partial<Licence>, number = LICENCE): Promise<unknown> {
    return this.#change(LICENCE_RECORDS, number, change);
  }

  /** Changes the balance of line 1 of a licence behind the rules' back. */
  changeLine(change: Partial<LineBalance>, number = LICENCE): Promise<unknown> {
    return this.#change(LINE_RECORDS, lineReference(number, 1), change);
  }

  /** Reserved and consumed quantity of line 1 of each licence, in kilograms. */
  async balances(): Promise<readonly (readonly [number, number])[]> {
    const read = async (number: string): Promise<readonly [number, number]> => {
      const { result } = await this.ledger.run({}, (tx) => requireRecord(tx, LINE_RECORDS, lineReference(number, 1)));
      return [Number(result.reserved) / 1_000_000, Number(result.consumed) / 1_000_000];
    };
    return [await read(LICENCE), await read(LICENCE_2)];
  }

  /** Binds an end-use certificate to the first licence. */
  async bindCertificate(given: Partial<Certificate> = {}): Promise<void> {
    await putCertificate(this.ledger, given);
    await this.changeLicence({ boundCertificate: given.id ?? CERTIFICATE, certificateRequired: true });
  }

  /** Changes the certificate as both its states together can. */
  changeCertificate(change: Partial<Certificate>): Promise<void> {
    return changeCertificate(this.ledger, change);
  }

  /** Changes a party's record as its register can. */
  changeParty(id: string, change: Partial<Party>): Promise<unknown> {
    return this.#change(PARTY_RECORDS, id, change);
  }

  /** Changes a reservation behind the rules' back. */
  changeReservation(reference: string, change: Partial<Reservation>): Promise<unknown> {
    return this.#change(RESERVATION_RECORDS, reference, change);
  }

  /** The consignment as everybody reads it. */
  async consignment(id = CONSIGNMENT): Promise<Consignment> {
    return (await this.ledger.run({}, (tx) => requireConsignment(tx, id))).result;
  }

  /** Leaves a record as somebody would who cannot get its owner's endorsement: without the proof. */
  unprove(kind: RecordKind, id: string): void {
    this.ledger.collections.get(kind.ownerOf(id))?.delete(proofKey(kind.type, id));
  }

  /**
   * Writes a record as its owner alone can, with altered chaincode: a proof in its own collection and any value at the address.
   * @returns key of the value.
   */
  forge(kind: RecordKind, id: string, record: unknown, mark = "forged"): string {
    const proof = proofText(kind.type, id, mark);
    this.#collection(kind.ownerOf(id)).set(proofKey(kind.type, id), proof);
    const key = recordKeyAt(kind.type, hashOfText(proof));
    this.ledger.state.set(key, typeof record === "string" ? record : storedText(record as JsonValue));
    return key;
  }

  /** Puts a confidential part into an organisation's own collection, as it alone can. */
  plant(organisation: string, ref: PartRef, part: SaltedPart): void {
    const value = canonicalJson({ content: part.content, salt: part.salt });
    this.#collection(organisation).set(partKey(ref.kind, ref.id, ref.part), value);
  }

  /** Who must endorse a record's next change, and whether its owner can put another one in its place. */
  guardOf(kind: RecordKind, id: string): { readonly endorsers: unknown; readonly locked: boolean } {
    const owner = kind.ownerOf(id);
    const proof = this.#collection(owner).get(proofKey(kind.type, id)) ?? "";
    return {
      endorsers: this.ledger.endorsers.get(recordKeyAt(kind.type, hashOfText(proof))),
      locked: this.ledger.locked.has(`${owner} ${proofKey(kind.type, id)}`),
    };
  }

  #collection(organisation: string): Map<string, string> {
    const collection = this.ledger.collections.get(organisation) ?? new Map<string, string>();
    this.ledger.collections.set(organisation, collection);
    return collection;
  }

  async #give(organisation: string, ref: PartRef, part: SaltedPart): Promise<void> {
    await this.ledger.run({}, (tx) => writePart(tx, organisation, ref, part));
  }

  #change<S extends z.ZodType<object>>(kind: RecordKind<S>, id: string, change: object): Promise<unknown> {
    return this.ledger.run({}, async (tx) =>
      updateRecord(tx, kind, id, { ...(await requireRecord(tx, kind, id)), ...change }),
    );
  }
}
