// SPDX-License-Identifier: Apache-2.0
import { TRANSACTIONS } from "@licet/domain";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";
import type { Attribution } from "./attributions.js";

/** What is left of a licence's line. */
export interface LineBalance {
  readonly authorised?: string;
  readonly reserved: string;
  readonly consumed: string;
  readonly available?: string;
  readonly unit: string;
}

/** What a declaration has reserved, with each line's balance as it stands now. */
export interface Reservation {
  readonly consignment: string;
  readonly ucr: string;
  readonly status: string;
  readonly lines: readonly (Allocation & { readonly balance: LineBalance })[];
  /** What the declaration says was attributed before, by which declaration; left out where it says so of nothing. */
  readonly attributedBefore?: readonly Attribution[];
}

interface Allocation {
  readonly licence: string;
  readonly line: number;
}

interface RegisteredResult {
  readonly id: string;
  readonly ucr: string;
  readonly status: string;
  readonly allocations: readonly Allocation[];
}

/**
 * The reservation that a registration's, an amendment's or a cancellation's result tells of.
 * @throws {LedgerError}
 */
export async function reservationIn(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  result: Uint8Array,
  attributed: readonly Attribution[],
): Promise<Reservation> {
  const { id, ucr, status, allocations } = readJson<RegisteredResult>(result);
  const balances = new Map<string, Promise<LineBalance>>();
  const lines = await Promise.all(
    allocations.map(async (allocation) => {
      const key = `${allocation.licence} ${allocation.line}`;
      const balance = balances.get(key) ?? balanceOf(transactions, caller, allocation);
      balances.set(key, balance);
      return { ...allocation, balance: await balance };
    }),
  );
  return { consignment: id, ucr, status, lines, ...(attributed.length === 0 ? {} : { attributedBefore: attributed }) };
}

async function balanceOf(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  { licence, line }: Allocation,
): Promise<LineBalance> {
  const view = await transactions.query(caller, TRANSACTIONS["licence:ReadLine"], { licence, line });
  const { authorised, reserved, consumed, available, unit } = readJson<LineBalance>(view);
  return {
    ...(authorised === undefined ? {} : { authorised }),
    reserved,
    consumed,
    ...(available === undefined ? {} : { available }),
    unit,
  };
}
