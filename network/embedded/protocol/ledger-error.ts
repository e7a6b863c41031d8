// SPDX-License-Identifier: Apache-2.0

/** Error of the ledger; `message` is the sentence Fabric would give. */
export class LedgerError extends Error {
  override readonly name: string = "LedgerError";
}
