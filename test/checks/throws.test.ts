// SPDX-License-Identifier: Apache-2.0
import { ERROR_CATALOGUE } from "@licet/domain";
import { GATEWAY_ERRORS } from "@licet/gateway/errors/gateway-errors";
import { describe, expect, it } from "vitest";
import { isData, projectFiles, read } from "./sources.js";

/** One tag of a comment: where it stands, and what it says, on one line. */
interface Tag {
  readonly place: string;
  readonly text: string;
}

/** A tag stands at the start of its line, gives one class in braces, and then says in a sentence which codes it carries, and when. */
const FORM = /^@throws \{(?:[A-Z]\w*|unknown)\}(?: .*[.!?])?$/;

/** The codes of the classes that have a catalogue. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  LicetError: Object.keys(ERROR_CATALOGUE),
  GatewayError: Object.keys(GATEWAY_ERRORS),
  NetworkError: [...read("network/embedded/description/network-error.ts").matchAll(/"(NETWORK_\w+)"/g)].map(
    ([, code = ""]) => code,
  ),
};

const tags = projectFiles()
  .filter((file) => /\.(ts|tsx|mjs|cjs)$/.test(file) && !isData(file) && file !== "test/checks/throws.test.ts")
  .flatMap(tagsIn);

function tagsIn(file: string): Tag[] {
  const source = read(file);
  return [...source.matchAll(/\/\*\*.*?\*\//gs)].flatMap((comment) => {
    const line = source.slice(0, comment.index).split("\n").length;
    return tagsOf(comment[0]).map((text) => ({ place: `${file}:${line.toString()}`, text }));
  });
}

/** What a comment says of what is thrown, by tags or in prose, wherever on a line it begins. */
function tagsOf(comment: string): string[] {
  const lines = comment.replace(/^\/\*\*|\*\/$/g, "").split("\n");
  const texts = lines.map((line) => line.replace(/^\s*\*?/, "").trim());
  return texts.flatMap((text, index) => {
    if (!/@throws\b|\bThrows (?:an? )?[A-Z]/.test(text)) return [];
    const after = texts.slice(index + 1);
    const end = after.findIndex((next) => next === "" || next.startsWith("@"));
    return [[text, ...after.slice(0, end < 0 ? undefined : end)].join(" ").trim()];
  });
}

/** What a tag says, without names of other functions. */
function wordsOf({ text }: Tag): string {
  return text.replace(/`[^`]*`/g, "").replace(/^@throws \{\w+\}/, "");
}

const described = (found: readonly Tag[]): string[] => found.map(({ place, text }) => `${place} ${text}`);

describe("what a function throws", () => {
  it("is said in one form", () => {
    expect(tags.length).toBeGreaterThan(0);
    expect(described(tags.filter(({ text }) => !FORM.test(text)))).toEqual([]);
  });

  it("is one class a tag", () => {
    expect(described(tags.filter((tag) => /\b[A-Z]\w*Error\b/.test(wordsOf(tag))))).toEqual([]);
  });

  it("carries codes that its class has", () => {
    const wrong = tags.filter((tag) => {
      const known = CODES[/\{(\w+)\}/.exec(tag.text)?.[1] ?? ""];
      const named = wordsOf(tag).match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? [];
      return known !== undefined && named.some((code) => !known.includes(code));
    });
    expect(described(wrong)).toEqual([]);
  });
});
