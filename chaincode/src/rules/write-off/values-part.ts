// SPDX-License-Identifier: Apache-2.0
import { LicetError, type Money, type WriteOffValues } from "@licet/domain";
import type { Transaction } from "../../fabric/transaction";

/**
 * The confidential values of a write-off's lines, in their order; empty where none were sent.
 * @throws {LicetError} INVALID_CONFIDENTIAL_INPUT where there are not as many values as lines.
 */
export function valuesOf(tx: Transaction, lineCount: number): readonly (Money | null)[] {
  const part = tx.parts["values"];
  if (part === undefined) return [];
  const { values } = part.content as unknown as WriteOffValues;
  if (values.length === lineCount) return values;
  throw new LicetError(
    "INVALID_CONFIDENTIAL_INPUT",
    `The part values holds ${values.length.toString()} values for ${lineCount.toString()} lines.`,
    { part: "values", values: values.length, lines: lineCount },
  );
}
