// SPDX-License-Identifier: Apache-2.0

import { dataHash, headerHash, type BlockHeader } from "../../blocks/block.js";
import { inspectBlocks } from "../../blocks/inspect.js";
import { BlockFiles } from "../../blocks/blockfile.js";
import type { Mark } from "../../blocks/marks.js";
import type { Place } from "../../state/keys.js";
import type { FileSystem } from "../../files/file-system.js";

/** A block in one of the copies. */
interface Candidate {
  readonly source: BlockFiles;
  readonly place: Place;
  readonly header: BlockHeader;
}

/** How the whole chain can be put together from the copies there are. */
export interface ChainPlan {
  /** Blocks that follow upon each other from the first on. */
  readonly height: number;
  /** How many of them come from the other copy. */
  readonly taken: number;
  /** Blocks that no copy has, first and last; undefined where the chain is whole. */
  readonly missing: readonly [number, number] | undefined;
  /**
   * Writes the chain into a folder that is empty.
   * @throws {WriteRefused} where it cannot be written.
   */
  write(folder: string, system: FileSystem): Promise<void>;
  close(): Promise<void>;
}

/**
 * Puts the chain together from the ledger's own block files and those of another copy, each block only where it follows from the one
 * before by its hash, and the last one only if it is the one that was acknowledged.
 *
 * @param acknowledged blocks that must be there
 */
export function planChain(
  folders: readonly string[],
  acknowledged: number,
  mark: Mark | undefined,
  system: FileSystem,
): ChainPlan {
  const sources = folders.map((folder) => new BlockFiles(folder, system, []));
  const candidates = new Map<number, Candidate[]>();
  for (const [index, folder] of folders.entries()) {
    inspectBlocks(folder, { mark: undefined, stateHeight: 0 }, ({ parts, place }) => {
      const { header, envelopes } = parts;
      if (Buffer.compare(dataHash(envelopes), header.dataHash) !== 0) return;
      const own = candidates.get(header.number) ?? [];
      candidates.set(header.number, [...own, { source: sources[index]!, place, header }]);
    });
  }
  const chain = longestChain(candidates, acknowledged, mark);
  const height = chain.length;
  return {
    height,
    taken: chain.filter(({ source }) => source !== sources[0]).length,
    missing: height >= acknowledged ? undefined : [height, lastMissing(candidates, height, acknowledged)],
    write: (folder, into) => writeChain(chain, folder, into),
    close: async () => {
      for (const source of sources) await source.close();
    },
  };
}

/** From the first block on, each that names the one before; the ledger's own copy goes first. */
function longestChain(
  candidates: ReadonlyMap<number, readonly Candidate[]>,
  acknowledged: number,
  mark: Mark | undefined,
): Candidate[] {
  const chain: Candidate[] = [];
  for (let number = 0; ; number++) {
    const before = chain.at(-1);
    const next = candidates.get(number)?.find(({ header }) => follows(header, before?.header, mark));
    if (next === undefined) return chain;
    chain.push(next);
    if (number + 1 >= acknowledged && candidates.get(number + 1) === undefined) return chain;
  }
}

function follows(header: BlockHeader, before: BlockHeader | undefined, mark: Mark | undefined): boolean {
  const expected = before === undefined ? new Uint8Array(0) : headerHash(before);
  if (Buffer.compare(header.previousHash, expected) !== 0) return false;
  if (mark === undefined || header.number !== mark.height - 1) return true;
  return Buffer.from(headerHash(header)).toString("hex") === mark.hash;
}

function lastMissing(candidates: ReadonlyMap<number, unknown>, from: number, acknowledged: number): number {
  let number = from;
  while (number + 1 < acknowledged && !candidates.has(number + 1)) number++;
  return number;
}

async function writeChain(chain: readonly Candidate[], folder: string, system: FileSystem): Promise<void> {
  const files = new BlockFiles(folder, system, []);
  try {
    for (const { source, place, header } of chain) await files.append(await source.read(place), header.number);
  } finally {
    await files.close();
  }
}
