// SPDX-License-Identifier: Apache-2.0

/** Bytes that are not the protobuf message they should be. */
export class WireError extends Error {
  override readonly name = "WireError";
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;
/** A varint of ten bytes holds 64 bits. */
const MAX_VARINT_BYTES = 10;

/**
 * Walks the fields of one protobuf message without copying: byte fields are views of the given buffer.
 *
 * ```ts
 * const reader = new WireReader(bytes);
 * while (reader.next()) {
 *   if (reader.field === 1) name = reader.string();
 *   else reader.skip();
 * }
 * ```
 * Every field must be consumed by exactly one of the readers or by `skip`.
 */
export class WireReader {
  /** Number of the current field. */
  field = 0;
  readonly #buffer: Buffer;
  #at = 0;
  #type = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Moves to the next field; false at the end of the message. */
  next(): boolean {
    if (this.#at >= this.#buffer.length) return false;
    const tag = this.#varint();
    this.field = Math.floor(tag / 8);
    this.#type = tag & 7;
    if (this.field === 0) throw new WireError("a field has number 0");
    return true;
  }

  bytes(): Buffer {
    this.#expect(LENGTH_DELIMITED);
    const length = this.#varint();
    const start = this.#at;
    const end = start + length;
    if (end > this.#buffer.length) throw new WireError("unexpected EOF");
    this.#at = end;
    return this.#buffer.subarray(start, end);
  }

  string(): string {
    this.#expect(LENGTH_DELIMITED);
    const length = this.#varint();
    const start = this.#at;
    const end = start + length;
    if (end > this.#buffer.length) throw new WireError("unexpected EOF");
    this.#at = end;
    return this.#buffer.toString("utf8", start, end);
  }

  /** A varint up to 2^53; larger values lose precision. Use `bigint` where they can occur. */
  uint(): number {
    this.#expect(VARINT);
    return this.#varint();
  }

  bool(): boolean {
    return this.uint() !== 0;
  }

  bigint(): bigint {
    this.#expect(VARINT);
    let value = 0n;
    for (let index = 0; index < MAX_VARINT_BYTES; index++) {
      const byte = this.#byte();
      value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new WireError("a varint is longer than ten bytes");
  }

  skip(): void {
    if (this.#type === LENGTH_DELIMITED) this.bytes();
    else if (this.#type === VARINT) this.#varint();
    else if (this.#type === FIXED64) this.#forward(8);
    else if (this.#type === FIXED32) this.#forward(4);
    else throw new WireError(`field ${this.field} has wire type ${this.#type}`);
  }

  #expect(type: number): void {
    if (this.#type !== type) throw new WireError(`field ${this.field} has wire type ${this.#type}, not ${type}`);
  }

  #forward(count: number): void {
    this.#at += count;
    if (this.#at > this.#buffer.length) throw new WireError("unexpected EOF");
  }

  #byte(): number {
    const byte = this.#buffer[this.#at++];
    if (byte === undefined) throw new WireError("unexpected EOF");
    return byte;
  }

  #varint(): number {
    let byte = this.#byte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 128;
    for (let index = 1; index < MAX_VARINT_BYTES; index++) {
      byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new WireError("a varint is longer than ten bytes");
  }
}
