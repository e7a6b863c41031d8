// SPDX-License-Identifier: Apache-2.0

const CONTINUES = 0x80;
const BITS = 7;
/** Longer ones are beyond what a number holds. */
const MAX_BYTES = 8;

/** Reads LevelDB's numbers and strings one after another. */
export class VarintReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** @throws {RangeError} where the bytes end within the number. */
  number(): number {
    let value = 0;
    for (let index = 0; index < MAX_BYTES; index++) {
      const byte = this.#bytes.readUInt8(this.#at++);
      value += (byte & (CONTINUES - 1)) * 2 ** (BITS * index);
      if (byte < CONTINUES) return value;
    }
    throw new RangeError("a number of LevelDB is too long");
  }

  /** @throws {RangeError} where the bytes end before the string does. */
  string(): Buffer {
    return this.bytes(this.number());
  }

  /** @throws {RangeError} where fewer bytes are left. */
  bytes(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError("bytes of LevelDB end early");
    const found = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return found;
  }
}
