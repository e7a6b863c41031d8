// SPDX-License-Identifier: Apache-2.0
import protobuf from "protobufjs/minimal.js";

/**
 * Fields of protobuf messages, read and written one by one with the reader and writer of protobufjs. The generated
 * classes of `@hyperledger/fabric-protos` serve where a message is rare; they copy every part and keep no bytes as they
 * came, but what every transaction passes through is hashed, signed and stored as it came.
 */

/** Bytes that are not the message they should be. */
export class WireError extends Error {
  override readonly name = "WireError";
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;
/** Bytes of a varint from this value on are followed by another. */
const MORE = 0x80;
/** A varint of so many bytes has all its bits in the library's 32. */
const SHORT_VARINT_BYTES = 4;
const LOW_WORD = 0xff_ff_ff_ffn;

/** A 64-bit number as protobufjs has it. */
interface Words {
  readonly low: number;
  readonly high: number;
  readonly unsigned: boolean;
}

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

/**
 * Steps through the fields of one message: `while (reader.next()) if (reader.field === 1) name = reader.string();`
 * A value that is not taken is passed over. Bytes are views of the input. What is malformed throws WireError, also where
 * the library would let it pass: bytes come from anybody, and every peer must refuse the same.
 */
export class WireReader {
  /** Number of the current field. */
  field = 0;
  readonly #buffer: Buffer;
  readonly #reader: protobuf.Reader;
  #type = 0;
  #pending = false;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#reader = protobuf.Reader.create(this.#buffer);
  }

  /** Moves to the next field; false at the end of the message. */
  next(): boolean {
    if (this.#pending) this.skip();
    if (this.#reader.pos >= this.#reader.len) return false;
    const tag = this.#varint();
    this.field = Math.floor(tag / 8);
    this.#type = tag % 8;
    if (this.field === 0) throw new WireError("a field has number 0");
    this.#pending = true;
    return true;
  }

  /** A length-delimited value, as a view. */
  bytes(): Buffer {
    this.#take(LENGTH_DELIMITED);
    const length = this.#varint();
    const start = this.#reader.pos;
    this.#forward(length);
    return this.#buffer.subarray(start, start + length);
  }

  string(): string {
    return decodeUtf8(this.bytes());
  }

  /** A varint up to 2^53; larger values lose precision. Use `bigint` where they can occur. */
  uint(): number {
    this.#take(VARINT);
    return this.#varint();
  }

  bool(): boolean {
    return this.uint() !== 0;
  }

  /** An unsigned 64-bit integer. */
  bigint(): bigint {
    this.#take(VARINT);
    const { low, high } = this.#words();
    return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
  }

  /** A 64-bit integer in two's complement. */
  int64(): bigint {
    return BigInt.asIntN(64, this.bigint());
  }

  /** Passes over the current field. */
  skip(): void {
    this.#pending = false;
    if (this.#type === LENGTH_DELIMITED) this.#forward(this.#varint());
    else if (this.#type === VARINT) this.#varint();
    else if (this.#type === FIXED64) this.#forward(8);
    else if (this.#type === FIXED32) this.#forward(4);
    else throw new WireError(`field ${this.field} has wire type ${this.#type}`);
  }

  #take(type: number): void {
    if (this.#type !== type) throw new WireError(`field ${this.field} has wire type ${this.#type}, not ${type}`);
    this.#pending = false;
  }

  /** Its own check of the end: the library counts lengths in 32 bits. */
  #forward(count: number): void {
    const end = this.#reader.pos + count;
    if (end > this.#reader.len) throw new WireError("unexpected EOF");
    this.#reader.pos = end;
  }

  #varint(): number {
    if (this.#isShort(this.#reader.pos)) return this.#reader.uint32();
    // The library cuts longer ones to 32 bits, and so would read a length that is none.
    const { low, high } = this.#words();
    return (high >>> 0) * 2 ** 32 + (low >>> 0);
  }

  /** Whether a varint ends within the bytes that `uint32` reads whole. */
  #isShort(start: number): boolean {
    const end = Math.min(start + SHORT_VARINT_BYTES, this.#buffer.length);
    for (let at = start; at < end; at++) if (this.#buffer[at]! < MORE) return true;
    return false;
  }

  #words(): Words {
    try {
      return this.#reader.uint64();
    } catch (error) {
      throw malformed(error);
    }
  }
}

function malformed(cause: unknown): WireError {
  const sentence = cause instanceof RangeError ? "unexpected EOF" : "a varint is longer than ten bytes";
  return new WireError(sentence, { cause });
}

/**
 * Writes one message, fields in the order of the calls. Fields that hold proto3's default value are left out, as every
 * protobuf library does; `message` writes even an empty value, as repeated fields and submessages need.
 */
export class WireWriter {
  readonly #writer = protobuf.Writer.create();

  /** Tag and length that precede a submessage of `length` bytes, for messages that are put together from pieces. */
  static head(field: number, length: number): Buffer {
    const writer = new WireWriter();
    writer.#writer.uint32(field * 8 + LENGTH_DELIMITED).uint32(length);
    return writer.finish();
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#writer.len;
  }

  bytes(field: number, value: Uint8Array | undefined): this {
    return value && value.length > 0 ? this.message(field, value) : this;
  }

  /** A submessage, or an element of a repeated byte field. */
  message(field: number, value: Uint8Array | WireWriter): this {
    this.#writer.uint32(field * 8 + LENGTH_DELIMITED).bytes(value instanceof WireWriter ? value.finish() : value);
    return this;
  }

  string(field: number, value: string): this {
    if (value.length > 0) this.#writer.uint32(field * 8 + LENGTH_DELIMITED).string(value);
    return this;
  }

  uint(field: number, value: number | bigint): this {
    if (value === 0 || value === 0n) return this;
    this.#writer.uint32(field * 8 + VARINT);
    putVarint(this.#writer, value);
    return this;
  }

  /** The key of a map's entry, which is written even when it is 0. */
  mapKey(value: number): this {
    this.#writer.uint32(8).uint32(value);
    return this;
  }

  bool(field: number, value: boolean): this {
    return value ? this.uint(field, 1) : this;
  }

  /** The message written so far. */
  finish(): Buffer {
    return this.#writer.finish() as Buffer;
  }
}

/** Negative numbers are written in two's complement of 64 bits. */
function putVarint(writer: protobuf.Writer, value: number | bigint): void {
  if (typeof value === "number") {
    if (value >>> 0 === value) writer.uint32(value);
    else writer.uint64(value);
    return;
  }
  const bits = BigInt.asUintN(64, value);
  const words: Words = { low: Number(bits & LOW_WORD), high: Number(bits >> 32n), unsigned: true };
  writer.uint64(words);
}

/** The varint of a non-negative integer up to 2^53. */
export function encodeVarint(value: number): Uint8Array {
  const writer = protobuf.Writer.create();
  putVarint(writer, value);
  return writer.finish();
}
