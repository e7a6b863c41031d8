// SPDX-License-Identifier: Apache-2.0

/** Kinds of refusal; whoever answers in another protocol maps them to that protocol's statuses. */
export type ErrorClass =
  /** The input is not of the shape that the schema asks for. */
  | "invalid-argument"
  /** The caller may not do this. */
  | "permission-denied"
  | "not-found"
  /** The records are not in the state that this needs. */
  | "failed-precondition"
  /** A named limit is exceeded. */
  | "too-large"
  /** The input is well-formed and a rule refuses what it says. */
  | "rule-violated"
  /** What the ledger holds cannot be what was written. */
  | "data-loss";

/** One row of the error catalogue: what a client, a person and an operator need to know about a refusal. */
export interface ErrorEntry {
  /** Short title for people. */
  readonly title: string;
  readonly class: ErrorClass;
  /** Whether the same request may succeed when it is sent again unchanged. */
  readonly retryable: boolean;
  /** What the reader should do next, one plain sentence. */
  readonly next: string;
}

/** Keeps the literal code names of a part of the catalogue while checking every row's shape. */
export function catalogueOf<C extends string>(entries: Record<C, ErrorEntry>): Readonly<Record<C, ErrorEntry>> {
  return Object.freeze(entries);
}
