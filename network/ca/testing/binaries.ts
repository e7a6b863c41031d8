// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cacheFolder } from "../../fabric/binaries.js";

/** One of Fabric CA's programs. */
export type CaProgram = "fabric-ca-server" | "fabric-ca-client";

/**
 * Finds a program of Fabric CA as Fabric's other programs are found: in `FABRIC_CA_BIN`, in the cache folder (`ca-<version>/bin`,
 * the newest first), on `PATH`. The answer begins with "no " where there is none, and says what was looked at.
 */
export function findCaProgram(program: CaProgram, environment: NodeJS.ProcessEnv = process.env): string {
  const cache = cacheFolder(environment);
  const releases = existsSync(cache) ? readdirSync(cache).filter((name) => name.startsWith("ca-")) : [];
  const newestFirst = releases.sort((left, right) => right.localeCompare(left, "en", { numeric: true }));
  const folders = [
    ...(environment["FABRIC_CA_BIN"] ? [environment["FABRIC_CA_BIN"]] : []),
    ...newestFirst.map((release) => join(cache, release, "bin")),
    ...(environment["PATH"] ?? "").split(delimiter),
  ];
  const found = folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
  return found ?? `no ${program}: neither in FABRIC_CA_BIN nor in ${join(cache, "ca-<version>", "bin")} nor on PATH`;
}

/** Why a program cannot be used; undefined where it was found. */
export function missing(program: string): string | undefined {
  return program.startsWith("no ") ? program : undefined;
}
