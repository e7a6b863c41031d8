// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { AbandonedError, Admission, type Admitted, OverloadedError } from "./admission.js";
import type { AdmissionBounds, Lane } from "./lane.js";

const PATIENT_MS = 60_000;
const BOUNDS: AdmissionBounds = {
  running: 3,
  lanes: {
    check: { running: 3, waitMs: PATIENT_MS },
    read: { running: 2, waitMs: PATIENT_MS },
    write: { running: 2, waitMs: PATIENT_MS },
  },
};
const HERE = new AbortController().signal;
const OWNER = { organisation: "GBAuthorityMSP", person: "licensing1@GBAuthorityMSP" };

/** Work that ends when it is told to, and what has begun so far. */
class Bench {
  readonly begun: string[] = [];
  readonly #ends = new Map<string, () => void>();
  readonly #places = new Map<string, Admitted>();

  constructor(readonly admission: Admission) {}

  start(name: string, lane: Lane = "write", { owner = OWNER, gone = HERE } = {}): Promise<string> {
    return this.admission.run(lane, owner, gone, async (place) => {
      this.begun.push(name);
      this.#places.set(name, place);
      await new Promise<void>((resolve) => this.#ends.set(name, resolve));
      return name;
    });
  }

  place(name: string): Admitted {
    return this.#places.get(name)!;
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)?.();
    await settled();
  }
}

/** Lets everything happen that waits for nothing but its turn. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe("Admission", () => {
  it("lets as much run as a lane may, and the next when one has ended", async () => {
    const bench = new Bench(new Admission(BOUNDS));
    const all = ["a", "b", "c"].map((name) => bench.start(name));
    await settled();
    expect([bench.begun, bench.admission.waiting("write")]).toEqual([["a", "b"], 1]);
    await bench.end("a");
    expect([bench.begun, bench.admission.waiting()]).toEqual([["a", "b", "c"], 0]);
    await bench.end("b");
    await bench.end("c");
    expect(await Promise.all(all)).toEqual(["a", "b", "c"]);
    expect(bench.admission.running()).toBe(0);
  });

  it("serves checks before reads and reads before writes, and leaves room that writes cannot take", async () => {
    const bench = new Bench(new Admission(BOUNDS));
    void bench.start("write 1");
    void bench.start("write 2");
    void bench.start("check 1", "check");
    void bench.start("write 3");
    void bench.start("read 1", "read");
    void bench.start("check 2", "check");
    await settled();
    expect(bench.begun).toEqual(["write 1", "write 2", "check 1"]);
    for (const name of ["write 1", "write 2", "check 1"]) await bench.end(name);
    expect(bench.begun.slice(3)).toEqual(["check 2", "read 1", "write 3"]);
  });

  it("refuses at once what would have to wait longer than its lane allows, and says when to come back", async () => {
    let now = 0;
    const admission = new Admission(
      { ...BOUNDS, lanes: { ...BOUNDS.lanes, write: { running: 1, waitMs: 5_000 } } },
      () => now,
    );
    const bench = new Bench(admission);
    void bench.start("a");
    await settled();
    now = 2_000;
    await bench.end("a");
    // Work takes 2 s, one at a time: the third in line would wait 6 s.
    for (const name of ["b", "c", "d"]) void bench.start(name);
    await settled();
    const refused = await bench.start("e").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(OverloadedError);
    expect(refused).toMatchObject({ lane: "write", retryAfterSeconds: 6, waiting: 2 });
    // A neighbour's own turn comes sooner: the flood is not theirs.
    const neighbour = { organisation: "AEAuthorityMSP", person: "licensing1@AEAuthorityMSP" };
    void bench.start("f", "write", { owner: neighbour });
    await bench.end("b");
    await bench.end("c");
    expect(bench.begun).toEqual(["a", "b", "c", "f"]);
  });

  it("refuses what has waited as long as it may, and drops it from the line", async () => {
    const admission = new Admission({
      ...BOUNDS,
      lanes: { ...BOUNDS.lanes, write: { running: 1, waitMs: 20 } },
    });
    const bench = new Bench(admission);
    void bench.start("a");
    await expect(bench.start("b")).rejects.toBeInstanceOf(OverloadedError);
    expect(admission.waiting()).toBe(0);
    await bench.end("a");
    expect(bench.begun).toEqual(["a"]);
  });

  it("never begins what nobody waits for any more", async () => {
    const bench = new Bench(new Admission({ ...BOUNDS, running: 1 }));
    const gone = new AbortController();
    void bench.start("a");
    const left = bench.start("b", "write", { gone: gone.signal }).catch((error: unknown) => error);
    gone.abort();
    expect(await left).toBeInstanceOf(AbandonedError);
    await expect(bench.start("c", "check", { gone: gone.signal })).rejects.toBeInstanceOf(AbandonedError);
    await bench.end("a");
    expect([bench.begun, bench.admission.running(), bench.admission.waiting()]).toEqual([["a"], 0, 0]);
  });

  it("gives a place to others while work waits for something else, and gives it back first", async () => {
    const bench = new Bench(new Admission({ ...BOUNDS, running: 1 }));
    const first = bench.start("a");
    void bench.start("b");
    void bench.start("c");
    await settled();
    const place = bench.place("a");
    place.pause();
    place.pause();
    await settled();
    expect([bench.begun, bench.admission.running()]).toEqual([["a", "b"], 1]);
    const resumed = place.resume();
    await bench.end("b");
    await resumed;
    await place.resume();
    expect(bench.begun).toEqual(["a", "b"]);
    await bench.end("a");
    expect([await first, bench.begun]).toEqual(["a", ["a", "b", "c"]]);
  });

  it("leaves no place behind where work fails, also while it is paused", async () => {
    const admission = new Admission({ ...BOUNDS, running: 1 });
    const fail = admission.run("write", OWNER, HERE, () => Promise.reject(new Error("no")));
    await expect(fail).rejects.toThrow("no");
    const paused = admission.run("write", OWNER, HERE, (place) => {
      place.pause();
      return Promise.reject(new Error("neither"));
    });
    await expect(paused).rejects.toThrow("neither");
    expect([admission.running(), admission.waiting()]).toEqual([0, 0]);
  });
});
