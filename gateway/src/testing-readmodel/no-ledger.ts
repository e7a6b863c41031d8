// SPDX-License-Identifier: Apache-2.0

/** For a read model whose records are no ledger's: nobody says how many blocks there are. */
export const NO_LEDGER = { newestBlock: (): Promise<undefined> => Promise.resolve(undefined) };
