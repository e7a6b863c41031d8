// SPDX-License-Identifier: Apache-2.0

/** One row of the error catalogue: what a client, a person and an operator need to know about a refusal. */
export interface ErrorEntry {
  /** Short title for people, the `title` of problem+json (RFC 9457). */
  readonly title: string;
  /** HTTP status that the gateway answers with. */
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 502 | 503 | 504;
  /** Whether the same request may succeed when it is sent again unchanged. */
  readonly retryable: boolean;
  /** What the reader should do next, one plain sentence. */
  readonly next: string;
}

/** Keeps the literal code names of a part of the catalogue while checking every row's shape. */
export function catalogueOf<C extends string>(entries: Record<C, ErrorEntry>): Readonly<Record<C, ErrorEntry>> {
  return Object.freeze(entries);
}
