// SPDX-License-Identifier: Apache-2.0
import { SigningKey } from "ethers/crypto";
import { computeAddress } from "ethers/transaction";
import { startChain } from "../../rules/custody/chain";
import { CONSIGNMENT_RECORDS } from "../../rules/consignment/records";
import { handOff } from "../../areas/custody/handoff";
import { readHead } from "../../areas/custody/read";
import {
  type AcceptanceFindings,
  type Consignment,
  CUSTODY_ACCEPTANCE,
  CUSTODY_RELEASE,
  custodyAcceptanceMessage,
  CustodyHead,
  custodyReleaseMessage,
  domainFor,
  ownerOfReference,
  type SignedValue,
  type SigningAct,
  signingDigest,
  type TransferTerms,
} from "@licet/domain";
import { createRecord } from "../../fabric/lists";
import { foundConsortium } from "../fabric/founding";
import { MemoryLedger, type RunOutcome } from "../fabric/memory-ledger";
import { addKey } from "../../areas/party/keys";
import { registerParty } from "../../areas/party/register";
import { issueLicence, LICENCE } from "./licence-world";

/** Consignment that the world starts with. */
export const CONSIGNMENT = "GB-CN-0001";
/** Carriers, all of one organisation. */
export const CARRIER_1 = "CARRIERS-CR-0001";
export const CARRIER_2 = "CARRIERS-CR-0002";
export const CARRIER_3 = "CARRIERS-CR-0003";
/** Customs warehouse in another state. */
export const WAREHOUSE = "AE-CR-0001";

/** Party of the register that the consignment belongs to. */
export const CONSIGNOR = "GB-EX-0001";

/** State where the consignment's route ends. */
export const DESTINATION = "PK";

/** Time at which the world's chain starts. */
export const STARTED_AT = "2026-11-23T08:00:00Z";

/** Somebody who brings in what others signed. */
export const COURIER = { mspId: "CarriersMSP", officer: "courier" } as const;

const SALT = "5a".repeat(32);

/** The consignment as customs has released it. */
const RELEASED: Consignment = {
  id: CONSIGNMENT,
  ucr: "6GB123456789000-0001",
  status: "released",
  declarant: CONSIGNOR,
  declaration: { typeCode: "EXD", lrn: "LRN-1" },
  document: { type: "LRN", reference: "LRN-1" },
  route: ["GBFXT", "AEJEA", "PKBQM"],
  allocations: [
    { item: 1, licence: LICENCE, line: 1, quantity: { amount: "1", unit: "KGM" }, reservation: "0".repeat(32) },
  ],
  commitments: {},
  registeredAt: STARTED_AT,
  releasedAt: STARTED_AT,
  difference: "none",
};

/** A ledger in memory with carriers, their keys and a consignment whose custody has begun. */
export class CustodyWorld {
  readonly ledger = new MemoryLedger();
  readonly #keys = new Map<string, SigningKey>();

  constructor() {
    foundConsortium(this.ledger);
  }

  /**
   * Registers the parties, their keys and the chain.
   * @param settled a chain that does not name its places is as chains were before their heads said how far the goods have come.
   */
  static async start(
    custodian = CARRIER_1,
    certificates: readonly string[] = [],
    settled: { readonly route?: string[] } = { route: RELEASED.route },
  ): Promise<CustodyWorld> {
    const world = new CustodyWorld();
    for (const party of [CARRIER_1, CARRIER_2, CARRIER_3, WAREHOUSE, CONSIGNOR]) await world.register(party);
    await issueLicence(world.ledger);
    await world.ledger.run({ caller: { mspId: "GBAuthorityMSP", role: "customs-officer" } }, async (tx) => {
      await createRecord(tx, CONSIGNMENT_RECORDS, CONSIGNMENT, RELEASED);
      await startChain(tx, {
        consignment: CONSIGNMENT,
        routeStates: ["GB", "AE", DESTINATION],
        route: settled.route,
        custodian,
        custodianMsp: ownerOfReference(custodian),
        owningParty: undefined,
        sealState: "intact",
        certificates: [...certificates],
        eventTime: STARTED_AT,
        place: "GBFXT",
      });
    });
    return world;
  }

