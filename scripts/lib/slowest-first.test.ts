// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "./paths.js";
import { SLOWEST_FILES, slowestFirst } from "./slowest-first.js";

describe("the order of test files", () => {
  it("begins with the slowest and leaves the others as they are", () => {
    const [first = "", second = ""] = SLOWEST_FILES;
    const files = ["b.test.ts", second, "a.test.ts", first, `other${first}`].map((file) => `/project/${file}`);
    expect(slowestFirst(files, (file) => file)).toEqual(
      [first, second, "b.test.ts", "a.test.ts", `other${first}`].map((file) => `/project/${file}`),
    );
  });

  it.each(SLOWEST_FILES)("names the file %s, which exists", (file) => {
    expect(existsSync(path.join(projectRoot, file))).toBe(true);
  });
});
