// SPDX-License-Identifier: Apache-2.0

import { existsSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { ChannelOptions, Storage } from "../../blocks/channel-options.js";
import { Marks } from "../../blocks/marks.js";
import type { Damage } from "../../files/damage.js";
import { makeFolder } from "../../files/owner-only.js";
import { LedgerError } from "../../protocol/ledger-error.js";
import { markLost, type PrivateFault } from "../../state/private-check.js";
import { StateReader } from "../../state/state.js";
import { StateWriter } from "../../state/state-writer.js";
import { DEFAULT_LIMITS } from "../channel.js";
import { openDatabase, OWN_STORAGE } from "../database.js";
import { foldersOf, type LedgerFolders } from "../examine.js";
import { planChain, type ChainPlan } from "./chain.js";
import { checkLedger, damagesOf, rulesFrom, type CheckedLedger } from "./check.js";
import { undescribedCollections } from "./undescribed.js";
import { salvageOf, type Salvage } from "./salvage.js";
import { fromAny, rebuildState } from "./state.js";

/** Folder beside blocks and state in which a repair works. */
const WORK = "repairing";

export interface RepairOptions {
  readonly channel: ChannelOptions;
  /** Another copy of the channel's folder: a backup, say. It is read and not changed. */
  readonly from?: string | undefined;
  /** Do it; otherwise it is only told what would be done. */
  readonly apply: boolean;
  /** Folder below the channel's into which what is replaced is moved, of this repair alone. */
  readonly aside: string;
}

/** What a repair did, or would do. */
export interface Repaired {
  readonly damages: readonly Damage[];
  readonly notices: readonly string[];
  /** What was done, or would be, in order. */
  readonly steps: readonly string[];
  /** Why the ledger cannot be repaired from what there is; undefined where it can. */
  readonly obstacle: string | undefined;
}

/**
 * Repairs a ledger: blocks from another copy, state from the blocks, private data from what can still be read of the state and from the
 * other copy. Everything that is taken follows from the chain's hashes. What is replaced is kept, in a folder of its own.
 * @throws {LedgerError} where another process has it open.
 * @throws {NetworkError} NETWORK_DISK_FULL, NETWORK_LEDGER_NOT_WRITABLE.
 */
export async function repairLedger(options: RepairOptions): Promise<Repaired> {
  const checked = await checkLedger(options.channel);
  const damages = damagesOf(checked);
  const { notices } = checked;
  if (damages.length === 0) return { damages, notices, steps: [], obstacle: undefined };
  const repair = new Repair(options, checked);
  try {
    const obstacle = await repair.run();
    return { damages, notices, steps: repair.steps, obstacle };
  } finally {
    await repair.close();
  }
}

class Repair {
  readonly steps: string[] = [];
  readonly #options: RepairOptions;
  readonly #checked: CheckedLedger;
  readonly #storage: Storage;
  readonly #folders: LedgerFolders;
  readonly #work: LedgerFolders;
  #plan: ChainPlan | undefined;
  readonly #salvages: Salvage[] = [];

  constructor(options: RepairOptions, checked: CheckedLedger) {
    this.#options = options;
    this.#checked = checked;
    this.#storage = { ...OWN_STORAGE, ...options.channel.storage };
    this.#folders = foldersOf(options.channel.directory);
    this.#work = foldersOf(path.join(options.channel.directory, WORK));
  }

  /** Gives what stands in the way, if anything does. */
  async run(): Promise<string | undefined> {
    const { blocks, state, faults = [] } = this.#checked;
    const obstacle = (blocks.length > 0 ? this.#planBlocks() : undefined) ?? this.#undescribed();
    if (obstacle !== undefined) return obstacle;
    if (!this.#knowsHeight) {
      this.steps.push(
        `Take the ${this.#checked.height} blocks that are there for all there were: neither a mark nor the state says whether more were acknowledged.`,
      );
    }
    // Blocks that are put together anew may lie elsewhere than the state has it.
    const rebuilds = blocks.length > 0 || state.length > 0;
    this.steps.push(this.#stateStep(rebuilds, faults.length));
    if (this.#options.apply) await this.#apply(blocks.length > 0, rebuilds, faults);
    return undefined;
  }

  #stateStep(rebuilds: boolean, faults: number): string {
    const sources = this.#options.from === undefined ? "" : " and of the other copy";
    if (rebuilds) {
      return (
        `Make state, history and indexes anew from the blocks; private data from what can be read of the state${sources}, ` +
        "where it has the hash that the blocks have of it; mark the rest as lost."
      );
    }
    if (faults === 0) return "Write the marks anew from state and blocks.";
    return `Bring ${faults} private contents back from the other copy, or mark them as lost.`;
  }

  get #knowsHeight(): boolean {
    return this.#checked.examined.marks.newest !== undefined || this.#checked.mark !== undefined;
  }

  async #apply(withBlocks: boolean, rebuilds: boolean, faults: readonly PrivateFault[]): Promise<void> {
    rmSync(this.#work.root, { recursive: true, force: true });
    makeFolder(this.#work.root);
    await this.#openSalvages(rebuilds);
    if (withBlocks) await this.#plan?.write(this.#work.blocks, this.#storage.system);
    if (rebuilds) await this.#rebuild(withBlocks);
    else {
      if (faults.length > 0) await this.#patch(faults);
      await this.#writeMarks();
    }
    for (const salvage of this.#salvages.splice(0)) await salvage.close();
    rmSync(this.#work.root, { recursive: true, force: true });
  }

  async #writeMarks(): Promise<void> {
    const { mark, examined } = this.#checked;
    if (mark === undefined || this.#checked.marks.length === 0) return;
    const marks = await Marks.open(this.#folders.root, this.#storage.system, examined.marks.turn);
    try {
      await marks.write(mark);
      await marks.write(mark);
    } finally {
      await marks.close();
    }
  }

  async close(): Promise<void> {
    await this.#plan?.close();
    for (const salvage of this.#salvages) await salvage.close();
  }

  #undescribed(): string | undefined {
    const { from, channel } = this.#options;
    const folder = from === undefined ? undefined : foldersOf(from).blocks;
    const rules = folder === undefined ? undefined : rulesFrom(channel, folder);
    const others = folder === undefined || rules === undefined ? [] : undescribedCollections(folder, rules.definitions);
    const all = [...new Set([...this.#checked.undescribed, ...others])];
    if (all.length === 0) return undefined;
    return (
      `The description of the network does not know ${all.join(", ")}, whose private data would be lost. ` +
      "Name the file with --consortium, or the chaincode with --chaincode, as the network is started."
    );
  }

  #planBlocks(): string | undefined {
    const { from } = this.#options;
    const { acknowledged, examined } = this.#checked;
    const folders = [this.#folders, ...(from === undefined ? [] : [foldersOf(from)])].map(({ blocks }) => blocks);
    const present = folders.filter((folder) => existsSync(folder));
    this.#plan = planChain(present, acknowledged, examined.marks.newest, this.#storage.system);
    const { missing, height, taken } = this.#plan;
    if (missing !== undefined) {
      const [first, last] = missing;
      return (
        `Blocks ${first} to ${last} are in no copy that follows from the blocks before. ` +
        "Name a folder that has them with --from: a backup of the network's folder, or another copy of it."
      );
    }
    this.steps.push(`Put ${height} blocks together, ${taken} of them from the other copy, each compared by its hash.`);
    return undefined;
  }

  async #openSalvages(ownToo: boolean): Promise<void> {
    const { from } = this.#options;
    const states = [...(ownToo ? [this.#folders.state] : []), ...(from === undefined ? [] : [foldersOf(from).state])];
    for (const [index, folder] of states.entries()) {
      const salvage = await salvageOf(folder, path.join(this.#work.root, `salvage-${index}`));
      if (salvage !== undefined) this.#salvages.push(salvage);
    }
  }

  async #rebuild(withBlocks: boolean): Promise<void> {
    const { channel } = this.#options;
    const blocksFolder = withBlocks ? this.#work.blocks : this.#folders.blocks;
    const rules = rulesFrom(channel, blocksFolder);
    if (rules === undefined) throw new LedgerError("block 0 cannot be read");
    const limits = { ...DEFAULT_LIMITS, ...channel.limits };
    const stateFolder = this.#work.state;
    const database = await openDatabase(stateFolder);
    let lost: number;
    try {
      lost = await rebuildState({
        options: channel,
        limits,
        storage: this.#storage,
        rules,
        blocksFolder,
        database,
        stateFolder,
        salvages: this.#salvages,
      });
    } finally {
      await database.close();
    }
    if (withBlocks) this.#replace("blocks");
    this.#replace("state");
    this.steps.push(lostSentence(lost));
  }

  #replace(part: "blocks" | "state"): void {
    const aside = path.join(this.#folders.root, this.#options.aside);
    makeFolder(aside);
    if (existsSync(this.#folders[part])) renameSync(this.#folders[part], path.join(aside, part));
    renameSync(this.#work[part], this.#folders[part]);
    this.steps.push(`What was in ${part} is kept in ${this.#options.aside}/${part}.`);
  }

  async #patch(faults: readonly PrivateFault[]): Promise<void> {
    const database = await openDatabase(this.#folders.state);
    try {
      const reader = new StateReader(database);
      const { system, writeState: write } = this.#storage;
      const writer = new StateWriter({ database, directory: this.#folders.state, system, write });
      let lost = 0;
      for (const fault of faults) {
        const found = fromAny(reader, this.#salvages, fault);
        if (found === undefined) lost++;
        await writer.apply(found ?? markLost(reader, fault), true);
      }
      this.steps.push(lostSentence(lost));
    } finally {
      await database.close();
    }
  }
}

function lostSentence(lost: number): string {
  return lost === 0
    ? "No private data is lost."
    : `${lost} private contents are lost and marked so: reading one says that it is missing; whoever else has it shares it anew.`;
}