  /** Runs a handoff that a courier sends in, signed by both parties unless `signers` says who else signs. */
  runHandoff(
    given: Partial<TransferTerms> = {},
    accepted: Partial<AcceptanceFindings> = {},
    signers: { readonly release?: string; readonly acceptance?: string } = {},
  ): Promise<RunOutcome<{ event: string; late: boolean }>> {
    const input = this.handoff(terms(given), found(accepted), signers);
    return this.ledger.run({ caller: COURIER }, (tx) => handOff(tx, input));
  }

  /** Head of the chain as everybody reads it. */
  async head(): Promise<CustodyHead> {
    return CustodyHead.parse((await this.ledger.run({}, (tx) => readHead(tx, { consignment: CONSIGNMENT }))).result);
  }

  /** Registers a party with a key of its own, derived from its reference. */
  async register(party: string): Promise<void> {
    const mspId = ownerOfReference(party);
    const key = new SigningKey(`0x${Buffer.from(party.padEnd(32, "#")).toString("hex").slice(0, 64)}`);
    this.#keys.set(party, key);
    const registrar = { mspId, role: "registrar" } as const;
    const content = { name: party, identifiers: [], address: "a street", country: "GB" };
    await this.ledger.run({ caller: registrar, parts: { content: { salt: SALT, content } } }, (tx) =>
      registerParty(tx, { id: party, kinds: ["carrier"], jurisdiction: "GB", validFrom: "2026-01-01" }),
    );
    await this.ledger.run({ caller: registrar }, (tx) =>
      addKey(tx, { party, algorithm: "secp256k1", address: this.address(party), validFrom: "2026-01-01T00:00:00Z" }),
    );
  }

  /** Address of a party's key. */
  address(party: string): string {
    return computeAddress(this.#keyOf(party));
  }

  /** A party's signature on a message. */
  sign<F extends string>(party: string, act: SigningAct<F>, message: Readonly<Record<F, SignedValue>>): string {
    return this.#keyOf(party).sign(signingDigest(domainFor("licet"), act, message)).serialized;
  }

  /** Input of a handoff, signed by both parties. */
  handoff(
    terms: TransferTerms,
    accepted: AcceptanceFindings,
    signers: { readonly release?: string; readonly acceptance?: string } = {},
  ): TransferTerms & { accepted: AcceptanceFindings; releaseSignature: string; acceptanceSignature: string } {
    return {
      ...terms,
      accepted,
      releaseSignature: this.sign(signers.release ?? terms.releasedBy, CUSTODY_RELEASE, custodyReleaseMessage(terms)),
      acceptanceSignature: this.sign(
        signers.acceptance ?? terms.receivedBy,
        CUSTODY_ACCEPTANCE,
        custodyAcceptanceMessage(terms, accepted),
      ),
    };
  }

  #keyOf(party: string): SigningKey {
    const key = this.#keys.get(party);
    if (key === undefined) throw new Error(`${party} is not registered in this world`);
    return key;
  }
}

/** Terms of a transfer, with defaults for everything that a test does not care about. */
export function terms(given: Partial<TransferTerms> = {}): TransferTerms {
  return {
    consignment: CONSIGNMENT,
    transfer: 1,
    releasedBy: CARRIER_1,
    receivedBy: CARRIER_2,
    place: "AEJEA",
    eventTime: "2026-11-23T13:00:00+04:00",
    sealState: "intact",
    ...given,
  };
}

/** What the receiver found, with defaults. */
export function found(given: Partial<AcceptanceFindings> = {}): AcceptanceFindings {
  return { acceptedAt: "2026-11-23T13:10:00+04:00", sealState: "intact", countsAgree: true, ...given };
}
