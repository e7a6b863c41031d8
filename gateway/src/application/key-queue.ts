// SPDX-License-Identifier: Apache-2.0

/** Refusal of work because too much of it waits for one key. */
export class QueueFullError extends Error {
  readonly key: string;
  readonly lengthMax: number;

  constructor(key: string, lengthMax: number) {
    super(`${lengthMax} changes to ${key} are waiting already.`);
    this.name = "QueueFullError";
    this.key = key;
    this.lengthMax = lengthMax;
  }
}

interface Queue {
  tail: Promise<void>;
  length: number;
}

/**
 * Runs work on the same key one after another, in the order of arrival, and work on different keys side by side. In front of the
 * ledger it spares transactions on one record the conflicts of which all but one would die.
 */
export class KeyQueue {
  readonly #lengthMax: number;
  readonly #queues = new Map<string, Queue>();

  /** @param lengthMax how much work may wait for or run on one key */
  constructor(lengthMax: number) {
    this.#lengthMax = lengthMax;
  }

  /** Work that waits or runs, over all keys. */
  get length(): number {
    let length = 0;
    for (const queue of this.#queues.values()) length += queue.length;
    return length;
  }

  /** Whether work on these keys would have to wait. */
  isBusy(keys: readonly string[]): boolean {
    return keys.some((key) => this.#queues.has(key));
  }

  /**
   * Runs work while it holds all its keys. Keys are taken in sorted order, so that two works never wait for each other.
   * @throws {QueueFullError} where a key has too much waiting already.
   */
  async run<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const releases: (() => void)[] = [];
    try {
      for (const key of [...new Set(keys)].sort()) releases.push(await this.#acquire(key));
      return await work();
    } finally {
      for (const release of releases) release();
    }
  }

  async #acquire(key: string): Promise<() => void> {
    const queue = this.#queues.get(key) ?? { tail: Promise.resolve(), length: 0 };
    if (queue.length >= this.#lengthMax) throw new QueueFullError(key, this.#lengthMax);
    this.#queues.set(key, queue);
    queue.length += 1;
    const before = queue.tail;
    let finish: () => void = () => undefined;
    queue.tail = new Promise<void>((resolve) => (finish = resolve));
    await before;
    return () => {
      queue.length -= 1;
      if (queue.length === 0) this.#queues.delete(key);
      finish();
    };
  }
}
