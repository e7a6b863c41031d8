// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { exemptionOf } from "./exemptions.js";

const documents = (...codes: string[]) => ({
  documents: codes.map((code) => ({ code, reference: "", status: undefined })) as never,
});

describe("why an item needs no licence", () => {
  it.each([
    [["Y901"], { reason: "not-listed", reference: "Y901" }],
    [["N935", "999L"], { reason: "no-licence-required", reference: "999L" }],
    [["N935"], undefined],
    [["Y902"], undefined],
    [[], undefined],
  ])("documents %j", (codes, exemption) => {
    expect(exemptionOf(documents(...codes))).toEqual(exemption);
  });
});
