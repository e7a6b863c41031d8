// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { KeyQueue, QueueFullError } from "./key-queue.js";

/** A promise with its handles outside. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe("KeyQueue", () => {
  it("runs work on one key in order and work on another beside it", async () => {
    const queue = new KeyQueue(10);
    const first = gate();
    const seen: string[] = [];
    const a = queue.run(["x"], async () => {
      await first.opened;
      seen.push("a");
    });
    const b = queue.run(["x"], () => Promise.resolve(seen.push("b")));
    await queue.run(["y"], () => Promise.resolve(seen.push("c")));
    expect(seen).toEqual(["c"]);
    first.open();
    await Promise.all([a, b]);
    expect(seen).toEqual(["c", "a", "b"]);
    expect(queue.length).toBe(0);
  });

  it("takes several keys without deadlock", async () => {
    const queue = new KeyQueue(10);
    const works = Array.from({ length: 8 }, (_, index) =>
      queue.run(index % 2 === 0 ? ["x", "y"] : ["y", "x"], () => Promise.resolve(index)),
    );
    expect(await Promise.all(works)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("refuses what is beyond its length, and takes work again afterwards", async () => {
    const queue = new KeyQueue(2);
    const first = gate();
    const running = [queue.run(["x"], () => first.opened), queue.run(["x"], () => Promise.resolve())];
    await expect(queue.run(["x"], () => Promise.resolve())).rejects.toBeInstanceOf(QueueFullError);
    first.open();
    await Promise.all(running);
    await expect(queue.run(["x"], () => Promise.resolve("again"))).resolves.toBe("again");
  });

  it("goes on after work that failed", async () => {
    const queue = new KeyQueue(10);
    await expect(queue.run(["x"], () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await expect(queue.run(["x"], () => Promise.resolve("yes"))).resolves.toBe("yes");
  });
});
