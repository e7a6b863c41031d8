// SPDX-License-Identifier: Apache-2.0
import type { Observation } from "@licet/scripts/wire/observation";
import type { LedgerName } from "../ledgers/ledger.js";
import type { World } from "./world.js";

/** One behaviour that two ledgers must share. */
export interface ConformanceCase {
  /** Name in the recorded results; lower case, words joined by hyphens. */
  readonly id: string;
  /** What a reader sees in a list. */
  readonly title: string;
  /** Why the behaviour matters or where ledgers are likely to differ. */
  readonly what: string;
  /** Whether it stops and starts nodes, which it can only on a network that the suite has started. */
  readonly stopsNodes?: boolean;
  /** Ledgers on which it is not run, and why. */
  readonly leftOut?: Partial<Readonly<Record<LedgerName, string>>>;
  /** Does it and says what was seen. It uses keys that begin with `id`, and leaves no transaction unfinished. */
  run(world: World): Promise<Observation>;
}
