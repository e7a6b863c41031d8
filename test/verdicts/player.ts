// SPDX-License-Identifier: Apache-2.0
import type { ActorName } from "@licet/scripts/demonstration/actors";

/** What came of a call: the result, or the code of the refusal with its sentence. */
export type Outcome =
  { readonly result: Record<string, unknown> } | { readonly code: string; readonly sentence: string };

/** Confidential content by part, and the salts of those that were signed over. */
export interface Confidential {
  readonly confidential?: Readonly<Record<string, unknown>>;
  readonly salts?: Readonly<Record<string, string>>;
}

/** Where rows are played: the rules on a ledger in memory, or a whole network through a gateway. */
export interface Player {
  readonly channel: string;
  /** Time of the ledger, RFC 3339 in UTC. */
  now(): string;
  call(
    actor: ActorName,
    transaction: string,
    input: Readonly<Record<string, unknown>>,
    confidential?: Confidential,
  ): Promise<Outcome>;
  /**
   * Lets days go by.
   * @throws {Error} where the clock is not the player's.
   */
  wait(days: number): void;
  /**
   * Lets a state join the consortium.
   * @throws {Error} where the members are everybody's.
   */
  join(state: string): Promise<void>;
}
