// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { recordedBlocks } from "../testing/recorded-blocks.js";
import { decodeBlockContent } from "./block-content.js";
import { certificateAttributes, certificateEnd } from "./certificate-attributes.js";

const contents = recordedBlocks().map((bytes) => decodeBlockContent(bytes, "licet"));
const creators = contents.flatMap(({ surroundings }) => surroundings.flatMap(({ creator }) => creator ?? []));
const endorsers = contents.flatMap(({ surroundings }) => surroundings.flatMap((one) => one.endorsers));

describe("what a certificate says of its holder", () => {
  it("is read from those of the people who sent the recorded transactions", () => {
    const roles = creators.map(({ certificate }) => certificateAttributes(certificate)["licet.role"]);
    expect(roles).toContain("customs-officer");
    expect(roles).toContain("registrar");
  });

  it("is when it ends", () => {
    const ends = creators.flatMap(({ certificate }) => certificateEnd(certificate)?.getTime() ?? []);
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.every((end) => end > 0)).toBe(true);
  });

  it.each([
    ["no certificate", "nonsense"],
    ["an empty text", ""],
    ["a certificate without attributes", endorsers[0]?.certificate ?? ""],
  ])("is nothing where it is %s", (_, pem) => {
    expect(certificateAttributes(pem)["licet.role"]).toBeUndefined();
  });

  it("has no end where it is no certificate", () => {
    expect(certificateEnd("nonsense")).toBeUndefined();
  });
});
