// SPDX-License-Identifier: Apache-2.0
import { availableOf, type Balance, overdrawnOf } from "./balance";
import type { Licence } from "./schemas";
import type { LicenceStatus } from "./transitions";
import type { LineBalance, LineView } from "./write-off";

const OPEN: readonly LicenceStatus[] = ["issued", "reinstated"];

/** Ends that an authority decides because something is wrong: they stop goods on their way too. */
export const STOPPING_STATUSES: readonly LicenceStatus[] = ["suspended", "revoked", "cancelled"];

/** Whether a status is one in which a licence may be used, dates and quantities aside. */
export function isOpenStatus(status: LicenceStatus): boolean {
  return OPEN.includes(status);
}

/** Whether a licence's validity counts when the goods arrive, and not when they leave: that of an import licence does. */
export function countsAtArrival(activity: string): boolean {
  return activity === "import";
}

/** The figures of a stored line. */
export function balanceOf(line: Pick<LineBalance, "authorised" | "reserved" | "consumed">): Balance {
  return {
    authorised: line.authorised === undefined ? undefined : BigInt(line.authorised),
    reserved: BigInt(line.reserved),
    consumed: BigInt(line.consumed),
  };
}

/** A line's balance with what follows from it. */
export function viewOf({ trail, ...line }: LineBalance): LineView {
  const balance = balanceOf(line);
  return {
    ...line,
    entryCount: trail[0]?.sequence ?? 0,
    ...(balance.authorised === undefined ? {} : { available: (availableOf(balance) ?? 0n).toString() }),
    overdrawn: overdrawnOf(balance).toString(),
  };
}

/** Status of a licence on a day, with expiry by date and exhaustion by arithmetic taken into account. */
export function effectiveStatus(
  licence: Pick<Licence, "status" | "validTo">,
  lines: readonly LineBalance[],
  day: string,
): LicenceStatus {
  if (licence.status !== "suspended" && !OPEN.includes(licence.status)) return licence.status;
  if (day > licence.validTo) return "expired";
  if (licence.status === "suspended") return "suspended";
  return isExhausted(lines) ? "exhausted" : licence.status;
}

/** Whether every line has a limit on its quantity, none has anything left, and nothing is reserved that may come back. */
function isExhausted(lines: readonly LineBalance[]): boolean {
  return lines.length > 0 && lines.every((line) => availableOf(balanceOf(line)) === 0n && line.reserved === "0");
}
