// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { CHUNK_BYTES, FILE_KEY_BYTES, SealBroken, Sealer, unsealed } from "./sealing.js";

const KEY = randomBytes(FILE_KEY_BYTES);
const HEADER = 15;
const SEALED = CHUNK_BYTES + 16;

function sealed(plaintext: Uint8Array, step = plaintext.length): Buffer {
  const sealer = new Sealer(KEY);
  const pieces: Buffer[] = [];
  for (let at = 0; at < plaintext.length; at += step) pieces.push(...sealer.update(plaintext.subarray(at, at + step)));
  return Buffer.concat([...pieces, ...sealer.finish()]);
}

async function* inPieces(bytes: Buffer, step: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += step) yield await Promise.resolve(bytes.subarray(at, at + step));
}

async function opened(bytes: Buffer, step = 9_973, key: Uint8Array = KEY): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of unsealed(key, inPieces(bytes, step))) pieces.push(piece);
  return Buffer.concat(pieces);
}

const sha = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

describe("sealing a file", () => {
  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 3 * CHUNK_BYTES + 7])(
    "gives %i bytes back, in whatever pieces they come",
    async (length) => {
      const plaintext = randomBytes(length);
      for (const step of [1_021, CHUNK_BYTES, 4 * CHUNK_BYTES]) {
        expect(sha(await opened(sealed(plaintext, step), step))).toBe(sha(plaintext));
      }
    },
  );

  it("makes something else of the same file each time", () => {
    const plaintext = randomBytes(100);
    expect(sealed(plaintext).equals(sealed(plaintext))).toBe(false);
  });

  const whole = sealed(randomBytes(3 * CHUNK_BYTES + 100));
  const chunk = (at: number): Buffer => whole.subarray(HEADER + at * SEALED, HEADER + (at + 1) * SEALED);
  const flipped = (at: number): Buffer => {
    const copy = Buffer.from(whole);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  };
  it.each<[string, Buffer]>([
    ["nothing", Buffer.alloc(0)],
    ["a part of the header", whole.subarray(0, 9)],
    ["the header alone", whole.subarray(0, HEADER)],
    ["cut off within a tag", whole.subarray(0, whole.length - 3)],
    ["cut off after a whole chunk", whole.subarray(0, HEADER + 2 * SEALED)],
    ["cut off after the last but one", whole.subarray(0, HEADER + 3 * SEALED)],
    ["something added", Buffer.concat([whole, Buffer.from("x")])],
    ["its last chunk twice", Buffer.concat([whole, whole.subarray(HEADER + 3 * SEALED)])],
    [
      "two chunks changed over",
      Buffer.concat([whole.subarray(0, HEADER), chunk(1), chunk(0), whole.subarray(HEADER + 2 * SEALED)]),
    ],
    ["a chunk left out", Buffer.concat([whole.subarray(0, HEADER), whole.subarray(HEADER + SEALED)])],
    ["one bit of the version", flipped(7)],
    ["one bit of the nonce", flipped(8)],
    ["one bit of the first chunk", flipped(HEADER)],
    ["one bit of a tag", flipped(HEADER + SEALED - 1)],
    ["one bit of the last byte", flipped(whole.length - 1)],
  ])("finds at once what was altered: %s", async (_what, bytes) => {
    await expect(opened(bytes)).rejects.toBeInstanceOf(SealBroken);
  });

  it("opens with no other key", async () => {
    await expect(opened(whole, 9_973, randomBytes(FILE_KEY_BYTES))).rejects.toBeInstanceOf(SealBroken);
  });

  it("keeps back no more than a chunk", () => {
    const sealer = new Sealer(KEY);
    const step = randomBytes(CHUNK_BYTES);
    for (let at = 0; at < 20; at += 1) {
      const out = Buffer.concat(sealer.update(step)).length;
      expect(out).toBe(at === 0 ? HEADER : SEALED);
    }
  });
});
