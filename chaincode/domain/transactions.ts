// SPDX-License-Identifier: Apache-2.0
import { CATALOGUE_TRANSACTIONS } from "./catalogue/definitions";
import { CERTIFICATE_TRANSACTIONS } from "./certificate/definitions";
import { CHECKPOINT_TRANSACTIONS } from "./checkpoint/definitions";
import { CONSIGNMENT_TRANSACTIONS } from "./consignment/definitions";
import { CUSTODY_TRANSACTIONS } from "./custody/definitions";
import { LICENCE_LIFECYCLE_TRANSACTIONS } from "./licence/definitions";
import { LICENCE_WRITE_OFF_TRANSACTIONS } from "./licence/write-off-definitions";
import { MEMBERS_TRANSACTIONS } from "./members/definitions";
import { PARTY_TRANSACTIONS } from "./party/definitions";
import type { TransactionDefinition } from "./shared/definition";
import { SHARING_TRANSACTIONS } from "./sharing/definitions";

/** Every transaction of the chaincode by its name on the wire: routes, OpenAPI, endorsement and documentation come from this table. */
export const TRANSACTIONS = {
  ...MEMBERS_TRANSACTIONS,
  ...PARTY_TRANSACTIONS,
  ...CATALOGUE_TRANSACTIONS,
  ...LICENCE_LIFECYCLE_TRANSACTIONS,
  ...LICENCE_WRITE_OFF_TRANSACTIONS,
  ...SHARING_TRANSACTIONS,
  ...CERTIFICATE_TRANSACTIONS,
  ...CONSIGNMENT_TRANSACTIONS,
  ...CUSTODY_TRANSACTIONS,
  ...CHECKPOINT_TRANSACTIONS,
} as const satisfies Readonly<Record<string, TransactionDefinition>>;

/** Name of a transaction, `contract:Transaction`. */
export type TransactionName = keyof typeof TRANSACTIONS;
