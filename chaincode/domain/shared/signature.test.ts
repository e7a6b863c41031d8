// SPDX-License-Identifier: Apache-2.0
import { Signature, SigningKey } from "ethers/crypto";
import { describe, expect, it } from "vitest";
import { plainSignature } from "./signature";

const KEY = new SigningKey(`0x${"ab".repeat(32)}`);
/** Signatures of both parities of y. */
const SIGNATURES = Array.from({ length: 16 }, (_, index) => KEY.sign(`0x${index.toString(16).padStart(64, "0")}`));

describe("plainSignature", () => {
  it("leaves 65 bytes with v 27 or 28 as they are", () => {
    expect(new Set(SIGNATURES.map(({ v }) => v))).toEqual(new Set([27, 28]));
    for (const { serialized } of SIGNATURES) expect(plainSignature(serialized)).toBe(serialized);
  });

  it("takes v 0 and 1 for 27 and 28", () => {
    for (const { serialized, yParity } of SIGNATURES) {
      expect(plainSignature(`${serialized.slice(0, -2)}0${yParity}`)).toBe(serialized);
    }
  });

  it("takes the compact form of EIP-2098", () => {
    for (const { serialized, compactSerialized } of SIGNATURES) {
      expect(plainSignature(compactSerialized)).toBe(serialized);
      expect(Signature.from(compactSerialized).serialized).toBe(serialized);
    }
  });

  it.each(["0x", `0x${"11".repeat(63)}`, `0x${"11".repeat(64)}1d`, "11".repeat(65), `0X${"11".repeat(65)}`])(
    "leaves %s alone, to be refused",
    (text) => {
      expect(plainSignature(text)).toBe(text);
    },
  );
});
