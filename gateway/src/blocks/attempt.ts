// SPDX-License-Identifier: Apache-2.0

/** What can be read of what anybody may have written; undefined where it cannot be read. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
