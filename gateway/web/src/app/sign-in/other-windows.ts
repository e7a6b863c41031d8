// SPDX-License-Identifier: Apache-2.0

const CHANNEL = "licet-signed-in";

/** Tells the other windows of this browser that somebody has signed in. */
export function tellSignedIn(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("signed-in");
  channel.close();
}

/** Calls back when somebody has signed in in another window, and when this one is looked at again. */
export function onMaybeSignedIn(listener: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = listener;
  window.addEventListener("focus", listener);
  return () => {
    channel.close();
    window.removeEventListener("focus", listener);
  };
}
