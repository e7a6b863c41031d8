// SPDX-License-Identifier: Apache-2.0
import { MANIFESTS } from "./manifests";
import type { TransactionDefinition } from "../shared/definition";
import type { Together } from "./together";

type TransactionsOf<M> = M extends { readonly transactions: infer T } ? T : never;

/** Every transaction with its definition's precise types, by its name on the wire. */
export type Transactions = Readonly<Together<TransactionsOf<(typeof MANIFESTS)[number]>>>;

/** Every transaction of the chaincode by its name on the wire: routes, OpenAPI, endorsement and documentation come from this table. */
export const TRANSACTIONS = Object.freeze(
  Object.assign({}, ...MANIFESTS.map(({ transactions }) => transactions as Record<string, TransactionDefinition>)),
) as Transactions;

/** Name of a transaction, `contract:Transaction`. */
export type TransactionName = keyof Transactions;
