// SPDX-License-Identifier: Apache-2.0
import { recoverAddress, Wallet } from "ethers";
import { describe, expect, it } from "vitest";
import { makeSealedKey, signWithSealedKey, WrongPassphraseError } from "./sealed-key";

const NOW = new Date("2026-11-27T12:00:00Z");
const DIGEST = `0x${"5a".repeat(32)}`;
const PASSPHRASE = "four words are long enough";

describe("a key made on this device", () => {
  it("signs as a wallet with its address does", async () => {
    const key = await makeSealedKey(PASSPHRASE, NOW);
    const signature = await signWithSealedKey(key, PASSPHRASE, DIGEST);
    expect(recoverAddress(DIGEST, signature)).toBe(key.address);
    expect(signature).toHaveLength(132);
  });

  it("is another one each time", async () => {
    const [first, second] = [await makeSealedKey(PASSPHRASE, NOW), await makeSealedKey(PASSPHRASE, NOW)];
    expect(first.address).not.toBe(second.address);
    expect(first.salt).not.toEqual(second.salt);
  });

  it("opens by no other passphrase", async () => {
    const key = await makeSealedKey(PASSPHRASE, NOW);
    await expect(signWithSealedKey(key, `${PASSPHRASE} `, DIGEST)).rejects.toBeInstanceOf(WrongPassphraseError);
  });

  it("opens by the same passphrase however its letters are put together", async () => {
    const key = await makeSealedKey("caf\u00e9 au lait demain", NOW);
    expect(await signWithSealedKey(key, "cafe\u0301 au lait demain", DIGEST)).toHaveLength(132);
  });

  it("does not open where somebody put another address on it", async () => {
    const key = { ...(await makeSealedKey(PASSPHRASE, NOW)), address: Wallet.createRandom().address };
    await expect(signWithSealedKey(key, PASSPHRASE, DIGEST)).rejects.toBeInstanceOf(WrongPassphraseError);
  });
});
