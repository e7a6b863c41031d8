// SPDX-License-Identifier: Apache-2.0
import { setTimeout as delay } from "node:timers/promises";

/** Long enough for a peer on a busy machine to have begun a stream. */
const BEGUN_MS = 2_000;

/**
 * Waits until a peer has surely begun a stream from what comes next. It is a time because Fabric says nothing on such a
 * stream before the first block, and a transaction to find out would be that block.
 */
export function listening(): Promise<void> {
  return delay(BEGUN_MS);
}
