// SPDX-License-Identifier: Apache-2.0
import { TypedDataEncoder, verifyTypedData } from "ethers/hash";
import { SigningKey } from "ethers/crypto";
import { computeAddress } from "ethers/transaction";
import { hexlify } from "ethers/utils";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes32, domainFor, LicetError, signingAct, signingDigest, typedDataOf } from "@licet/domain";
import { recoverAddress, recoverSigner } from "./signatures";
import mail from "../testing/fabric/vectors/eip712-mail.json";

const N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const tx = { channel: "licet" };

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof LicetError) return error.code;
    throw error;
  }
  return "no error";
}

const RELEASE_FIELDS = {
  consignment: "string",
  sequence: "uint64",
  previous: "bytes32",
  place: "string",
} as const;
const RELEASE = signingAct("Release", RELEASE_FIELDS);

const release = {
  consignment: "GB-CN-0001",
  sequence: 4,
  previous: bytes32("11".repeat(32)),
  place: "AEJEA",
};

describe("the worked example of EIP-712", () => {
  it("hashes to the published digest and recovers the published signer", () => {
    const digest = TypedDataEncoder.hash(mail.domain, mail.types, mail.message);
    expect(TypedDataEncoder.hashDomain(mail.domain)).toBe(mail.domainSeparator);
    expect(digest).toBe(mail.digest);
    expect(recoverAddress(mail.digest, mail.signature, "Mail")).toBe(mail.signer);
  });
});

describe("recoverSigner", () => {
  const key = new SigningKey(bytes32("ab".repeat(32)));
  const address = computeAddress(key);
  const sign = (channel: string): string => key.sign(signingDigest(domainFor(channel), RELEASE, release)).serialized;

  it("recovers the checksummed address of the key that signed", () => {
    expect(recoverSigner(tx, RELEASE, release, sign("licet"))).toBe(address);
  });

  it("recovers somebody else when the message, the act or the channel is another", () => {
    const signature = sign("licet");
    expect(recoverSigner(tx, RELEASE, { ...release, sequence: 5 }, signature)).not.toBe(address);
    expect(recoverSigner({ channel: "other" }, RELEASE, release, signature)).not.toBe(address);
    const sameFields = signingAct("Acceptance", RELEASE_FIELDS);
    expect(recoverSigner(tx, sameFields, release, signature)).not.toBe(address);
  });

  it("refuses the twin of a signature with s in the upper half", () => {
    const signature = sign("licet");
    const s = N - BigInt(`0x${signature.slice(66, 130)}`);
    const v = signature.endsWith("1b") ? "1c" : "1b";
    const twin = `${signature.slice(0, 66)}${s.toString(16).padStart(64, "0")}${v}`;
    expect(codeOf(() => recoverSigner(tx, RELEASE, release, twin))).toBe("SIGNATURE_INVALID");
  });

  it.each([
    ["an empty signature", "0x"],
    ["64 bytes (EIP-2098)", `0x${"11".repeat(64)}`],
    ["66 bytes", `0x${"11".repeat(66)}`],
    ["no prefix", "11".repeat(65)],
    ["v of 0", `0x${"11".repeat(64)}00`],
    ["v of 29", `0x${"11".repeat(64)}1d`],
    ["r of 0", `0x${"00".repeat(32)}${"11".repeat(32)}1b`],
    ["s of 0", `0x${"11".repeat(32)}${"00".repeat(32)}1b`],
    ["r beyond the order", `0x${"ff".repeat(32)}${"11".repeat(32)}1b`],
  ])("refuses %s", (_, signature) => {
    expect(codeOf(() => recoverSigner(tx, RELEASE, release, signature))).toBe("SIGNATURE_INVALID");
  });

  it("agrees with ethers on random messages, keys and channels", () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => hexlify(bytes));
    const act = signingAct("Undertaking", {
      certificate: "string",
      endUser: "string",
      count: "uint64",
      content: "bytes32",
    });
    const message = fc.record({
      certificate: fc.string({ maxLength: 64 }),
      endUser: fc.string({ unit: "grapheme" }),
      count: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      content: hash,
    });
    const secret = fc.bigInt({ min: 1n, max: N - 1n }).map((n) => `0x${n.toString(16).padStart(64, "0")}`);
    fc.assert(
      fc.property(message, secret, fc.string({ minLength: 1 }), (value, privateKey, channel) => {
        const domain = domainFor(channel);
        const digest = signingDigest(domain, act, value);
        const { types } = act;
        expect(digest).toBe(TypedDataEncoder.hash(domain, types, value));
        const signature = new SigningKey(privateKey).sign(digest).serialized;
        const signer = recoverSigner({ channel }, act, value, signature);
        expect(signer).toBe(verifyTypedData(domain, types, value, signature));
      }),
      { numRuns: 60 },
    );
  });

  it("gives wallets what they sign, with integers as decimal strings", () => {
    const data = typedDataOf(domainFor("licet"), RELEASE, release);
    expect(data.message["sequence"]).toBe("4");
    expect(data.types["EIP712Domain"]?.map(({ name }) => name)).toEqual(Object.keys(data.domain));
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
    expect(TypedDataEncoder.hash(data.domain, RELEASE.types, data.message)).toBe(
      signingDigest(domainFor("licet"), RELEASE, release),
    );
  });
});
