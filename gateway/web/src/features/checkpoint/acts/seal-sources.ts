// SPDX-License-Identifier: Apache-2.0
import { Seal } from "@licet/domain/shared/seals";
import { linesOf } from "../presented";

/** Who put a seal on, by its number; nobody while that was not chosen. */
export type SealSources = Readonly<Record<string, string>>;

/** Seals with who put each on, or the numbers of those of which nobody said it. */
export function sealsOf(
  text: string,
  sources: SealSources,
): { readonly seals: readonly Seal[]; readonly unsaid: readonly string[] } {
  const numbers = linesOf(text);
  const made = numbers.map((number) => ({ number, source: Seal.shape.source.safeParse(sources[number]).data }));
  return {
    seals: made.flatMap(({ number, source }) => (source === undefined ? [] : [{ number, source }])),
    unsaid: made.flatMap(({ number, source }) => (source === undefined ? [number] : [])),
  };
}

/** Name of the field that asks who put a seal on. */
export function sourceField(number: string): string {
  return `source.${number}`;
}
