// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { FairQueue } from "./fair-queue.js";

interface Work {
  readonly owner: { readonly organisation: string; readonly person: string };
  readonly name: string;
}

/** Work named as `organisation/person number`. */
function work(name: string): Work {
  const [owner = ""] = name.split(" ");
  const [organisation = "", person = ""] = owner.split("/");
  return { owner: { organisation, person }, name };
}

function queued(...names: readonly string[]): FairQueue<Work> {
  const queue = new FairQueue<Work>();
  for (const name of names) queue.add(work(name));
  return queue;
}

function order(queue: FairQueue<Work>): string[] {
  const names: string[] = [];
  for (let next = queue.take(); next !== undefined; next = queue.take()) names.push(next.name);
  return names;
}

describe("FairQueue", () => {
  it.each([
    ["one person's work in its order", ["A/x 1", "A/x 2", "A/x 3"], ["A/x 1", "A/x 2", "A/x 3"]],
    ["a neighbour of a flood next", ["A/x 1", "A/x 2", "A/x 3", "A/y 1"], ["A/x 1", "A/y 1", "A/x 2", "A/x 3"]],
    [
      "organisations in turn, however many people one of them has",
      ["A/x 1", "A/y 1", "A/z 1", "B/x 1", "B/x 2"],
      ["A/x 1", "B/x 1", "A/y 1", "B/x 2", "A/z 1"],
    ],
  ])("serves %s", (_, added, served) => {
    expect(order(queued(...added))).toEqual(served);
  });

  it("counts the turns that pass before further work of somebody", () => {
    const queue = queued("A/x 1", "A/x 2", "A/x 3", "B/x 1");
    expect(queue.turnsUntil({ organisation: "C", person: "x" })).toBe(3);
    expect(queue.turnsUntil({ organisation: "A", person: "y" })).toBe(4);
    expect(queue.turnsUntil({ organisation: "A", person: "x" })).toBe(5);
    expect(queued().turnsUntil({ organisation: "A", person: "x" })).toBe(1);
  });

  it("forgets what is taken out, and its owner with it", () => {
    const queue = new FairQueue<Work>();
    const [first, second] = [work("A/x 1"), work("A/x 2")];
    queue.add(first);
    queue.add(second);
    expect([queue.remove(first), queue.remove(first), queue.length]).toEqual([true, false, 1]);
    expect([queue.remove(second), queue.length, queue.take()]).toEqual([true, 0, undefined]);
  });
});
