// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const OWNER_ONLY = 0o600;

/** File that says of a folder that a database lies in it. */
const VERSION_FILE = "PG_VERSION";

/** Where an empty cluster is kept that this release of PGlite has initialised: beside the compiled code. */
export async function clusterFile(): Promise<string> {
  const library = createRequire(import.meta.url).resolve("@electric-sql/pglite");
  const description = await readFile(path.join(path.dirname(library), "..", "package.json"), "utf8");
  const { version } = JSON.parse(description) as { readonly version: string };
  return path.join(path.dirname(fileURLToPath(import.meta.url)), `cluster-${version}.tar`);
}

/** Whether a folder holds a database; memory never does. */
export function holdsDatabase(folder: string | undefined): boolean {
  return folder !== undefined && existsSync(path.join(folder, VERSION_FILE));
}

/** The empty cluster that is kept in a file; undefined where none is. */
export async function readCluster(file: string): Promise<Blob | undefined> {
  return existsSync(file) ? new Blob([await readFile(file)]) : undefined;
}

/** Keeps an empty cluster for databases that are made later: initialising one takes many times as long as reading it. */
export async function keepCluster(file: string, cluster: Blob): Promise<void> {
  const unfinished = `${file}.${process.pid.toString()}.${performance.now().toString()}`;
  try {
    const handle = await open(unfinished, "w", OWNER_ONLY);
    try {
      await handle.writeFile(Buffer.from(await cluster.arrayBuffer()));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch {
    // Where nothing can be written beside the code, each database is initialised: that is slower and nothing else.
    await rm(unfinished, { force: true }).catch(() => undefined);
  }
}
