// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differingCharacters, differingWords, type Piece } from "./differing";

const marked = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join("");
const read = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join("");

describe("differences", () => {
  it.each([
    ["the last digit", "2589793487", "2589793481", "258979348[7]", "258979348[1]"],
    ["two digits swapped", "AB12", "AB21", "AB[1]2", "AB2[1]"],
    ["a digit that is missing", "2589793487", "258979387", "2589793[4]87", "258979387"],
    ["nothing in common", "AAA", "BB", "[AAA]", "[BB]"],
    ["nothing to compare with", "", "X1", "", "[X1]"],
    ["nothing", "X1", "X1", "X1", "X1"],
    ["a sign beyond the basic plane", "a😀b", "a😁b", "a[😀]b", "a[😁]b"],
  ])("by character mark %s", (_what, first, second, markedFirst, markedSecond) => {
    const { first: one, second: two } = differingCharacters(first, second);
    expect([marked(one), marked(two)]).toEqual([markedFirst, markedSecond]);
  });

  it.each([
    ["a number as one word", "12 kg", "15 kg", "[12] kg", "[15] kg"],
    ["a decimal as one word", "10.500 kg", "10.250 kg", "[10.500] kg", "[10.250] kg"],
    ["a word put in", "to Karachi", "to Port Karachi", "to Karachi", "to [Port ]Karachi"],
    ["words of another script", "إلى كراتشي", "إلى صحار", "إلى [كراتشي]", "إلى [صحار]"],
  ])("by word mark %s", (_what, first, second, markedFirst, markedSecond) => {
    const { first: one, second: two } = differingWords(first, second);
    expect([marked(one), marked(two)]).toEqual([markedFirst, markedSecond]);
  });

  it("leave out and add nothing, and mark nothing only where the texts are the same", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "1", ".") });
    fc.assert(
      fc.property(text, text, fc.constantFrom(differingCharacters, differingWords), (first, second, compare) => {
        const { first: one, second: two } = compare(first, second);
        expect([read(one), read(two)]).toEqual([first, second]);
        expect([...one, ...two].some(({ differs }) => differs)).toBe(first !== second);
      }),
    );
  });

  it("mark texts too long to compare as a whole between their equal ends", () => {
    const { first, second } = differingCharacters(`x${"a".repeat(600)}y`, `x${"b".repeat(600)}y`);
    expect([first.length, second.length]).toEqual([3, 3]);
  });
});
