// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Length of a file's key in bytes (AES-256). */
export const FILE_KEY_BYTES = 32;

/** Plaintext of one chunk, in bytes: what is held in memory of a file at a time. */
export const CHUNK_BYTES = 65_536;

const ALGORITHM = "aes-256-gcm";
const TAG_BYTES = 16;
const PREFIX_BYTES = 7;
const COUNTER_BYTES = 4;
const COUNTER_MAX = 0xffff_ffff;
const MAGIC = Buffer.from("LICETDO1", "latin1");
const HEADER_BYTES = MAGIC.length + PREFIX_BYTES;

/** The stored file is not what was stored: it ends too early, goes on too long, or was altered. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

/**
 * Encrypts a file chunk by chunk (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015): each chunk's nonce
 * holds its number and whether it is the last, so that no chunk can be changed, moved, left out or added, and no end can be cut off.
 */
export class Sealer {
  readonly #key: Uint8Array;
  readonly #prefix = randomBytes(PREFIX_BYTES);
  #pending: Buffer = Buffer.alloc(0);
  #counter = 0;
  #begun = false;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** Ciphertext that further plaintext makes; it keeps back at most one chunk, which may turn out to be the last. */
  update(plaintext: Uint8Array): Buffer[] {
    this.#pending = joined(this.#pending, plaintext);
    const sealed = this.#begin();
    while (this.#pending.length > CHUNK_BYTES) {
      sealed.push(this.#seal(this.#pending.subarray(0, CHUNK_BYTES), false));
      this.#pending = this.#pending.subarray(CHUNK_BYTES);
    }
    return sealed;
  }

  /** The end of the ciphertext. */
  finish(): Buffer[] {
    return [...this.#begin(), this.#seal(this.#pending, true)];
  }

  #begin(): Buffer[] {
    if (this.#begun) return [];
    this.#begun = true;
    return [MAGIC, this.#prefix];
  }

  #seal(chunk: Buffer, last: boolean): Buffer {
    const cipher = createCipheriv(ALGORITHM, this.#key, nonce(this.#prefix, this.#counter, last));
    cipher.setAAD(MAGIC);
    this.#counter += 1;
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  }
}

/**
 * Decrypts what `Sealer` has encrypted, each chunk once it is known to be right.
 * @throws {SealBroken} as soon as something is not as it was stored.
 */
export async function* unsealed(key: Uint8Array, ciphertext: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const sealedBytes = CHUNK_BYTES + TAG_BYTES;
  let pending: Buffer = Buffer.alloc(0);
  let prefix: Buffer | undefined;
  let counter = 0;
  for await (const bytes of ciphertext) {
    pending = joined(pending, bytes);
    if (prefix === undefined && pending.length >= HEADER_BYTES) {
      prefix = prefixOf(pending);
      pending = pending.subarray(HEADER_BYTES);
    }
    // One chunk is kept back: only the end of the file tells that it is the last.
    while (prefix !== undefined && pending.length > sealedBytes) {
      yield open(key, nonce(prefix, counter, false), pending.subarray(0, sealedBytes));
      counter += 1;
      pending = pending.subarray(sealedBytes);
    }
  }
  if (prefix === undefined) throw new SealBroken("The stored file ends within its header.");
  yield open(key, nonce(prefix, counter, true), pending);
}

function prefixOf(header: Buffer): Buffer {
  if (header.subarray(0, MAGIC.length).equals(MAGIC)) return header.subarray(MAGIC.length, HEADER_BYTES);
  throw new SealBroken("The stored file has another header.");
}

function open(key: Uint8Array, iv: Buffer, sealed: Buffer): Buffer {
  const end = sealed.length - TAG_BYTES;
  if (end < 0) throw new SealBroken("The stored file ends too early.");
  const decipher = createDecipheriv(ALGORITHM, key, iv);
  decipher.setAAD(MAGIC);
  decipher.setAuthTag(sealed.subarray(end));
  const plaintext = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch (error) {
    throw new SealBroken("A chunk of the stored file is not what was stored.", { cause: error });
  }
  return plaintext;
}

function nonce(prefix: Buffer, counter: number, last: boolean): Buffer {
  if (counter > COUNTER_MAX) throw new RangeError("A file has too many chunks.");
  const bytes = Buffer.alloc(PREFIX_BYTES + COUNTER_BYTES + 1);
  prefix.copy(bytes);
  bytes.writeUInt32BE(counter, PREFIX_BYTES);
  bytes[PREFIX_BYTES + COUNTER_BYTES] = last ? 1 : 0;
  return bytes;
}

function joined(left: Buffer, right: Uint8Array): Buffer {
  return left.length === 0
    ? Buffer.from(right.buffer, right.byteOffset, right.byteLength)
    : Buffer.concat([left, right]);
}
