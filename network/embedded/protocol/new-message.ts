// SPDX-License-Identifier: Apache-2.0

/** What may be set of a message of `@hyperledger/fabric-protos`, by its fields' names. */
type Fields<M> = {
  readonly [Setter in keyof M as Setter extends `set${infer Name}` ? Uncapitalize<Name> : never]?: M[Setter] extends (
    value: infer Value,
  ) => unknown
    ? Value | undefined
    : never;
};

/** A message of a generated class with the given fields; those that are undefined stay as the class has them. */
export function newMessage<M extends object>(type: new () => M, fields: Fields<M>): M {
  const made = new type();
  const setters = made as Readonly<Record<string, (value: unknown) => unknown>>;
  for (const [name, value] of Object.entries<unknown>(fields))
    if (value !== undefined) setters[`set${name.charAt(0).toUpperCase()}${name.slice(1)}`]?.call(made, value);
  return made;
}
