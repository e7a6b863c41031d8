// SPDX-License-Identifier: Apache-2.0

import { inspectBlocks, type BlocksFound } from "../../blocks/inspect.js";
import { BlockFiles } from "../../blocks/blockfile.js";
import type { ChannelOptions, Storage } from "../../blocks/channel-options.js";
import { openBlock } from "../../blocks/blockstore.js";
import { Marks } from "../../blocks/marks.js";
import { loadSigningIdentity } from "../../identity/signer.js";
import type { LedgerLimits } from "../../protocol/limits.js";
import { encodeAbsence, type PrivatePlace } from "../../state/absence.js";
import { MISSING_RANGE, missingKey, readMissingKey, type Place } from "../../state/keys.js";
import { refill } from "../../state/private-check.js";
import { StateReader, type Change, type Database } from "../../state/state.js";
import { StateWriter } from "../../state/state-writer.js";
import { PersistentTransientStore } from "../../state/transient.js";
import type { ChannelRules } from "../channel.js";
import { Committer } from "../committer.js";
import { SalvagedWriteSets, waitingWriteSets, type Salvage } from "./salvage.js";

/** What a state is made from anew. */
export interface Rebuilding {
  readonly options: ChannelOptions;
  readonly limits: LedgerLimits;
  readonly storage: Storage;
  readonly rules: ChannelRules;
  /** Folder of the block files, which are whole. */
  readonly blocksFolder: string;
  /** An empty database, open. */
  readonly database: Database;
  readonly stateFolder: string;
  /** Copies of states that may have private data; the ledger's own goes first. */
  readonly salvages: readonly Salvage[];
}

/**
 * Makes a state anew from the blocks, and puts private data in from what was salvaged. What is nowhere is marked as lost. Gives the
 * number of private keys that are lost, and marks the height.
 * @throws {WriteRefused} where it cannot be written.
 */
export async function rebuildState(rebuilding: Rebuilding): Promise<number> {
  const { options, limits, storage, rules, blocksFolder, database, stateFolder, salvages } = rebuilding;
  const committed = new StateReader(database);
  const state = new StateWriter({
    database,
    directory: stateFolder,
    system: storage.system,
    write: storage.writeState,
  });
  const writeSets = new SalvagedWriteSets();
  for (const salvage of salvages) await writeSets.add(salvage);
  const { found, places } = readAll(blocksFolder);
  const files = new BlockFiles(blocksFolder, storage.system, found.extents);
  const marks = await Marks.open(options.directory, storage.system, 0);
  const { msps, policies, definitions } = rules;
  const transient = await PersistentTransientStore.open(database, state, () => 0);
  const signer = loadSigningIdentity(options.orderer.mspId, options.orderer.signerDirectory);
  const validation = { msps, policies, definitions, committed };
  const committer = new Committer(
    { state, files, marks, transient, writeSets, validation, signer, limits, absence: "lost" },
    { savepoint: undefined, synced: -1, recordedFrom: 0 },
  );
  try {
    for (const place of places) {
      const bytes = await files.readBlock(place);
      await committer.replay({ bytes, place }, openBlock(bytes));
    }
    const lost = await fillIn(state, committed, salvages);
    await state.apply(await waiting(salvages), true);
    await committer.markHeight();
    await committer.markHeight();
    return lost;
  } finally {
    await files.close();
    await marks.close();
  }
}

function readAll(folder: string): { found: BlocksFound; places: readonly Place[] } {
  const places: Place[] = [];
  const found = inspectBlocks(folder, { mark: undefined, stateHeight: 0 }, ({ place }) => places.push(place));
  return { found, places };
}

async function waiting([own]: readonly Salvage[]): Promise<Change[]> {
  return own === undefined ? [] : waitingWriteSets(own);
}

/** Brings keys back of which a copy has the content; gives the number of those that stay lost. */
async function fillIn(state: StateWriter, committed: StateReader, salvages: readonly Salvage[]): Promise<number> {
  let lost = 0;
  for await (const [key] of committed.scan(MISSING_RANGE)) {
    const place = readMissingKey(key);
    const changes = fromAny(committed, salvages, place) ?? neverHeld(salvages, place);
    if (changes === undefined) lost++;
    else await state.apply(changes);
  }
  return lost;
}

/** The changes that bring a key back from the first copy that has its content. */
export function fromAny(
  committed: StateReader,
  salvages: readonly Salvage[],
  place: PrivatePlace,
): Change[] | undefined {
  for (const { reader } of salvages) {
    const changes = refill(committed, reader, place);
    if (changes !== undefined) return changes;
  }
  return undefined;
}

/** What was never held is not lost. */
function neverHeld([own]: readonly Salvage[], place: PrivatePlace): Change[] | undefined {
  if (own?.reader.absence(place) !== "never-held") return undefined;
  const { mspId, namespace, collection, keyHash } = place;
  return [{ key: missingKey(mspId, namespace, collection, keyHash), value: encodeAbsence("never-held") }];
}
