// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { requireCertificateStands } from "../../rules/certificate/standing";
import { requireCertificate } from "../../rules/certificate/records";
import { requireConsignment } from "../../rules/consignment/records";
import { claimedTwice, findByUcr } from "../../rules/consignment/ucr";
import { requireHead } from "../../rules/custody/head";
import { requireUnbrokenHolders } from "../../rules/custody/holders";
import { requireEventAt } from "../../rules/custody/events";
import {
  type Certificate,
  type CHECKPOINT_VERIFY,
  commitmentOf,
  type Commitments,
  type Consignment,
  ConsignmentGoods,
  ConsignmentTransport,
  type CustodyHead,
  type Hold,
  type Licence,
  LicenceContent,
  LicetError,
  type LineBalance,
  type PartRef,
  type Presented,
  type Reservation,
} from "@licet/domain";
import { readPart } from "../../fabric/parts";
import { requireRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { LICENCE_RECORDS, RESERVATION_RECORDS, reservationReference } from "../../rules/licence/records";
import { readLine } from "../../rules/licence/line";
import { mayRead } from "../../rules/sharing/concern";
import { type Doubt, doubtsOf } from "./doubt";
import { openHolds } from "../../rules/checkpoint/holds";
import { sealFindings, type SealFindings } from "../../rules/checkpoint/inspections";

/** How many consignments that claim one UCR a refusal names; `consignment:FindByUcr` names all. */
const CLAIMS_TOLD_MAX = 10;

type VerifyInput = z.output<(typeof CHECKPOINT_VERIFY)["input"]>;

/** A record that was looked for: what was found, or why it cannot be relied on. */
export type Found<T> = { readonly record: T } | { readonly problem: LicetError };

/** A licence with what hangs on it. */
export interface LicenceSituation {
  readonly number: string;
  readonly licence: Found<Licence>;
  readonly lines: readonly LineBalance[];
  /** Why a line that is named cannot be relied on. */
  readonly problems: readonly LicetError[];
  /** Confidential content, where the caller may see it. */
  readonly content: LicenceContent | undefined;
  readonly certificate: Found<Certificate> | undefined;
}

/** Everything that a verification looks at. */
export interface Situation {
  readonly tx: Transaction;
  readonly presented: Presented;
  readonly consignment: Consignment | undefined;
  readonly custody: Found<CustodyHead> | undefined;
  /** Certificates that the goods set out under, as their custody chain says for good; whatever became of the licences since. */
  readonly certificates: readonly Found<Certificate>[];
  /** Signatures of the last transfer that are in doubt. */
  readonly doubts: readonly Doubt[];
  /** Seals with what inspections found; unknown without a custody head. */
  readonly seals: SealFindings;
  /** Place of the last handover, as the custody chain says. */
  readonly handedOverAt: string | undefined;
  readonly licences: readonly LicenceSituation[];
  readonly goods: ConsignmentGoods | undefined;
  readonly transport: ConsignmentTransport | undefined;
  readonly holds: readonly Hold[];
  /** Reservations that stand for the consignment's allocations, in their order. */
  readonly reservations: readonly Found<Reservation>[];
  /** Copies at the caller's peer that are not what the channel's hashes stand for, or no such content at all. */
  readonly altered: readonly string[];
}

/**
 * Reads what the question is about: each record at most once, confidential content at the caller's own peer only.
 * @throws {LicetError} NOT_FOUND, CONSIGNMENT_NOT_AUTHENTIC where the consignment itself was made up, UCR_CLAIMED_TWICE.
 */
export async function situationOf(tx: Transaction, input: VerifyInput): Promise<Situation> {
  const consignment = await consignmentOf(tx, input);
  const numbers = consignment ? consignment.allocations.map(({ licence }) => licence) : [input.licence ?? ""];
  const licences: LicenceSituation[] = [];
  const altered: string[] = [];
  for (const number of new Set(numbers)) licences.push(await licenceSituation(tx, number, consignment, altered));
  const base = { tx, presented: input.presented, consignment, licences, altered };
  if (consignment === undefined) {
    const none = {
      custody: undefined,
      goods: undefined,
      transport: undefined,
      holds: [],
      reservations: [],
    };
    return { ...base, ...none, ...UNPROVEN };
  }
  const { id, commitments } = consignment;
  const part = (name: "goods" | "transport"): PartRef => ({ kind: "consignment", id, part: name });
  return {
    ...base,
    ...(await custodySituation(tx, id)),
    goods: await disclosed(tx, ConsignmentGoods, part("goods"), commitments, altered),
    transport: await disclosed(tx, ConsignmentTransport, part("transport"), commitments, altered),
    holds: await openHolds(tx, id),
    reservations: await reservationsOf(tx, consignment),
  };
}

/** What is known of the custody of goods whose chain nobody has proven. */
const UNPROVEN = {
  certificates: [],
  doubts: [],
  seals: { state: "unknown", doubtedBy: [] },
  handedOverAt: undefined,
} as const satisfies Partial<Situation>;

async function custodySituation(
  tx: Transaction,
  consignment: string,
): Promise<Pick<Situation, "custody" | keyof typeof UNPROVEN>> {
  const custody = await found(() => requireHead(tx, consignment));
  if ("problem" in custody) return { custody, ...UNPROVEN };
  const holders = await found(() => requireUnbrokenHolders(tx, custody.record));
  if ("problem" in holders) return { custody: holders, ...UNPROVEN };
  const doubts = await found(() => doubtsOf(tx, custody.record));
  if ("problem" in doubts) return { custody: doubts, ...UNPROVEN };
  const certificates: Found<Certificate>[] = [];
  for (const id of custody.record.certificates) certificates.push(await found(() => requireCertificateStands(tx, id)));
  const { place } = await requireEventAt(tx, custody.record, custody.record.custodyEvent);
  const seals = await sealFindings(tx, custody.record);
  return { custody, certificates, doubts: doubts.record, seals, handedOverAt: place };
}

async function consignmentOf(tx: Transaction, input: VerifyInput): Promise<Consignment | undefined> {
  if (input.consignment !== undefined) return requireConsignment(tx, input.consignment);
  if (input.ucr === undefined) return undefined;
  const [consignment, ...others] = await findByUcr(tx, input.ucr, input.ucrPart, CLAIMS_TOLD_MAX);
  if (consignment === undefined) {
    throw new LicetError("NOT_FOUND", `No consignment on the ledger has the UCR ${input.ucr}.`, { ucr: input.ucr });
  }
  if (others.length > 0) throw claimedTwice(input.ucr, [consignment, ...others]);
  return consignment;
}

async function licenceSituation(
  tx: Transaction,
  number: string,
  consignment: Consignment | undefined,
  altered: string[],
): Promise<LicenceSituation> {
  const licence = await found(() => requireRecord(tx, LICENCE_RECORDS, number));
  if ("problem" in licence) {
    // A licence that is asked for by its number and does not exist is an answer of its own.
    if (consignment === undefined && licence.problem.code === "NOT_FOUND") throw licence.problem;
    return { number, licence, lines: [], problems: [], content: undefined, certificate: undefined };
  }
  const { lines, boundCertificate, commitments } = licence.record;
  const concerned = consignment
    ? consignment.allocations.filter((allocation) => allocation.licence === number).map(({ line }) => line)
    : lines.map(({ line }) => line);
  const balances: Found<LineBalance>[] = [];
  for (const line of new Set(concerned)) balances.push(await found(() => readLine(tx, number, line)));
  return {
    number,
    licence,
    lines: balances.flatMap((balance) => ("record" in balance ? [balance.record] : [])),
    problems: balances.flatMap((balance) => ("problem" in balance ? [balance.problem] : [])),
    content: await disclosed(
      tx,
      LicenceContent,
      { kind: "licence", id: number, part: "content" },
      commitments,
      altered,
    ),
    certificate:
      boundCertificate === undefined ? undefined : await found(() => requireCertificate(tx, boundCertificate)),
  };
}

async function reservationsOf(tx: Transaction, consignment: Consignment): Promise<Situation["reservations"]> {
  const reservations: Found<Reservation>[] = [];
  for (const { licence, line, reservation } of consignment.allocations) {
    const reference = reservationReference(licence, line, reservation);
    reservations.push(await found(() => requireRecord(tx, RESERVATION_RECORDS, reference)));
  }
  return reservations;
}

/** Confidential content that the caller may see at this peer, or undefined; a copy that is not what was committed to, or not what it should be, is no content. */
async function disclosed<S extends z.ZodType>(
  tx: Transaction,
  schema: S,
  ref: PartRef,
  commitments: Commitments,
  altered: string[],
): Promise<z.output<S> | undefined> {
  if (tx.caller.mspId !== tx.peerMsp) return undefined;
  const part = await readPart(tx, ref);
  if (part === undefined || !(await mayRead(tx, ref, part.content))) return undefined;
  const content = commitmentOf(part) === commitments[ref.part] ? schema.safeParse(part.content).data : undefined;
  if (content !== undefined) return content;
  altered.push(`${ref.part} of ${ref.id}`);
  return undefined;
}

async function found<T>(read: () => Promise<T>): Promise<Found<T>> {
  try {
    return { record: await read() };
  } catch (error) {
    if (error instanceof LicetError) return { problem: error };
    throw error;
  }
}
