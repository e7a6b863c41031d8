// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { ChannelOptions } from "./blocks/channel-options.js";
import { checkLedger, damagesOf, type CheckedLedger } from "./channel/repair/check.js";
import { repairLedger, type Repaired } from "./channel/repair/repair.js";
import type { Consortium } from "./description/consortium.js";
import { NetworkError } from "./description/network-error.js";
import { portsOf } from "./description/names.js";
import { describeDamage } from "./files/damage.js";
import { ownFolder } from "./files/owner-only.js";
import { planNodes } from "./nodes.js";

/** Folder of the embedded network below a home folder. */
export const EMBEDDED_FOLDER = "embedded";
const LEDGER_FOLDER = "ledger";

/** Which network's ledger is looked at. */
export interface LedgerFiles {
  readonly consortium: Consortium;
  readonly home: string;
}

/** Where a network's files are, and the channel that is in them. */
export function channelIn({ consortium, home }: LedgerFiles): { directory: string; channel: ChannelOptions } {
  const directory = join(resolve(home), EMBEDDED_FOLDER);
  const ledger = join(directory, LEDGER_FOLDER, consortium.channel);
  return { directory, channel: planNodes(consortium, directory, portsOf(consortium), ledger).channel };
}

function existing(files: LedgerFiles): ChannelOptions {
  const { channel } = channelIn(files);
  if (existsSync(channel.directory)) {
    ownFolder(channel.directory);
    return channel;
  }
  throw new NetworkError(
    "NETWORK_USAGE",
    `There is no ledger in ${channel.directory}. Name the network's home folder with --home, and its description with --consortium.`,
  );
}

/** What was found, in sentences. */
export interface FilesReport {
  readonly isWhole: boolean;
  readonly lines: readonly string[];
}

/**
 * Looks at all files of a network's ledger, which must not run.
 * @throws {NetworkError} NETWORK_USAGE, NETWORK_DISK_FULL, NETWORK_LEDGER_NOT_WRITABLE.
 * @throws {LedgerError} where another process has the ledger open.
 */
export async function checkFiles(files: LedgerFiles): Promise<FilesReport> {
  const channel = existing(files);
  const checked = await checkLedger(channel);
  const damages = damagesOf(checked);
  const privately = comparedWith(checked);
  if (damages.length === 0) {
    const lines = [`The ledger in ${channel.directory} is whole: ${checked.height} blocks.`, ...privately];
    return { isWhole: true, lines: [...checked.notices, ...lines] };
  }
  const lines = [`The ledger in ${channel.directory} is damaged:`, ...damages.map(describeDamage), ...privately];
  const next = "Copy the folder. The verb repair tells what can be had again, and does it with --apply.";
  return { isWhole: false, lines: [...checked.notices, ...lines, next] };
}

function comparedWith({ faults, undescribed }: CheckedLedger): string[] {
  if (faults === undefined) return ["Private data was not compared: the state cannot be opened."];
  if (undescribed.length === 0) return ["All private data was compared with its hashes."];
  return [
    `Private data of ${undescribed.join(", ")} was not compared: the description of the network does not know it. ` +
      "Name the file with --consortium, or the chaincode with --chaincode, as the network is started.",
  ];
}

/** How a network's ledger is repaired. */
export interface RepairFiles extends LedgerFiles {
  /** A backup or another copy: of the home folder, of the network's folder or of the channel's. */
  readonly from?: string | undefined;
  readonly apply: boolean;
}

/**
 * Repairs the files of a network's ledger, which must not run, or tells how it would.
 * @throws {NetworkError} NETWORK_USAGE, NETWORK_DISK_FULL, NETWORK_LEDGER_NOT_WRITABLE.
 * @throws {LedgerError} where another process has the ledger open.
 */
export async function repairFiles(files: RepairFiles): Promise<FilesReport> {
  const channel = existing(files);
  const { apply } = files;
  const from = files.from === undefined ? undefined : copyIn(files.from, files.consortium.channel);
  const aside = `set-aside-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
  const repaired = await repairLedger({ channel, from, apply, aside });
  return { isWhole: isRepaired(repaired, apply), lines: reportOf(repaired, apply, channel.directory) };
}

function isRepaired({ damages, obstacle }: Repaired, apply: boolean): boolean {
  return damages.length === 0 || (apply && obstacle === undefined);
}

function reportOf({ damages, notices, steps, obstacle }: Repaired, apply: boolean, directory: string): string[] {
  if (damages.length === 0) return [...notices, `The ledger in ${directory} is whole: there is nothing to repair.`];
  const head = [`The ledger in ${directory} is damaged:`, ...damages.map(describeDamage)];
  if (obstacle !== undefined) return [...notices, ...head, "It cannot be repaired from what there is:", obstacle];
  const doing = apply ? "Done:" : "Would be done, with --apply:";
  return [...notices, ...head, doing, ...steps.map((step, index) => `${index + 1}. ${step}`)];
}

/** The channel's folder in a copy of it or of one of the folders that it lies in. */
function copyIn(folder: string, channel: string): string {
  const candidates = [
    folder,
    join(folder, channel),
    join(folder, LEDGER_FOLDER, channel),
    join(folder, EMBEDDED_FOLDER, LEDGER_FOLDER, channel),
  ];
  const found = candidates.find((candidate) => existsSync(join(candidate, "blocks")));
  if (found !== undefined) return found;
  throw new NetworkError("NETWORK_USAGE", `There is no copy of the ledger of ${channel} in ${folder}.`);
}
