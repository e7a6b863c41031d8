// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { projectRoot } from "./paths.js";

const require = createRequire(path.join(projectRoot, "package.json"));

/** One command line tool of an installed package, with its arguments. */
export interface Tool {
  readonly packageName: string;
  /** The name in the package's `bin` table, where it is not the package's own. */
  readonly bin?: string;
  readonly args: readonly string[];
}

/**
 * Runs a tool in the foreground, in the project's folder, and answers its exit status.
 *
 * @throws {Error} when the package is not installed or has no such command.
 */
export async function runTool(tool: Tool, environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(process.execPath, [binPath(tool), ...tool.args], {
    cwd: projectRoot,
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => resolve(status ?? 1));
  });
}

/** Some packages hide their package.json behind `exports`, so it is looked for on the module path. */
function binPath(tool: Tool): string {
  const folders = require.resolve.paths(tool.packageName) ?? [];
  for (const folder of folders) {
    const manifestPath = path.join(folder, tool.packageName, "package.json");
    const manifest = readManifest(manifestPath);
    if (manifest === undefined) continue;
    const bin = typeof manifest.bin === "string" ? manifest.bin : manifest.bin?.[tool.bin ?? tool.packageName];
    if (bin !== undefined) return path.join(path.dirname(manifestPath), bin);
  }
  throw new Error(`The package ${tool.packageName} offers no command ${tool.bin ?? tool.packageName}. Run npm ci.`);
}

interface Manifest {
  readonly bin?: string | Readonly<Record<string, string>>;
}

function readManifest(manifestPath: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(manifestPath, "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}
