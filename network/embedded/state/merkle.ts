// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import type { KvRead, MerkleSummary } from "../protocol/rwset.js";
import { encodeReads } from "../protocol/rwset-codec.js";

/** Children of a node, and reads in a leaf, at most. The same number as on every Fabric peer. */
export const MAX_DEGREE = 50;
const LEAF_LEVEL = 1;

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * What a range query read, in the form the read set carries it: the reads themselves while they are few, otherwise the top level of a
 * Merkle tree over them. The tree is built as results arrive; a level that exceeds the degree collapses into one node above.
 */
export class RangeReads {
  readonly #degree: number;
  #pending: KvRead[] = [];
  readonly #levels = new Map<number, Uint8Array[]>();
  #top = LEAF_LEVEL;

  constructor(degree = MAX_DEGREE) {
    this.#degree = Math.max(2, degree);
  }

  add(read: KvRead): void {
    this.#pending.push(read);
    if (this.#pending.length > this.#degree) this.#closeLeaf();
  }

  /** The tree's top level so far, to compare with another while both grow. */
  summary(): MerkleSummary {
    return { maxDegree: this.#degree, maxLevel: this.#top, hashes: this.#hashes(this.#top) };
  }

  /** Completes the tree. At most one of the two is defined; none when nothing was read. */
  finish(): { reads: readonly KvRead[] | undefined; summary: MerkleSummary | undefined } {
    if (this.#top === LEAF_LEVEL && this.#hashes(LEAF_LEVEL).length === 0) {
      return { reads: this.#pending.length === 0 ? undefined : this.#pending, summary: undefined };
    }
    if (this.#pending.length > 0) this.#closeLeaf();
    this.#complete();
    return { reads: undefined, summary: this.summary() };
  }

  #hashes(level: number): readonly Uint8Array[] {
    return this.#levels.get(level) ?? [];
  }

  #push(level: number, hash: Uint8Array): void {
    const hashes = this.#levels.get(level);
    if (hashes === undefined) this.#levels.set(level, [hash]);
    else hashes.push(hash);
    this.#top = Math.max(this.#top, level);
  }

  #closeLeaf(): void {
    this.#push(LEAF_LEVEL, sha256(encodeReads(this.#pending)));
    this.#pending = [];
    for (let level = LEAF_LEVEL; this.#hashes(level).length > this.#degree; level++) this.#collapse(level);
  }

  #collapse(level: number): void {
    const hashes = this.#hashes(level);
    this.#levels.delete(level);
    this.#push(level + 1, sha256(...hashes));
  }

  #complete(): void {
    const top = this.#top;
    for (let level = LEAF_LEVEL; level < top; level++) {
      const hashes = this.#hashes(level);
      const [only] = hashes;
      if (only === undefined) continue;
      this.#levels.delete(level);
      this.#push(level + 1, hashes.length === 1 ? only : sha256(...hashes));
    }
    if (this.#hashes(this.#top).length > this.#degree) this.#collapse(this.#top);
  }
}

export function sameSummary(a: MerkleSummary, b: MerkleSummary | undefined): boolean {
  if (b === undefined || a.maxDegree !== b.maxDegree || a.maxLevel !== b.maxLevel) return false;
  if (a.hashes.length !== b.hashes.length) return false;
  return a.hashes.every((hash, index) => Buffer.compare(hash, b.hashes[index] ?? new Uint8Array(0)) === 0);
}
