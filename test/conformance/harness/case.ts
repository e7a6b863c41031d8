// SPDX-License-Identifier: Apache-2.0
import type { Observation } from "./observation.js";
import type { World } from "./world.js";

/** One behaviour that two ledgers must share. */
export interface ConformanceCase {
  /** Name in the recording; lower case, words joined by hyphens. */
  readonly id: string;
  /** What a reader sees in a list. */
  readonly title: string;
  /** Why the behaviour matters or where ledgers are likely to differ. */
  readonly what: string;
  /** Does it and says what was seen. It uses keys that begin with `id`, and leaves no transaction unfinished. */
  run(world: World): Promise<Observation>;
}
