// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The network package's own folder, from its sources and from its compiled output alike. */
export function packageFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  let folder = start;
  while (!existsSync(join(folder, "package.json"))) {
    if (folder === dirname(folder)) throw new Error(`no package.json lies above ${start}`);
    folder = dirname(folder);
  }
  return folder;
}

/** Where networks keep their state: `LICET_HOME`, otherwise `.licet` in the repository. */
export function homeFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return environment["LICET_HOME"] ? resolve(environment["LICET_HOME"]) : join(packageFolder(), "..", ".licet");
}

/** The consortium file used when none is named. */
export function defaultConsortiumFile(): string {
  return join(packageFolder(), "consortium.yaml");
}
