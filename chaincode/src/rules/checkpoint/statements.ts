// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { LicetError, type MspId, ownerOfReference, type Statement } from "@licet/domain";
import { createRecord } from "../../fabric/lists";
import { readRecord, recordKind, type RecordKind, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";

const SEPARATOR = "#";

/** Reference of what a state says of a consignment: `checkpointReference("GB-CN-0001", "AE")`. */
export function checkpointReference(consignment: string, register: string): string {
  return `${consignment}${SEPARATOR}${register}`;
}

/** Reference of a hold or an inspection within its consignment. */
export function innerReference(consignment: string, id: string): string {
  return `${consignment}${SEPARATOR}${id}`;
}

/** Reference of a hold or an inspection without its consignment: `AE-HD-0001`. */
export function innerId(reference: string): string {
  return reference.slice(reference.indexOf(SEPARATOR) + 1);
}

/** List that holds a state's holds or inspections of one consignment, from the reference of one of them. */
export function listOfInner(reference: string): string {
  const [consignment = "", id = ""] = reference.split(SEPARATOR, 2);
  return checkpointReference(consignment, id.slice(0, id.indexOf("-")));
}

/** Longest statement that is read, in characters: longer than any that honest chaincode writes, and no burden to whoever reads all. */
const STATEMENT_CHARACTERS_MAX = 8_192;

/** One slot for each state's authority and consignment: what the state says of it, in its own name. */
export const STATEMENT_RECORDS = recordKind("checkpoint", {
  idOf: ({ consignment, register }) => checkpointReference(consignment, register),
  ownerOf: (id) => ownerOfReference(`${innerId(id)}-`),
  charactersMax: STATEMENT_CHARACTERS_MAX,
});

/**
 * What the states' authorities say of a consignment, each in its own slot; goods may turn up anywhere, so that each is asked. Nobody
 * else is read, and what an authority has made unreadable or has put into another's mouth counts as unsaid, so that it stops nobody.
 */
export async function statementsOn(tx: Transaction, consignment: string): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  for (const mspId of tx.members.authorities()) {
    const statement = await statementOf(tx, consignment, mspId);
    if (statement !== undefined) statements.push(statement);
  }
  return statements;
}

async function statementOf(tx: Transaction, consignment: string, mspId: MspId): Promise<Statement | undefined> {
  const { register } = tx.members.require(mspId);
  const statement = await readLegible(tx, STATEMENT_RECORDS, checkpointReference(consignment, register));
  return statement !== undefined && speaksForItself(tx, statement) ? statement : undefined;
}

/** Reads a record; undefined where there is none, or its owner has made it unreadable. */
export async function readLegible<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
): Promise<z.output<S> | undefined> {
  try {
    return await readRecord(tx, kind, id);
  } catch (error) {
    if (error instanceof LicetError && error.code === "LEDGER_DATA_INVALID") return undefined;
    throw error;
  }
}

/** A state names its own holds, each once, and its own offices. */
function speaksForItself(tx: Transaction, { register, openHolds }: Statement): boolean {
  const holds = new Set(openHolds.map(({ id }) => id));
  return (
    holds.size === openHolds.length &&
    openHolds.every((held) => held.id.startsWith(`${register}-`) && isOwn(tx, tx.members.ofRegister(register), held))
  );
}

/**
 * Whether office and place, where a record names them, belong to the state that recorded it: writing demands it, so reading does again.
 * False for organisations that are no state's authority.
 */
export function isOwn(
  { members }: Transaction,
  mspId: MspId,
  { office, place }: { readonly office?: string | undefined; readonly place?: string | undefined },
): boolean {
  const state = members.stateOf(mspId);
  if (state === undefined) return false;
  return (
    (office === undefined || members.isOfficeOf(mspId, office)) && (place === undefined || place.startsWith(state))
  );
}

/**
 * Whether a state is one that a consignment's goods may be in: the one that registered it, or one on its route. Others stop the goods by
 * holding them, and have no say on what the goods are like.
 */
export function isOnRoute(
  { members }: Transaction,
  { consignment, routeStates }: { readonly consignment: string; readonly routeStates: readonly string[] },
  register: string,
): boolean {
  const state = members.stateOf(members.ofRegister(register));
  return state !== undefined && [members.stateOf(ownerOfReference(consignment)), ...routeStates].includes(state);
}

/** Writes what the caller's state says of a consignment from now on: its statement so far, changed. */
export async function changeStatement(
  tx: Transaction,
  consignment: string,
  change: (statement: Statement) => Statement,
): Promise<void> {
  const { register } = tx.members.require(tx.caller.mspId);
  const id = checkpointReference(consignment, register);
  const before = await readRecord(tx, STATEMENT_RECORDS, id);
  const after = change(before ?? { consignment, register, openHolds: [] });
  await (before === undefined ? createRecord : updateRecord)(tx, STATEMENT_RECORDS, id, after);
}
