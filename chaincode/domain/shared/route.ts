// SPDX-License-Identifier: Apache-2.0

/** An example of a route's use: the same object stands in the OpenAPI document and is checked against the definition by a test. */
export interface RouteExample {
  /** Path and query parameters, and the body's public fields, as the transaction's input. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Confidential parts of the body. */
  readonly confidential?: Readonly<Record<string, unknown>>;
}

/** One route of the HTTP interface: which transaction answers at which address. Everything else comes from its definition. */
export interface Route {
  readonly method: "get" | "post";
  /** Path below the server's root; names in braces are fields of the transaction's input. */
  readonly path: string;
  /** Transaction on the wire, `contract:Transaction`. */
  readonly transaction: string;
  /** Heading in the documentation. */
  readonly tag: string;
  /** Input fields that the route sets by itself. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Whether success creates a record (201) or changes one (200). */
  readonly creates?: boolean;
  readonly example?: RouteExample;
}

/** Names in braces of a path, in order. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([a-zA-Z]+)\}/g)].map((match) => match[1] ?? "");
}
