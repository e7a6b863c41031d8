// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from "react";

/** Where the officer is, as last said on this page; nothing of it is kept beyond the window. */
let place = "";
const listeners = new Set<() => void>();

/** The place where the officer checks, a UN/LOCODE; empty until somebody said so. It goes on to the next goods. */
export function usePlace(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => place,
  );
}

/** Takes the place where the officer checks. */
export function takePlace(next: string): void {
  place = next;
  for (const listener of listeners) listener();
}
