// SPDX-License-Identifier: Apache-2.0
import type { Certificate } from "../certificate/schemas";
import type { Hold, Presented } from "../checkpoint/schemas";
import type { Consignment, ConsignmentGoods, ConsignmentTransport } from "../consignment/schemas";
import type { CustodyHead } from "../custody/schemas";
import type { SealStateName } from "../custody/transitions";
import type { Licence, LicenceContent } from "../licence/schemas";
import type { LineBalance, Reservation } from "../licence/write-off";
import type { PartyIdentifier } from "../party/schemas";
import type { JsonValue } from "../json/canonical";

/** Why a record that was looked for cannot be relied on: a code of the catalogue of errors, and the same in words. */
export interface Problem {
  readonly code: string;
  readonly sentence: string;
  readonly details: Readonly<Record<string, JsonValue>>;
}

/** A record that was looked for: what was found, or why it cannot be relied on. */
export type Found<T> = { readonly record: T } | { readonly problem: Problem };

/** Who asks: an officer sees more than others do, and is somewhere. */
export interface Asker {
  /** State of the asker's organisation; undefined for one that is no state's authority. */
  readonly state: string | undefined;
  /** Whether the asker may be told seal numbers. */
  readonly readsSealNumbers: boolean;
}

/** A licence with what hangs on it. */
export interface LicenceSituation {
  readonly number: string;
  readonly licence: Found<Licence>;
  readonly lines: readonly LineBalance[];
  /** Why a line that is named cannot be relied on. */
  readonly problems: readonly Problem[];
  /** Confidential content, where the asker may see it. */
  readonly content: LicenceContent | undefined;
  readonly certificate: Found<Certificate> | undefined;
  /** Why the end user's signature on the certificate is in doubt, as the rest of a sentence, where the asker could look at it. */
  readonly signatureDoubt: string | undefined;
  /** Whether the asker could not look at that signature, and a key of the end user was compromised by then: it may be the one that signed. */
  readonly signerMayBeCompromised: boolean;
}

/** A signature of a transfer by a key that was compromised by then. */
export interface Doubt {
  readonly party: string;
  readonly key: string;
  readonly signedAt: string;
}

/** What a party is to the goods. */
export type PartyPart = "declarant" | "custodian" | "exporter" | "consignee" | "endUser";

/** A registered party that the goods depend on. */
export interface PartySituation {
  readonly party: string;
  readonly as: readonly PartyPart[];
  /** Why it may not act on the day of the question, as the rest of a sentence; undefined where it may. */
  readonly problem: string | undefined;
  /** Numbers under which its register lists it; undefined where the asker does not hold them, or nothing needs comparing with them. */
  readonly identifiers: readonly PartyIdentifier[] | undefined;
}

/** A re-sealing: who did it, where and when. */
export interface Resealing {
  readonly byCustomsOf: string | undefined;
  readonly eventTime: string;
}

/** What is known of the seals. */
export interface SealSituation {
  /** State of the seals with what inspections found; unknown without a custody head. */
  readonly state: SealStateName;
  /** Registers of states that found them broken at a point which the custody chain does not have, or not any more. */
  readonly doubtedBy: readonly string[];
  /** Whether anybody looked at them when the goods were last handed over or inspected, or put them on since. */
  readonly lookedAt: boolean;
  /** Numbers of the seals that are on the goods now; undefined where the asker does not hold all that says so. */
  readonly numbers: readonly string[] | undefined;
  /** Numbers of earlier seals of which no re-sealing says that they were taken off. */
  readonly mayRemain: readonly string[];
  /** Organisations to ask for what the asker does not hold. */
  readonly ask: readonly string[];
  /** The last re-sealing; undefined where the chain does not lead to it, too. */
  readonly resealed: Resealing | undefined;
  /** The last re-sealing by somebody else than customs, while customs has neither replaced all seals since nor found them in order. */
  readonly privately: Resealing | undefined;
}

/** The open offer of custody. */
export interface OfferSituation {
  readonly receivedBy: string;
  readonly since: string;
}

/** How many records the reference that was asked for leads to, and of how many declarants. */
export interface ReferenceSituation {
  readonly claims: number;
  readonly declarants: number;
  /** How many of them the answer looks at. */
  readonly lookedAt: number;
  /** Consignments under it that were invalidated, and in whose place others were declared. */
  readonly invalidated: readonly string[];
}

/** Where a record was asked for by its own reference. */
export const OWN_REFERENCE: ReferenceSituation = { claims: 1, declarants: 1, lookedAt: 1, invalidated: [] };

/** Everything that a question at a checkpoint is judged by, gathered elsewhere: plain data, the same wherever it is judged. */
export interface Situation {
  /** When it is asked, RFC 3339 in UTC. */
  readonly time: string;
  readonly asker: Asker;
  readonly presented: Presented;
  readonly reference: ReferenceSituation;
  readonly consignment: Consignment | undefined;
  /** State that registered the consignment. */
  readonly exportingState: string | undefined;
  readonly custody: Found<CustodyHead> | undefined;
  readonly offer: OfferSituation | undefined;
  /** Certificates that the goods set out under, as their custody chain says for good; whatever became of the licences since. */
  readonly certificates: readonly Found<Certificate>[];
  /** States of certificates on paper that are members now, so that their own authority can certify on the ledger. */
  readonly joined: readonly string[];
  /** Signatures of the last transfers that are in doubt. */
  readonly doubts: readonly Doubt[];
  readonly seals: SealSituation;
  /** Place of the last handover, as the custody chain says. */
  readonly handedOverAt: string | undefined;
  readonly licences: readonly LicenceSituation[];
  readonly goods: ConsignmentGoods | undefined;
  readonly transport: ConsignmentTransport | undefined;
  readonly parties: readonly PartySituation[];
  /** Holds that stop the consignment now. */
  readonly holds: readonly Hold[];
  /** Reservations that stand for the consignment's allocations, in their order. */
  readonly reservations: readonly Found<Reservation>[];
  /** Copies at the asker's organisation that are not what the channel's hashes stand for, or no such content at all. */
  readonly altered: readonly string[];
  /** Copies of a version that the channel has left behind since. */
  readonly stale: readonly string[];
}

/** What is known of the custody of goods whose chain nobody has proven. */
export const NOTHING_PROVEN = {
  offer: undefined,
  certificates: [],
  doubts: [],
  seals: {
    state: "unknown",
    doubtedBy: [],
    lookedAt: false,
    numbers: undefined,
    mayRemain: [],
    ask: [],
    resealed: undefined,
    privately: undefined,
  },
  handedOverAt: undefined,
} as const satisfies Partial<Situation>;

/** Calendar day in UTC on which it is asked. */
export function dayOf({ time }: Pick<Situation, "time">): string {
  return time.slice(0, 10);
}

/** The custody head, where the chain holds together. */
export function headOf({ custody }: Pick<Situation, "custody">): CustodyHead | undefined {
  return custody === undefined || "problem" in custody ? undefined : custody.record;
}

/** State where the goods are: the one of the place that was presented, else the asker's; undefined for somebody who may be anywhere. */
export function whereOf({ presented, asker }: Pick<Situation, "presented" | "asker">): string | undefined {
  return presented.place === undefined ? asker.state : presented.place.slice(0, 2);
}

/** Whether customs has released the goods for export. */
export function hasLeft({ consignment }: Pick<Situation, "consignment">): boolean {
  return consignment?.releasedAt !== undefined;
}
