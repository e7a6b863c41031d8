// SPDX-License-Identifier: Apache-2.0
import { LicetError, type PartRef } from "@licet/domain";
import type { CommitmentsReader } from "../fabric/area-rules";
import type { Transaction } from "../fabric/transaction";
import { AREA_RULES } from "./areas";

const READERS: ReadonlyMap<string, CommitmentsReader> = new Map(
  AREA_RULES.flatMap(({ commitments }) => Object.entries(commitments)),
);

/** The commitment on the channel to a record's confidential part, or undefined where the record has no such part. */
export async function commitmentAt(tx: Transaction, ref: PartRef): Promise<string | undefined> {
  const read = READERS.get(ref.kind);
  if (read === undefined)
    throw new LicetError("NOT_FOUND", `No ${ref.kind} has confidential parts.`, { kind: ref.kind });
  return (await read(tx, ref.id))[ref.part];
}
