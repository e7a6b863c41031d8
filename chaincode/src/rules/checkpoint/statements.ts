// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { checkpointReference, LicetError, type MspId, type Statement } from "@licet/domain";
import { createRecord } from "../../fabric/lists";
import { readRecord, recordKind, type RecordKind, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { problemOf } from "../authentic";

/** One slot for each state's authority and consignment: what the state says of it, in its own name. */
export const STATEMENT_RECORDS = recordKind("checkpoint");

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
  return readAuthentic(tx, STATEMENT_RECORDS, checkpointReference(consignment, register));
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

/** As `readLegible`; undefined too where the record says what its owner has no say in: writing demands it, so reading does again. */
export async function readAuthentic<S extends z.ZodType>(
  tx: Transaction,
  kind: RecordKind<S>,
  id: string,
): Promise<z.output<S> | undefined> {
  const record = await readLegible(tx, kind, id);
  return record !== undefined && (await problemOf(tx, kind, id, record)) === undefined ? record : undefined;
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
