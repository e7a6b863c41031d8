// SPDX-License-Identifier: Apache-2.0
import { TRANSACTIONS } from "@licet/domain";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { readJson } from "../read-json.js";
import type { Transactions } from "../transactions.js";

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
 * The reservation that a registration's or an amendment's result tells of.
 * @throws {LedgerError}
 */
export async function reservationIn(
  transactions: Pick<Transactions, "query">,
  caller: LedgerIdentity,
  result: Uint8Array,
): Promise<Reservation> {
  const { id, ucr, status, allocations } = readJson<RegisteredResult>(result);
  const lines = await Promise.all(
    allocations.map(async (allocation) => ({
      ...allocation,
      balance: await balanceOf(transactions, caller, allocation),
    })),
  );
  return { consignment: id, ucr, status, lines };
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
