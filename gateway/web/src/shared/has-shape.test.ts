// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { hasShape } from "./has-shape";

const sample = { name: "", lines: [{ code: "" }] };

describe("what was kept", () => {
  it.each([
    [{ name: "a", lines: [] }, true],
    [{ name: "a", lines: [{ code: "b" }, { code: "c" }] }, true],
    [{ name: "a", lines: [{ code: 1 }] }, false],
    [{ name: "a", lines: [{}] }, false],
    [{ name: "a" }, false],
    [{ name: "a", lines: [], more: "" }, false],
    [{ name: null, lines: [] }, false],
    [null, false],
    ["a", false],
  ])("%j has the form's shape: %s", (value, has) => {
    expect(hasShape(value, sample)).toBe(has);
  });
});
