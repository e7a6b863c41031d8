// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { sealsOf } from "./seal-sources";

describe("seals with who put them on", () => {
  it("says of each what was said, and never customs by itself", () => {
    expect(sealsOf("2589793487\n AE-0001 ", { "2589793487": "SHI", "AE-0001": "CUS" })).toEqual({
      seals: [
        { number: "2589793487", source: "SHI" },
        { number: "AE-0001", source: "CUS" },
      ],
      unsaid: [],
    });
  });

  it.each([
    ["nobody said it", {}],
    ["what was said is no code", { A1: "somebody" }],
  ])("names a seal where %s", (_name, sources) => {
    expect(sealsOf("A1", sources)).toEqual({ seals: [], unsaid: ["A1"] });
  });
});
