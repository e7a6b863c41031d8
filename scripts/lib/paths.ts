// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, whether this file runs compiled (scripts/dist/lib) or from source (scripts/lib). */
export const projectRoot = path
  .resolve(path.dirname(fileURLToPath(import.meta.url)), "..")
  .replace(/[\\/]scripts([\\/]dist)?$/, "");

/** Where networks keep their state: `LICET_HOME`, or `.licet` in the project's folder. */
export function homeFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return path.resolve(environment["LICET_HOME"] ?? path.join(projectRoot, ".licet"));
}

/** Where a test run leaves its counts. */
export const testCountsPath = path.join(projectRoot, "coverage", "counts.json");
