// SPDX-License-Identifier: Apache-2.0

/** What the frame has to deal with, whichever page's request met it. */
export type SessionEvent = "ended" | "step-up";

/** Settles when the person has signed in, or does not want to. */
type Waiter = (signedIn: boolean) => void;

const listeners = new Set<(event: SessionEvent) => void>();
let waiting: Waiter[] = [];

/** Calls back when a request finds that nobody is signed in any more, or that the act asks for a younger proof. */
export function onSessionEvent(listener: (event: SessionEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Asks the frame for signing in. Resolves with whether somebody did: the request may then be sent again. */
export function askToSignIn(event: SessionEvent): Promise<boolean> {
  if (listeners.size === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) for (const listener of listeners) listener(event);
  });
}

/** Tells those who wait how asking ended. */
export function settleSignIn(signedIn: boolean): void {
  const settled = waiting;
  waiting = [];
  for (const waiter of settled) waiter(signedIn);
}
