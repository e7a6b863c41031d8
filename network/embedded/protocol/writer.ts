// SPDX-License-Identifier: Apache-2.0

const INITIAL_CAPACITY = 512;
const LENGTH_DELIMITED = 2;
/** Tag and length of a field take at most so many bytes. */
const FIELD_OVERHEAD = 16;

/**
 * Writes one protobuf message, fields in the order of the calls. Fields that hold proto3's default value are left out, as
 * every protobuf library does; `message` writes even an empty value, as repeated fields and submessages need.
 */
export class WireWriter {
  #buffer: Buffer;
  #length = 0;

  /** @param capacity bytes to reserve; give the expected size where it is known */
  constructor(capacity = INITIAL_CAPACITY) {
    this.#buffer = Buffer.allocUnsafe(capacity);
  }

  /** Tag and length that precede a submessage of `length` bytes, for messages that are put together from pieces. */
  static head(field: number, length: number): Buffer {
    const writer = new WireWriter(FIELD_OVERHEAD);
    writer.#varint(field * 8 + LENGTH_DELIMITED);
    writer.#varint(length);
    return writer.finish();
  }

  bytes(field: number, value: Uint8Array | undefined): this {
    return value && value.length > 0 ? this.message(field, value) : this;
  }

  /** A submessage in serialised form, or an element of a repeated byte field. */
  message(field: number, value: Uint8Array): this {
    this.#reserve(value.length + FIELD_OVERHEAD);
    this.#varint(field * 8 + LENGTH_DELIMITED);
    this.#varint(value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  string(field: number, value: string): this {
    if (value.length === 0) return this;
    const size = Buffer.byteLength(value);
    this.#reserve(size + FIELD_OVERHEAD);
    this.#varint(field * 8 + LENGTH_DELIMITED);
    this.#varint(size);
    this.#length += this.#buffer.write(value, this.#length, "utf8");
    return this;
  }

  uint(field: number, value: number | bigint): this {
    if (value === 0 || value === 0n) return this;
    this.#reserve(FIELD_OVERHEAD);
    this.#varint(field * 8);
    if (typeof value === "number" && value > 0) this.#varint(value);
    else this.#longVarint(BigInt.asUintN(64, BigInt(value)));
    return this;
  }

  /** The key of a map's entry, which is written even when it is 0. */
  mapKey(value: number): this {
    this.#reserve(FIELD_OVERHEAD);
    this.#varint(8);
    this.#varint(value);
    return this;
  }

  bool(field: number, value: boolean): this {
    return value ? this.uint(field, 1) : this;
  }

  /** The message written so far. The writer must not be used afterwards. */
  finish(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }

  #varint(value: number): void {
    while (value >= 0x80) {
      this.#buffer[this.#length++] = (value % 128) | 0x80;
      value = Math.floor(value / 128);
    }
    this.#buffer[this.#length++] = value;
  }

  #longVarint(value: bigint): void {
    while (value >= 0x80n) {
      this.#buffer[this.#length++] = Number(value & 0x7fn) | 0x80;
      value >>= 7n;
    }
    this.#buffer[this.#length++] = Number(value);
  }
}
