// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  LICENCE_CONSUME,
  LICENCE_READ_LINE,
  LICENCE_READ_VALUE,
  LICENCE_RESERVE,
  type Reservation,
  type WriteOffResult,
} from "@licet/domain";
import type { MemoryLedger, RunOutcome, TransactionSetting } from "../fabric/memory-ledger";
import { play } from "../fabric/play";
import { consume } from "../../areas/licence/write-off/consume";
import { readLineView, readValue } from "../../areas/licence/write-off/read";
import { reserve } from "../../areas/licence/write-off/reserve";
import { LICENCE, WHO } from "./fixtures";

/** A line of `licence:Reserve` as it is sent. */
export type Line = z.input<typeof LICENCE_RESERVE.input>["lines"][number];

/** How a write-off ended. */
export type WriteOffRun = RunOutcome<z.output<typeof WriteOffResult>>;

/** A number of articles. */
export function nar(amount: string): { amount: string; unit: string } {
  return { amount, unit: "NAR" };
}

/** A line to reserve on; line 2 of the fixtures' licence is in kilograms. */
export function onLine(line: number, amount: string, item = 1): Line {
  return { licence: LICENCE, line, item, quantity: { amount, unit: line === 2 ? "MGM" : "NAR" } };
}

/** The confidential part with values in pence, one for each line. */
export function gbp(...amounts: (string | null)[]): TransactionSetting {
  const values = amounts.map((amount) => (amount === null ? null : { amount, currency: "GBP" }));
  return { parts: { values: { salt: "33".repeat(32), content: { values } } } };
}

/** Reserves on the lines for a declaration. */
export function take(
  ledger: MemoryLedger,
  reference: string,
  lines: Line[],
  setting: TransactionSetting = WHO.customs,
): Promise<WriteOffRun> {
  const input = { document: { type: "LRN" as const, reference }, ucr: `GB/${reference}`, lines };
  return play(ledger, LICENCE_RESERVE, reserve, input, setting);
}

/** Reserves on one line for a declaration. */
export async function reservation(
  ledger: MemoryLedger,
  reference: string,
  line: Line,
  setting?: TransactionSetting,
): Promise<Reservation> {
  const [held] = (await take(ledger, reference, [line], setting)).result.reservations;
  if (held === undefined) throw new Error("nothing was reserved");
  return held;
}

/** Fields that name a reservation. */
export function refOf({ licence, line, id }: Reservation): { licence: string; line: number; reservation: string } {
  return { licence, line, reservation: id };
}

/** Authorised, reserved, consumed, available and overdrawn quantity of a line. */
export async function figures(ledger: MemoryLedger, line = 1): Promise<(string | undefined)[]> {
  const { result } = await play(ledger, LICENCE_READ_LINE, readLineView, { licence: LICENCE, line }, WHO.deCustoms);
  return [result.authorised, result.reserved, result.consumed, result.available, result.overdrawn];
}

/** Authorised, reserved, consumed and available value of a line. */
export async function values(ledger: MemoryLedger, line = 2): Promise<string[]> {
  const { result } = await play(ledger, LICENCE_READ_VALUE, readValue, { licence: LICENCE, line }, WHO.licensing);
  return [result.authorised, result.reserved, result.consumed, result.available];
}

/** Consumes a reservation, all of it unless `more` says otherwise. */
export function consumeAll(
  ledger: MemoryLedger,
  held: Reservation,
  more: object = {},
  setting: TransactionSetting = WHO.customs,
): Promise<WriteOffRun> {
  return play(ledger, LICENCE_CONSUME, consume, { lines: [{ ...refOf(held), ...more }] }, setting);
}
