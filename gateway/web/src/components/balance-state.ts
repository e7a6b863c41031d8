// SPDX-License-Identifier: Apache-2.0

/** Amounts of a balance in smallest units, as decimal strings. */
export interface BalanceAmounts {
  readonly authorised: string;
  readonly consumed: string;
  readonly reserved: string;
}

/** A part of the bar and its share of it in per cent, two decimals. */
export interface Share {
  readonly part: "consumed" | "reserved" | "left";
  readonly percent: string;
}

/** What is left, by how much too much is taken, and how the bar is divided. */
export interface BalanceState {
  readonly left: string;
  /** "0" where nothing is overdrawn. */
  readonly overdrawn: string;
  /** Parts that are there at all; a part of nothing has no share. */
  readonly shares: readonly Share[];
}

const PARTS = ["consumed", "reserved", "left"] as const;

/** A balance as its bar shows it. Overdrawn, the bar keeps its length and is full. */
export function balanceState({ authorised, consumed, reserved }: BalanceAmounts): BalanceState {
  const rest = BigInt(authorised) - BigInt(consumed) - BigInt(reserved);
  const left = rest > 0n ? rest : 0n;
  const amounts = { consumed: BigInt(consumed), reserved: BigInt(reserved), left };
  const whole = amounts.consumed + amounts.reserved + left;
  const shares = PARTS.filter((part) => amounts[part] > 0n).map((part) => ({
    part,
    percent: hundredths((amounts[part] * 10_000n + whole / 2n) / whole),
  }));
  return { left: left.toString(), overdrawn: (rest < 0n ? -rest : 0n).toString(), shares };
}

/** Part of a whole in per cent with two decimals, for the length of a bar; 0 of nothing. */
export function percentOf(part: string, whole: string): string {
  return BigInt(whole) === 0n ? "0.00" : hundredths((BigInt(part) * 10_000n) / BigInt(whole));
}

function hundredths(value: bigint): string {
  return `${value / 100n}.${(value % 100n).toString().padStart(2, "0")}`;
}
