// SPDX-License-Identifier: Apache-2.0

/**
 * A reader and a writer of the protobuf wire format, for the few messages every transaction passes through.
 * Byte fields are views into the input, so an envelope is parsed without copying its parts.
 */

/** The bytes are not a message of the expected type. */
export class WireError extends Error {
  override readonly name = "WireError";
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;
const MAX_VARINT_BYTES = 10;
const LOW_BITS = 0x7f;
const MORE = 0x80;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Strict UTF-8, as protobuf demands of strings. */
export function decodeUtf8(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
  // The lenient decoder is several times faster and differs only where it puts U+FFFD.
  if (!text.includes("\ufffd")) return text;
  try {
    return utf8.decode(bytes);
  } catch {
    throw new WireError("string field contains invalid UTF-8");
  }
}

/** Steps through the fields of one message: `while (reader.next()) switch (reader.field) …`, taking each field's value once. */
export class WireReader {
  /** Number of the current field. */
  field = 0;
  #type = 0;
  #position = 0;
  readonly #bytes: Uint8Array;
  #pending = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Moves to the next field; false at the end. A value that was not taken is skipped. */
  next(): boolean {
    if (this.#pending) this.#skip();
    if (this.#position >= this.#bytes.length) return false;
    const key = this.#varint();
    this.field = Math.floor(key / 8);
    this.#type = key % 8;
    if (this.field === 0) throw new WireError("illegal tag 0");
    this.#pending = true;
    return true;
  }

  /** A length-delimited value, as a view. */
  bytes(): Uint8Array {
    this.#take(LENGTH_DELIMITED);
    const length = this.#varint();
    const end = this.#position + length;
    if (end > this.#bytes.length) throw new WireError("unexpected end of message");
    const value = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return value;
  }

  string(): string {
    return decodeUtf8(this.bytes());
  }

  /** An unsigned integer up to 2^53. */
  uint(): number {
    this.#take(VARINT);
    return this.#varint();
  }

  /** A 64-bit integer in two's complement. */
  int64(): bigint {
    this.#take(VARINT);
    let value = 0n;
    for (let index = 0; index < MAX_VARINT_BYTES; index++) {
      const byte = this.#byte();
      value |= BigInt(byte & LOW_BITS) << BigInt(7 * index);
      if (byte < MORE) return BigInt.asIntN(64, value);
    }
    throw new WireError("varint is too long");
  }

  bool(): boolean {
    return this.uint() !== 0;
  }

  #take(type: number): void {
    if (this.#type !== type) throw new WireError(`field ${this.field} has wire type ${this.#type}, expected ${type}`);
    this.#pending = false;
  }

  #byte(): number {
    const byte = this.#bytes[this.#position];
    if (byte === undefined) throw new WireError("unexpected end of message");
    this.#position++;
    return byte;
  }

  #varint(): number {
    let value = 0;
    let factor = 1;
    for (let index = 0; index < MAX_VARINT_BYTES; index++) {
      const byte = this.#byte();
      value += (byte & LOW_BITS) * factor;
      if (byte < MORE) return value;
      factor *= MORE;
    }
    throw new WireError("varint is too long");
  }

  #skip(): void {
    this.#pending = false;
    switch (this.#type) {
      case VARINT:
        this.#varint();
        return;
      case FIXED64:
        this.#advance(8);
        return;
      case LENGTH_DELIMITED:
        this.#advance(this.#varint());
        return;
      case FIXED32:
        this.#advance(4);
        return;
      default:
        throw new WireError(`field ${this.field} has unsupported wire type ${this.#type}`);
    }
  }

  #advance(count: number): void {
    this.#position += count;
    if (this.#position > this.#bytes.length) throw new WireError("unexpected end of message");
  }
}

/** Bytes a varint takes. */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= MORE; rest = Math.floor(rest / MORE)) length++;
  return length;
}

/** The varint of a non-negative integer up to 2^53. */
export function encodeVarint(value: number): Uint8Array {
  const bytes = new Uint8Array(varintLength(value));
  writeVarint(bytes, 0, value);
  return bytes;
}

/** Writes a varint and returns the position after it. */
export function writeVarint(target: Uint8Array, position: number, value: number): number {
  let at = position;
  let rest = value;
  while (rest >= MORE) {
    target[at++] = (rest % MORE) | MORE;
    rest = Math.floor(rest / MORE);
  }
  target[at++] = rest;
  return at;
}

/**
 * Collects the fields of one message in field order. Values that are the protobuf default (zero, empty) are left out, except through
 * the `repeated…` methods.
 */
export class WireWriter {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** Bytes collected so far. */
  get length(): number {
    return this.#length;
  }

  bytes(field: number, value: Uint8Array | undefined): this {
    if (value !== undefined && value.length > 0) this.repeatedBytes(field, value);
    return this;
  }

  /** One element of a repeated field, or a sub-message that is present: written even when empty. */
  repeatedBytes(field: number, value: Uint8Array): this {
    const head = new Uint8Array(varintLength(field * 8) + varintLength(value.length));
    writeVarint(head, writeVarint(head, 0, field * 8 + LENGTH_DELIMITED), value.length);
    this.#push(head);
    if (value.length > 0) this.#push(value);
    return this;
  }

  string(field: number, value: string): this {
    if (value !== "") this.repeatedBytes(field, Buffer.from(value, "utf8"));
    return this;
  }

  uint(field: number, value: number): this {
    if (value !== 0) {
      const bytes = new Uint8Array(varintLength(field * 8) + varintLength(value));
      writeVarint(bytes, writeVarint(bytes, 0, field * 8 + VARINT), value);
      this.#push(bytes);
    }
    return this;
  }

  bool(field: number, value: boolean): this {
    return this.uint(field, value ? 1 : 0);
  }

  message(field: number, value: WireWriter): this {
    return this.repeatedBytes(field, value.finish());
  }

  finish(): Uint8Array {
    return this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts, this.#length);
  }

  #push(part: Uint8Array): void {
    this.#parts.push(part);
    this.#length += part.length;
  }
}
