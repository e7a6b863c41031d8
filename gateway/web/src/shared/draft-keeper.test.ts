// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "../api/problem";
import { DraftKeeper, type KeptState } from "./draft-keeper";

let states: KeptState[];
let kept: { content: string; version: number }[];
let answers: (() => Promise<number>)[];

function keeper(version = 0): DraftKeeper<string> {
  return new DraftKeeper<string>({
    version,
    keep: (content, from) => {
      kept.push({ content, version: from });
      return answers.shift()?.() ?? Promise.resolve(from + 1);
    },
    onState: (state) => states.push(state),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  states = [];
  kept = [];
  answers = [];
});

afterEach(() => vi.useRealTimers());

describe("what is typed", () => {
  it("is kept after a pause, the newest only, each from the version before", async () => {
    const draft = keeper();
    draft.change("a");
    draft.change("ab");
    await vi.runAllTimersAsync();
    draft.change("abc");
    await vi.runAllTimersAsync();
    expect(kept).toEqual([
      { content: "ab", version: 0 },
      { content: "abc", version: 1 },
    ]);
    expect(states.at(-1)).toBe("kept");
  });

  it("that comes while something is kept is not told as kept before it is", async () => {
    const draft = keeper();
    let answer: ((version: number) => void) | undefined;
    answers.push(() => new Promise<number>((resolve) => (answer = resolve)));
    draft.change("a");
    await vi.advanceTimersByTimeAsync(10_000);
    draft.change("ab");
    answer?.(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toBe("changed");
    await vi.runAllTimersAsync();
    expect(kept.at(-1)).toEqual({ content: "ab", version: 1 });
    expect(states.at(-1)).toBe("kept");
  });

  it("is tried again with the next change where it could not be kept", async () => {
    const draft = keeper(3);
    answers.push(() => Promise.reject(new Error("no answer")));
    draft.change("a");
    await vi.runAllTimersAsync();
    expect(states.at(-1)).toBe("failed");
    draft.change("ab");
    await vi.runAllTimersAsync();
    expect(kept.at(-1)).toEqual({ content: "ab", version: 3 });
  });

  it("overwrites nothing that another window has kept", async () => {
    const draft = keeper(3);
    answers.push(() => Promise.reject(new ProblemError({ code: "DRAFT_CHANGED", detail: "changed" } as never)));
    draft.change("a");
    await vi.runAllTimersAsync();
    draft.change("ab");
    await vi.runAllTimersAsync();
    expect(kept).toHaveLength(1);
    expect(states).toEqual(["changed", "elsewhere"]);
  });

  it("is not kept after the end", async () => {
    const draft = keeper();
    draft.change("a");
    await draft.end();
    await vi.runAllTimersAsync();
    expect(kept).toEqual([]);
  });
});
