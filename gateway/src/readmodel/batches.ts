// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";

/** How long a batch waits for more, in milliseconds: what has arrived is not to wait for what has not. */
const LINGER_MS = 5;

/**
 * Gathers what comes quickly after another.
 * @param endsBatch whether what comes after an item is to wait for a batch of its own
 */
export async function* inBatches<T>(
  source: AsyncIterable<T>,
  most: number,
  endsBatch: (item: T) => boolean,
): AsyncIterable<readonly T[]> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    let next = iterator.next();
    for (let result = await next; result.done !== true; result = await next) {
      const batch: T[] = [];
      let more: IteratorResult<T> | undefined = result;
      while (more !== undefined && more.done !== true) {
        batch.push(more.value);
        next = iterator.next();
        // A failure is thrown where the next batch begins; this one is whole.
        next.catch(() => undefined);
        if (batch.length >= most || endsBatch(more.value)) break;
        more = await Promise.race([next, wait(LINGER_MS, undefined)]).catch(() => undefined);
      }
      yield batch;
    }
  } finally {
    await iterator.return?.();
  }
}

/** As `Promise.all` over a list, with so many at a time. */
export async function mapInOrder<T, R>(
  items: readonly T[],
  atATime: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += atATime) {
    results.push(...(await Promise.all(items.slice(at, at + atATime).map(map))));
  }
  return results;
}
