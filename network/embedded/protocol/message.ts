// SPDX-License-Identifier: Apache-2.0
import { WireReader, WireWriter } from "./wire.js";

/** How one field of a message is read and written. */
interface Field<Value> {
  readonly number: number;
  /** What a message without the field has. */
  readonly otherwise: Value;
  /** @param before what the field has so far: the last occurrence counts, but in a list */
  read(reader: WireReader, before: Value): Value;
  write(writer: WireWriter, value: Value): void;
}

/** The fields of a message by the names that they get. */
type Fields<Message> = { readonly [Name in keyof Message]: Field<Message[Name]> };

/** Reads a message's bytes; with `encode` it can be written too. Reading throws WireError. */
export type Reading<Message> = ((own: Buffer) => Message) & { readonly encode?: (message: Message) => Uint8Array };

const NOTHING: Buffer = Buffer.alloc(0);

/** A length-delimited field as a view of the message. */
export function bytes(number: number): Field<Buffer> {
  const read = (reader: WireReader): Buffer => reader.bytes();
  return { number, otherwise: NOTHING, read, write: (writer, value) => void writer.bytes(number, value) };
}

/** The same, undefined where the message has it not. */
export const optionalBytes = (number: number): Field<Buffer | undefined> => part(number, asItCame);

export function string(number: number): Field<string> {
  const read = (reader: WireReader): string => reader.string();
  return { number, otherwise: "", read, write: (writer, value) => void writer.string(number, value) };
}

/** A varint up to 2^53. */
export const uint = (number: number): Field<number> => integer(number, 0, (reader) => reader.uint());

export const uint64 = (number: number): Field<bigint> => integer(number, 0n, (reader) => reader.bigint());

export const int64 = (number: number): Field<bigint> => integer(number, 0n, (reader) => reader.int64());

function integer<N extends number | bigint>(number: number, zero: N, read: (reader: WireReader) => N): Field<N> {
  return { number, otherwise: zero, read, write: (writer, value) => void writer.uint(number, value) };
}

export function bool(number: number): Field<boolean> {
  const read = (reader: WireReader): boolean => reader.bool();
  return { number, otherwise: false, read, write: (writer, value) => void writer.bool(number, value) };
}

/** A message within the message; undefined where there is none. */
export function part<Part>(number: number, reading: Reading<Part>): Field<Part | undefined> {
  return partOr<Part | undefined>(number, undefined, reading as Reading<Part | undefined>);
}

/** A message within the message that is read as `otherwise` where there is none. */
export function partOr<Part>(number: number, otherwise: Part, reading: Reading<Part>): Field<Part> {
  return {
    number,
    otherwise,
    read: (reader) => reading(reader.bytes()),
    write: (writer, value) => {
      if (value !== otherwise) writer.message(number, encoded(reading, value));
    },
  };
}

/** All occurrences of a length-delimited field, in their order. */
export function list<Item>(number: number, reading: Reading<Item>): Field<readonly Item[]> {
  const none: readonly Item[] = [];
  return {
    number,
    otherwise: none,
    read: (reader, before) => {
      const items = before === none ? [] : (before as Item[]);
      items.push(reading(reader.bytes()));
      return items;
    },
    write: (writer, items) => {
      for (const item of items) writer.message(number, encoded(reading, item));
    },
  };
}

function encoded<Part>({ encode }: Reading<Part>, value: Part): Uint8Array {
  if (encode === undefined) throw new TypeError("a part that is only read cannot be written");
  return encode(value);
}

/** Bytes that are kept as they came. */
export const asItCame: Codec<Buffer> = Object.assign((own: Uint8Array) => own as Buffer, {
  encode: (own: Buffer) => own,
});

/** Reads messages of a kind, and writes them with their fields in the order of the table. Reading throws WireError. */
export type Codec<Message> = ((own: Uint8Array) => Message) & { readonly encode: (message: Message) => Buffer };

/** The codec of a table of fields; fields that it does not name are passed over. */
export function codec<Message extends object>(fields: Fields<Message>): Codec<Message> {
  const named = Object.entries<Field<unknown>>(fields as Readonly<Record<string, Field<unknown>>>);
  const empty = Object.fromEntries(named.map(([name, { otherwise }]) => [name, otherwise]));
  const byNumber = new Map(named.map(([name, field]) => [field.number, { name, field }]));
  const decode = (own: Uint8Array): Message => {
    const message = { ...empty };
    const reader = new WireReader(own);
    while (reader.next()) {
      const found = byNumber.get(reader.field);
      if (found !== undefined) message[found.name] = found.field.read(reader, message[found.name]);
    }
    return message as Message;
  };
  const encode = (message: Message): Buffer => {
    const writer = new WireWriter();
    const values = message as Readonly<Record<string, unknown>>;
    for (const [name, field] of named) field.write(writer, values[name]);
    return writer.finish();
  };
  return Object.assign(decode, { encode });
}

/** A codec whose message has another form in the program than on the wire. */
export function mapped<Wire, Form>(
  inner: Codec<Wire>,
  from: (wire: Wire) => Form,
  to: (form: Form) => Wire,
): Codec<Form> {
  return Object.assign((own: Uint8Array) => from(inner(own)), { encode: (form: Form) => inner.encode(to(form)) });
}
