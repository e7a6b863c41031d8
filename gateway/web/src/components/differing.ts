// SPDX-License-Identifier: Apache-2.0

/** A piece of a text, and whether the other text has something else in its place. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/** Both texts in pieces. */
export interface Differing {
  readonly first: readonly Piece[];
  readonly second: readonly Piece[];
}

/** Beyond this many comparisons of pieces, what lies between the equal ends is marked as a whole. */
const COMPARISONS_MAX = 250_000;

type Pair = readonly [first: string | undefined, second: string | undefined];

/** Texts compared character by character: for references, where one digit is the whole difference. */
export function differingCharacters(first: string, second: string): Differing {
  return piecesOf(aligned(Array.from(first), Array.from(second)));
}

/** Texts compared word by word, a number being one word: for prose and quantities. */
export function differingWords(first: string, second: string): Differing {
  return piecesOf(aligned(wordsOf(first), wordsOf(second)));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** Units side by side: the equal ones in one row, of the others one side is empty. */
function aligned(first: readonly string[], second: readonly string[]): Pair[] {
  let start = 0;
  while (start < Math.min(first.length, second.length) && first[start] === second[start]) start += 1;
  let end = 0;
  while (end < Math.min(first.length, second.length) - start && first.at(-1 - end) === second.at(-1 - end)) end += 1;
  const equal = (units: readonly string[]): Pair[] => units.map((unit) => [unit, unit]);
  return [
    ...equal(first.slice(0, start)),
    ...middle(first.slice(start, first.length - end), second.slice(start, second.length - end)),
    ...equal(first.slice(first.length - end)),
  ];
}

function middle(first: readonly string[], second: readonly string[]): Pair[] {
  if (first.length * second.length > COMPARISONS_MAX) return apart(first, second);
  const lengths = commonLengths(first, second);
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < first.length && j < second.length) {
    if (first[i] === second[j]) pairs.push([first[i++], second[j++]]);
    else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) pairs.push([first[i++], undefined]);
    else pairs.push([undefined, second[j++]]);
  }
  return [...pairs, ...apart(first.slice(i), second.slice(j))];
}

function apart(first: readonly string[], second: readonly string[]): Pair[] {
  return [...first.map((unit): Pair => [unit, undefined]), ...second.map((unit): Pair => [undefined, unit])];
}

/** For each pair of rests of the two lists, how long their longest common subsequence is. */
function commonLengths(first: readonly string[], second: readonly string[]): number[][] {
  const lengths = Array.from({ length: first.length + 1 }, () => new Array<number>(second.length + 1).fill(0));
  for (let i = first.length - 1; i >= 0; i -= 1) {
    for (let j = second.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] ?? [];
      const below = lengths[i + 1] ?? [];
      row[j] = first[i] === second[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

function piecesOf(pairs: readonly Pair[]): Differing {
  return { first: joined(pairs, 0), second: joined(pairs, 1) };
}

function joined(pairs: readonly Pair[], side: 0 | 1): Piece[] {
  const pieces: { text: string; differs: boolean }[] = [];
  for (const pair of pairs) {
    const text = pair[side];
    if (text === undefined) continue;
    const differs = pair[1 - side] === undefined;
    const last = pieces.at(-1);
    if (last?.differs === differs) last.text += text;
    else pieces.push({ text, differs });
  }
  return pieces;
}
