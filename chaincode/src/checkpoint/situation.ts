// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { CERTIFICATE_RECORDS } from "../certificate/records";
import { CONSIGNMENT_RECORDS } from "../consignment/records";
import { findByUcr } from "../consignment/index-keys";
import { requireSealedHead } from "../custody/read";
import type { Certificate } from "../domain/certificate/schemas";
import type { CHECKPOINT_VERIFY } from "../domain/checkpoint/definitions";
import type { Hold, Presented } from "../domain/checkpoint/schemas";
import { ConsignmentGoods, ConsignmentTransport, type Consignment } from "../domain/consignment/schemas";
import type { CustodyHead } from "../domain/custody/schemas";
import type { SealStateName } from "../domain/custody/transitions";
import { LicetError } from "../domain/errors/licet-error";
import { LicenceContent, type Licence } from "../domain/licence/schemas";
import type { LineBalance, Reservation } from "../domain/licence/write-off";
import { commitmentOf } from "../domain/shared/commitment";
import { type Commitments, DISCLOSURE, type PartRef } from "../domain/shared/parts";
import { readPart } from "../ledger/parts";
import { requireRecord } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";
import { LICENCE_RECORDS, RESERVATION_RECORDS, reservationReference } from "../licence/records";
import { readLine } from "../licence/write-off/line";
import { openHolds } from "./holds";
import { sealStateFound } from "./inspections";

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
  /** State of the seals with what inspections found; unknown without a custody head. */
  readonly sealState: SealStateName;
  readonly licences: readonly LicenceSituation[];
  readonly goods: ConsignmentGoods | undefined;
  readonly transport: ConsignmentTransport | undefined;
  readonly holds: readonly Hold[];
  /** Reservations that stand for the consignment's allocations, in their order. */
  readonly reservations: readonly Found<Reservation>[];
  /** Copies at the caller's peer that are not what the channel's hashes stand for. */
  readonly altered: readonly string[];
}

/**
 * Reads what the question is about: each record at most once, confidential content at the caller's own peer only.
 * @throws LicetError NOT_FOUND, and NOT_SEALED_BY_OWNER where the consignment itself was made up.
 */
export async function situationOf(tx: Transaction, input: VerifyInput): Promise<Situation> {
  const consignment = await consignmentOf(tx, input);
  const numbers = consignment ? consignment.allocations.map(({ licence }) => licence) : [input.licence ?? ""];
  const licences: LicenceSituation[] = [];
  const altered: string[] = [];
  for (const number of new Set(numbers)) licences.push(await licenceSituation(tx, number, consignment, altered));
  const base = { tx, presented: input.presented, consignment, licences, altered };
  if (consignment === undefined) {
    const none = { custody: undefined, goods: undefined, transport: undefined, holds: [], reservations: [] };
    return { ...base, ...none, sealState: "unknown" };
  }
  const { id, commitments } = consignment;
  const custody = await found(() => requireSealedHead(tx, id));
  return {
    ...base,
    custody,
    sealState: "record" in custody ? await sealStateFound(tx, custody.record) : "unknown",
    goods: await disclosed(tx, ConsignmentGoods, { kind: "consignment", id, part: "goods" }, commitments, altered),
    transport: await disclosed(
      tx,
      ConsignmentTransport,
      { kind: "consignment", id, part: "transport" },
      commitments,
      altered,
    ),
    holds: await openHolds(tx, id),
    reservations: await reservationsOf(tx, consignment),
  };
}

async function consignmentOf(tx: Transaction, input: VerifyInput): Promise<Consignment | undefined> {
  if (input.consignment !== undefined) return requireRecord(tx, CONSIGNMENT_RECORDS, input.consignment);
  if (input.ucr === undefined) return undefined;
  const consignment = await findByUcr(tx, input.ucr);
  if (consignment !== undefined) return consignment;
  throw new LicetError("NOT_FOUND", `No consignment on the ledger has the UCR ${input.ucr}.`, { ucr: input.ucr });
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
      boundCertificate === undefined
        ? undefined
        : await found(() => requireRecord(tx, CERTIFICATE_RECORDS, boundCertificate)),
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

/** Confidential content that the caller may see at this peer, or undefined; a copy that is not what was committed to is no content. */
async function disclosed<S extends z.ZodType>(
  tx: Transaction,
  schema: S,
  ref: PartRef,
  commitments: Commitments,
  altered: string[],
): Promise<z.output<S> | undefined> {
  const readers = DISCLOSURE[`${ref.kind}.${ref.part}`]?.readers ?? [];
  const mayRead = tx.caller.role !== undefined && readers.includes(tx.caller.role);
  if (!mayRead || tx.caller.mspId !== tx.peerMsp) return undefined;
  const part = await readPart(tx, ref);
  if (part === undefined) return undefined;
  if (commitmentOf(part) === commitments[ref.part]) return schema.parse(part.content);
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
