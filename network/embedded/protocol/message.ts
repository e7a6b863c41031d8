// SPDX-License-Identifier: Apache-2.0
import { WireReader } from "./wire.js";

/** How one field of a message is read. */
interface Field<Value> {
  readonly number: number;
  /** What a message without the field has. */
  readonly otherwise: Value;
  /** @param before what the field has so far: the last occurrence counts, but in a list */
  read(reader: WireReader, before: Value): Value;
}

/** The fields of a message by the names that they get. */
type Fields<Message> = { readonly [Name in keyof Message]: Field<Message[Name]> };

const NOTHING: Buffer = Buffer.alloc(0);

/** A length-delimited field as a view of the message. */
export const bytes = (number: number): Field<Buffer> => field(number, NOTHING, (reader) => reader.bytes());

/** The same, undefined where the message has it not. */
export const optionalBytes = (number: number): Field<Buffer | undefined> => part(number, (own) => own);

export const string = (number: number): Field<string> => field(number, "", (reader) => reader.string());

/** A varint up to 2^53. */
export const uint = (number: number): Field<number> => field(number, 0, (reader) => reader.uint());

export const uint64 = (number: number): Field<bigint> => field(number, 0n, (reader) => reader.bigint());

export const int64 = (number: number): Field<bigint> => field(number, 0n, (reader) => reader.int64());

export const bool = (number: number): Field<boolean> => field(number, false, (reader) => reader.bool());

/** A message within the message; undefined where there is none. */
export function part<Part>(number: number, decode: (own: Buffer) => Part): Field<Part | undefined> {
  return field<Part | undefined>(number, undefined, (reader) => decode(reader.bytes()));
}

/** A message within the message that is read as an empty one where there is none. */
export function partOr<Part>(number: number, otherwise: Part, decode: (own: Buffer) => Part): Field<Part> {
  return field(number, otherwise, (reader) => decode(reader.bytes()));
}

/** All occurrences of a length-delimited field, in their order. */
export function list<Item>(number: number, decode: (own: Buffer) => Item): Field<readonly Item[]> {
  const none: readonly Item[] = [];
  return field(number, none, (reader, before) => {
    const items = before === none ? [] : (before as Item[]);
    items.push(decode(reader.bytes()));
    return items;
  });
}

function field<Value>(number: number, otherwise: Value, read: Field<Value>["read"]): Field<Value> {
  return { number, otherwise, read };
}

/** Reads messages of a kind; fields that it does not name are passed over. What it returns throws WireError. */
export function decoder<Message extends object>(fields: Fields<Message>): (own: Uint8Array) => Message {
  const named = Object.entries<Field<unknown>>(fields as Readonly<Record<string, Field<unknown>>>);
  const empty = Object.fromEntries(named.map(([name, { otherwise }]) => [name, otherwise]));
  const byNumber = new Map(named.map(([name, { number, read }]) => [number, { name, read }]));
  return (own) => {
    const message = { ...empty };
    const reader = new WireReader(own);
    while (reader.next()) {
      const found = byNumber.get(reader.field);
      if (found !== undefined) message[found.name] = found.read(reader, message[found.name]);
    }
    return message as Message;
  };
}
