// SPDX-License-Identifier: Apache-2.0

interface Waiter<V> {
  resolve(value: V): void;
  reject(reason: Error): void;
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error(String(reason));
}

/** Promises waiting for something with a key to happen. */
export class Waiters<K, V> {
  readonly #waiting = new Map<K, Set<Waiter<V>>>();

  /** Resolves at `settle(key, …)`; rejects with the signal's reason when aborted, or at `rejectAll`. */
  wait(key: K, signal?: AbortSignal): Promise<V> {
    return new Promise<V>((resolve, reject) => {
      if (signal?.aborted) {
        reject(reasonOf(signal));
        return;
      }
      const onAbort = (): void => {
        this.#remove(key, waiter);
        reject(reasonOf(signal));
      };
      const waiter: Waiter<V> = {
        resolve: (value) => {
          signal?.removeEventListener("abort", onAbort);
          resolve(value);
        },
        reject: (reason) => {
          signal?.removeEventListener("abort", onAbort);
          reject(reason);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      const waiters = this.#waiting.get(key);
      if (waiters === undefined) this.#waiting.set(key, new Set([waiter]));
      else waiters.add(waiter);
    });
  }

  settle(key: K, value: V): void {
    const waiters = this.#waiting.get(key);
    if (waiters === undefined) return;
    this.#waiting.delete(key);
    for (const waiter of waiters) waiter.resolve(value);
  }

  rejectAll(reason: Error): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiters of all) for (const waiter of waiters) waiter.reject(reason);
  }

  #remove(key: K, waiter: Waiter<V>): void {
    const waiters = this.#waiting.get(key);
    waiters?.delete(waiter);
    if (waiters?.size === 0) this.#waiting.delete(key);
  }
}
