// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { closingLine, countTests } from "./test-results.js";

function report(...files: { name: string; status: string; results: string[] }[]): string {
  return JSON.stringify({
    testResults: files.map(({ name, status, results }) => ({
      name,
      status,
      assertionResults: results.map((result) => ({ status: result })),
    })),
  });
}

describe("countTests", () => {
  it("adds up the files and names those with skipped tests", () => {
    const counts = countTests(
      report(
        { name: "a.test.ts", status: "passed", results: ["passed", "passed"] },
        { name: "b.test.ts", status: "failed", results: ["passed", "failed", "skipped"] },
        { name: "c.test.ts", status: "passed", results: ["pending", "todo"] },
      ),
    );
    expect(counts).toEqual({
      passed: 3,
      failed: 1,
      skipped: 3,
      skippedIn: [
        { file: "b.test.ts", skipped: 1, of: 3 },
        { file: "c.test.ts", skipped: 2, of: 2 },
      ],
    });
    expect(closingLine(counts)).toBe("3 passed, 1 failed, 3 skipped");
  });

  it("counts a file that could not be collected as a failure", () => {
    const counts = countTests(report({ name: "a.test.ts", status: "failed", results: [] }));
    expect(closingLine(counts)).toBe("0 passed, 1 failed");
  });
});
