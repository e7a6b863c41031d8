// SPDX-License-Identifier: Apache-2.0
import { type BalanceAmounts, percentOf } from "./balance-state";

/** A balance from a moment on, until the next. */
export interface BalanceStep extends BalanceAmounts {
  /** ISO 8601. */
  readonly at: string;
}

/** Outlines of the layers of a chart of steps, each as the `d` of a path. */
export interface BalanceLayers {
  readonly consumed: string;
  readonly reserved: string;
  readonly authorised: string;
}

/** The size of a plot, in the units of its view box. */
export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** The largest amount that a chart of the steps has to show. */
export function tallest(steps: readonly BalanceStep[]): string {
  return steps
    .flatMap(({ authorised, consumed, reserved }) => [BigInt(authorised), BigInt(consumed) + BigInt(reserved)])
    .reduce((most, each) => (each > most ? each : most), 0n)
    .toString();
}

/** Layers of steps, oldest first, up to the moment `until`; reserved lies on consumed. Nothing without steps. */
export function balanceLayers(
  steps: readonly BalanceStep[],
  until: string,
  { width, height }: PlotSize,
): BalanceLayers {
  const start = Date.parse(steps[0]?.at ?? until);
  const span = Math.max(1, Date.parse(until) - start);
  const x = (at: string): number => rounded(((Date.parse(at) - start) / span) * width);
  const most = tallest(steps);
  const y = (amount: bigint): number => rounded(height - (Number(percentOf(amount.toString(), most)) / 100) * height);
  const edge = (amountOf: (step: BalanceStep) => bigint): [number, number][] =>
    steps.flatMap((step, at) => {
      const level = y(amountOf(step));
      return [
        [x(step.at), level],
        [x(steps[at + 1]?.at ?? until), level],
      ];
    });
  const consumed = edge((step) => BigInt(step.consumed));
  const taken = edge((step) => BigInt(step.consumed) + BigInt(step.reserved));
  const floor = consumed.map(([left]): [number, number] => [left, height]);
  return {
    consumed: area(consumed, floor),
    reserved: area(taken, consumed),
    authorised: line(edge((step) => BigInt(step.authorised))),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

function line(points: readonly (readonly [number, number])[]): string {
  return points.map(([left, top], at) => `${at === 0 ? "M" : "L"}${left} ${top}`).join("");
}

function area(upper: readonly (readonly [number, number])[], lower: readonly (readonly [number, number])[]): string {
  return upper.length === 0 ? "" : `${line([...upper, ...[...lower].reverse()])}Z`;
}
