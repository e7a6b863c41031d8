// SPDX-License-Identifier: Apache-2.0
import { LicetError, type SHARING_READ_RECORD } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { readProven, recordKindOf } from "../../fabric/records";

/**
 * Reads a record of any area: that it is proven, fits its schema and its reference, and nothing else that who relies on it demands
 * besides.
 */
export const readAnyRecord: Handler<typeof SHARING_READ_RECORD> = async (tx, { type, id }) => {
  const kind = recordKindOf(type);
  const proven = await readProven(tx, kind, id);
  if (proven === undefined)
    throw new LicetError("NOT_FOUND", `${kind.title} ${id} is not on the ledger.`, { kind: type, id });
  return { type, id, address: proven.address, record: proven.record as never };
};
