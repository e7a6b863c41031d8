// SPDX-License-Identifier: Apache-2.0
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** What below a folder, itself included, anybody but its owner may read, write or enter; each with its mode. */
export function openToOthers(path: string): string[] {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // A database may drop a file while its folder is walked.
  if (stats === undefined || stats.isSymbolicLink()) return [];
  const below = stats.isDirectory() ? readdirSync(path).flatMap((name) => openToOthers(join(path, name))) : [];
  const mode = stats.mode & 0o777;
  return (mode & 0o077) === 0 ? below : [`${mode.toString(8)} ${path}`, ...below];
}
