// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { measure, percentile } from "./measure.js";

describe("the benchmark's arithmetic", () => {
  it("takes the nearest rank as percentile", () => {
    const sorted = Float64Array.from({ length: 100 }, (_, index) => index + 1);
    expect([percentile(sorted, 0.5), percentile(sorted, 0.99), percentile(sorted, 1)]).toEqual([50, 99, 100]);
    expect(percentile(new Float64Array(0), 0.5)).toBeNaN();
  });

  it("counts attempts and errors, and keeps at most the asked number in flight", async () => {
    let running = 0;
    let most = 0;
    const row = await measure({
      name: "test",
      ledger: "none",
      client: "none",
      inFlight: 4,
      operations: 40,
      warmUp: 8,
      operation: async (_worker, sequence) => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        if (sequence === 8) throw new Error("expected");
      },
    });
    expect(most).toBe(4);
    expect(row).toMatchObject({ attempts: 40, errors: 1, inFlight: 4 });
  });
});
