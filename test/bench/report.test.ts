// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { pageWith, readPage, reportedName } from "./report.js";
import { readResults } from "./results.js";

describe("the page of figures", () => {
  it("holds the tables of the results that it names", async () => {
    const page = readPage();
    const name = reportedName(page);
    expect(page, `run: npm run bench -- --report ${name}`).toBe(await pageWith(page, name, readResults(name)));
  });
});
