// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, randomBytes, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { messageSigner } from "./signer.js";

const ROUNDS = 200;
const HALF_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n >> 1n;

function sOf(der: Uint8Array): bigint {
  const rLength = der[3]!;
  return BigInt(`0x${Buffer.from(der.subarray(6 + rLength)).toString("hex")}`);
}

describe("messageSigner", () => {
  it("signs so that node:crypto verifies, always with a low s", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const sign = messageSigner(privateKey.export({ type: "pkcs8", format: "pem" }).toString());
    for (let round = 0; round < ROUNDS; round += 1) {
      const message = randomBytes(round);
      const signature = sign(message);
      expect(verify("sha256", message, publicKey, signature)).toBe(true);
      expect(sOf(signature) <= HALF_ORDER).toBe(true);
    }
  });

  it("refuses keys of other curves", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "secp384r1" });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect(() => messageSigner(pem)).toThrow(/P-256/);
  });
});
