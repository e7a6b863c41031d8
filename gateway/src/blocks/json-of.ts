// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";

/** Bytes of a block as JSON; undefined where they are none. */
export function jsonOf(bytes: Uint8Array): JsonValue | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8")) as JsonValue;
  } catch {
    return undefined;
  }
}
