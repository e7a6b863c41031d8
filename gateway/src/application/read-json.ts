// SPDX-License-Identifier: Apache-2.0

/** What the ledger answered: JSON in UTF-8, of a type that the transaction's definition gives it. */
export function readJson<T>(bytes: Uint8Array): T {
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as T;
}
