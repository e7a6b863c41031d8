// SPDX-License-Identifier: Apache-2.0

import { LIFECYCLE_NAMESPACE, type DefinitionReads } from "../state/lifecycle.js";
import { RangeReads, sameSummary } from "../state/merkle.js";
import {
  compareUtf8,
  sameVersion,
  type MerkleSummary,
  type NsRwset,
  type RangeQueryInfo,
  type TxRwset,
  type Version,
} from "../protocol/rwset.js";
import type { StateReader } from "../state/state.js";
import type { BlockUpdates } from "../state/updates.js";
import { Code, type ValidationCode } from "./codes.js";

interface KeyVersion {
  readonly key: string;
  readonly version: Version;
}

/** Appended to a key, gives the first key after it. */
const NEXT_KEY = "\0";

/**
 * Whether a transaction still reads what it read when it was simulated, given the state before the block and the changes of the valid
 * transactions before it in the block: VALID, MVCC_READ_CONFLICT or PHANTOM_READ_CONFLICT.
 *
 * @param definitions the reads of chaincode definitions that are right; undefined where the definitions are part of the state
 */
export async function checkConflicts(
  rwset: TxRwset,
  updates: BlockUpdates,
  committed: StateReader,
  definitions?: DefinitionReads,
): Promise<ValidationCode> {
  for (const ns of rwset) {
    const isDefinition = definitions !== undefined && ns.namespace === LIFECYCLE_NAMESPACE;
    const same = isDefinition ? sameDefinitions(ns, definitions) : sameReads(ns, updates, committed);
    if (!same) return Code.MVCC_READ_CONFLICT;
    for (const query of ns.rangeQueries) {
      if (!(await sameRange(ns.namespace, query, updates, committed))) return Code.PHANTOM_READ_CONFLICT;
    }
    if (!sameHashedReads(ns, updates, committed)) return Code.MVCC_READ_CONFLICT;
  }
  return Code.VALID;
}

function sameDefinitions(ns: NsRwset, definitions: DefinitionReads): boolean {
  return ns.reads.every(({ key, version }) => sameVersion(definitions.version(key), version));
}

function sameReads(ns: NsRwset, updates: BlockUpdates, committed: StateReader): boolean {
  return ns.reads.every(({ key, version }) => {
    if (updates.state(ns.namespace, key) !== undefined) return false;
    return sameVersion(committed.state(ns.namespace, key)?.version, version);
  });
}

function sameHashedReads(ns: NsRwset, updates: BlockUpdates, committed: StateReader): boolean {
  return ns.collections.every(({ collection, reads }) =>
    reads.every(({ keyHash, version }) => {
      if (updates.hashed(ns.namespace, collection, keyHash) !== undefined) return false;
      return sameVersion(committed.hashed(ns.namespace, collection, keyHash)?.version, version);
    }),
  );
}

/** The namespace's keys as they stand now: the committed ones with the block's changes laid over them. */
async function* currentRange(
  ns: string,
  query: RangeQueryInfo,
  updates: BlockUpdates,
  committed: StateReader,
): AsyncGenerator<KeyVersion, void> {
  // A query that was not read to its end covers what was seen, the last key included.
  const inclusive = !query.exhausted;
  const changed = updates.stateRange(ns, query.startKey, query.endKey, inclusive);
  const end = inclusive && query.endKey !== "" ? query.endKey + NEXT_KEY : query.endKey;
  for await (const entry of committed.range(ns, query.startKey, end)) {
    const before = changed.findIndex(({ key }) => compareUtf8(key, entry.key) >= 0);
    yield* remaining(changed.splice(0, before < 0 ? changed.length : before));
    if (changed[0]?.key !== entry.key) yield entry;
  }
  yield* remaining(changed);
}

function* remaining(changed: ReturnType<BlockUpdates["stateRange"]>): Generator<KeyVersion> {
  for (const { key, update } of changed) if (update.value !== undefined) yield { key, version: update.version };
}

async function sameRange(
  ns: string,
  query: RangeQueryInfo,
  updates: BlockUpdates,
  committed: StateReader,
): Promise<boolean> {
  const current = currentRange(ns, query, updates, committed);
  try {
    return await (query.summary === undefined
      ? sameResults(query.reads ?? [], current)
      : sameHashes(query.summary, current));
  } finally {
    await current.return();
  }
}

async function sameResults(
  reads: readonly { readonly key: string; readonly version: Version | undefined }[],
  current: AsyncGenerator<KeyVersion, void>,
): Promise<boolean> {
  for (const read of reads) {
    const { value } = await current.next();
    if (value?.key !== read.key || !sameVersion(value.version, read.version)) return false;
  }
  return (await current.next()).done === true;
}

/** Builds the tree again, and gives up at the first node that differs. */
async function sameHashes(wanted: MerkleSummary, current: AsyncGenerator<KeyVersion, void>): Promise<boolean> {
  const reads = new RangeReads(wanted.maxDegree);
  let matched = 0;
  for await (const { key, version } of current) {
    reads.add({ key, version });
    const built = reads.summary();
    if (built.maxLevel > wanted.maxLevel || built.maxLevel < wanted.maxLevel) continue;
    for (; matched < built.hashes.length; matched++) {
      const expected = wanted.hashes[matched];
      if (expected === undefined || Buffer.compare(built.hashes[matched]!, expected) !== 0) return false;
    }
  }
  return sameSummary(wanted, reads.finish().summary);
}
