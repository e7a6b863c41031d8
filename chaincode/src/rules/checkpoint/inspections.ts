// SPDX-License-Identifier: Apache-2.0
import { CUSTODY_EVENTS } from "../custody/records";
import {
  type CustodyHead,
  type Inspection,
  isOnRoute,
  LicetError,
  listOfInner,
  type SealStateName,
} from "@licet/domain";
import { entryAt } from "../../fabric/chain";
import { readRecord, recordKind } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { problemOf } from "../authentic";
import { statementsOn } from "./statements";

/** Inspections, listed by consignment and state; each belongs to the state whose officer made it. */
export const INSPECTION_RECORDS = recordKind("inspection", {
  listedIn: listOfInner,
});

/**
 * Reads an inspection: one that a state's authority has recorded, of its own offices at a place of its own.
 * @throws {LicetError} NOT_FOUND, LEDGER_DATA_INVALID.
 */
export async function requireInspection(tx: Transaction, reference: string): Promise<Inspection> {
  const isAuthority = tx.members.stateOf(INSPECTION_RECORDS.ownerOf(reference)) !== undefined;
  const inspection = isAuthority ? await readRecord(tx, INSPECTION_RECORDS, reference) : undefined;
  if (inspection !== undefined && (await problemOf(tx, INSPECTION_RECORDS, reference, inspection)) === undefined)
    return inspection;
  throw new LicetError("NOT_FOUND", `Inspection ${reference} is not on the ledger.`, {
    kind: "inspection",
    id: reference,
  });
}

/** What of a custody head the state of the seals hangs on. */
export type SealedHead = Pick<
  CustodyHead,
  "consignment" | "routeStates" | "count" | "trail" | "sealState" | "resealedSequence"
>;

/** What states have found of a consignment's seals. */
export interface SealFindings {
  /** State of the seals with what inspections found. */
  readonly state: SealStateName;
  /** Registers of states that found them broken at a point which the custody chain does not have, or not any more. */
  readonly doubtedBy: readonly string[];
}

/**
 * State of a consignment's seals with what inspections found: seals that a state's inspection saw broken, or found not to conform, count
 * as broken until customs replaces them, although only the keepers of custody write that into the head. A state off the route has no say
 * on them, since it could repeat it after each re-sealing; what such a state has found, it holds the goods for. A finding at an event that
 * the chain does not have is neither believed, for it would outlast every re-sealing to come, nor passed over, for keepers may have
 * shortened the chain.
 */
export async function sealFindings(tx: Transaction, head: SealedHead): Promise<SealFindings> {
  let state = head.sealState;
  const doubtedBy: string[] = [];
  for (const { register, seals } of await statementsOn(tx, head.consignment)) {
    if (seals === undefined || !isOnRoute(tx.members, head, register)) continue;
    const { sequence, txId } = seals;
    if (sequence === undefined || sequence > head.count) doubtedBy.push(register);
    else if (sequence >= head.resealedSequence) state = "broken";
    else if (txId !== undefined && txId !== (await transactionAt(tx, head, sequence))) doubtedBy.push(register);
  }
  return { state, doubtedBy };
}

/** As `sealFindings`, the state alone. */
export async function sealStateFound(tx: Transaction, head: SealedHead): Promise<SealStateName> {
  return (await sealFindings(tx, head)).state;
}

/** Transaction that wrote an event of the chain; undefined where the links to it are broken. */
async function transactionAt(tx: Transaction, head: SealedHead, sequence: number): Promise<string | undefined> {
  try {
    return (await entryAt(tx, CUSTODY_EVENTS, [head.consignment], head.trail, sequence))?.link.txId;
  } catch (error) {
    if (error instanceof LicetError) return undefined;
    throw error;
  }
}
