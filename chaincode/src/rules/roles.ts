// SPDX-License-Identifier: Apache-2.0
import type { Role } from "@licet/domain";
import type { Transaction } from "../fabric/transaction";

/**
 * Whether the caller holds one of these roles. It is for rules that differ by role; who may call a transaction, or make a move, is in
 * their definitions and tables, and refused by `requireRole`.
 */
export function hasRole({ caller }: Pick<Transaction, "caller">, ...roles: readonly Role[]): boolean {
  return caller.role !== undefined && roles.includes(caller.role);
}
