// SPDX-License-Identifier: Apache-2.0
import type { Observation } from "@licet/scripts/wire/observation";

type KeyValue = readonly [key: string, value?: string];

interface Touched {
  readonly reads?: readonly KeyValue[];
  readonly writes?: readonly (KeyValue | HashedWrite)[];
  readonly metadata?: readonly KeyValue[];
}

interface HashedWrite {
  readonly key: string;
}

interface Namespace extends Touched {
  readonly namespace: string;
  readonly collections?: readonly (Touched & { readonly name: string })[];
}

/**
 * Tells which transactions of a round would be judged by where blocks end.
 *
 * Who has read the absence of a key conflicts with any write of the key before it in its block, even when the key is
 * absent again; across blocks only what is there counts. So a reader of an absent key must not follow a writer of that
 * key in one round.
 */
export class Hazards {
  readonly #written = new Set<string>();

  /** True when the transaction reads the absence of a key that one before it writes. Its own writes count from then on. */
  isCutDependent(rwset: Observation): boolean {
    const places = (rwset as unknown as readonly Namespace[]).flatMap(({ namespace, collections, ...open }) => [
      { where: namespace, ...open },
      ...(collections ?? []).map((collection) => ({ where: `${namespace} ${collection.name}`, ...collection })),
    ]);
    const reads = places.flatMap(({ where, reads: all }) =>
      (all ?? []).filter(([, version]) => version === "absent").map(([key]) => `${where} ${key}`),
    );
    if (reads.some((key) => this.#written.has(key))) return true;
    for (const { where, writes, metadata } of places)
      for (const write of [...(writes ?? []), ...(metadata ?? [])])
        this.#written.add(`${where} ${isHashed(write) ? write.key : write[0]}`);
    return false;
  }
}

function isHashed(write: KeyValue | HashedWrite): write is HashedWrite {
  return !Array.isArray(write);
}
