// SPDX-License-Identifier: Apache-2.0
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A network's folders hold private keys, private data in plain text, and who is who: they are their owner's alone. */
export const OWNER_ONLY_FOLDER = 0o700;
export const OWNER_ONLY_FILE = 0o600;
/** What of a mode is the owner's, its right to execute included. */
const OWNER_BITS = 0o700;
const MODE_BITS = 0o777;
/** What nobody but the owner gets of anything that a process creates. */
const OWNER_ONLY_MASK = 0o077;

/** Makes a folder, and those above it that are missing, for its owner alone. A folder that exists stays as it is. */
export function makeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
}

/**
 * Makes a folder for its owner alone, or takes it and all that lies in it from everybody else. Links are not followed.
 * From then on, whatever this process and the processes that it starts create, here or elsewhere, is the owner's alone:
 * databases and Fabric's programs create files of their own accord.
 */
export function ownFolder(folder: string): void {
  createForOwnerOnly();
  closeToOthers(folder);
  makeFolder(folder);
}

/** Takes a folder, where there is one, and all that lies in it from everybody but its owner. Links are not followed. */
export function closeToOthers(folder: string): void {
  if (existsSync(folder)) tighten(folder);
}

/** From now on, what this process and the processes that it starts create is the owner's alone. */
export function createForOwnerOnly(): void {
  try {
    process.umask(OWNER_ONLY_MASK);
  } catch {
    // A worker thread shares its process's mask and may not set it.
  }
}

function tighten(path: string): void {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  const mode = stats.mode & MODE_BITS;
  const wanted = stats.isDirectory() ? OWNER_ONLY_FOLDER : (mode & OWNER_BITS) | OWNER_ONLY_FILE;
  if (mode !== wanted) chmodSync(path, wanted);
  if (stats.isDirectory()) for (const name of readdirSync(path)) tighten(join(path, name));
}
