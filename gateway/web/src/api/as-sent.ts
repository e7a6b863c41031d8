// SPDX-License-Identifier: Apache-2.0

/** A value as JSON carries it: a property that is undefined is none. */
export type Sent<T> = T extends readonly (infer Item)[]
  ? Sent<Item>[]
  : T extends object
    ? { -readonly [Name in keyof T]: Sent<Exclude<T[Name], undefined>> }
    : T;

/** A body in the type of a request: writing it as JSON leaves out what is undefined. */
export function asSent<T>(body: T): Sent<T> {
  return body as Sent<T>;
}
