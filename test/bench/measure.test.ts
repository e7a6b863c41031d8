// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { measure } from "./measure.js";

const workload = { name: "test", ledger: "none", client: "none", inFlight: 4, operations: 40, warmUp: 8 };

describe("a measurement", () => {
  it("counts attempts and errors, and keeps at most the asked number in flight", async () => {
    let running = 0;
    let most = 0;
    const slice = await measure({
      ...workload,
      operation: async (_worker, sequence) => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        if (sequence === 20) throw new Error("expected");
      },
    });
    expect(most).toBe(4);
    expect(slice.ends).toHaveLength(40);
    expect(slice.latencies).toHaveLength(39);
    expect(slice.errors).toBe(1);
    expect(slice.failures).toEqual([new Error("expected")]);
  });

  it("does not count what fails during the warm-up or after the end", async () => {
    const sequences: number[] = [];
    const { errors, failures } = await measure({
      ...workload,
      operation: (_worker, sequence) => {
        sequences.push(sequence);
        return sequence < 4 || sequence >= 48 ? Promise.reject(new Error("not counted")) : Promise.resolve();
      },
    });
    expect(errors).toBe(0);
    expect(failures.length).toBeGreaterThanOrEqual(4);
    expect(sequences.length).toBeGreaterThan(48);
    expect(sequences.length).toBeLessThan(48 + workload.inFlight);
  });

  it("gives up where nothing succeeds", async () => {
    const failing = { ...workload, operation: () => Promise.reject(new Error("refused")) };
    await expect(measure(failing)).rejects.toThrow(/test was given up after \d+ failures: Error: refused/);
  });
});
