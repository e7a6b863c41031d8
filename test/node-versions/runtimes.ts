// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cachedFolder } from "../cache-folder.js";
import { projectRoot } from "../checks/sources.js";
import { runProgram } from "../run-program.js";

/** How long an installation may take. */
const INSTALL_MS_MAX = 900_000;

const source = path.join(projectRoot, "test", "node-versions", "releases");

/** A release of Node.js that was installed for the purpose. */
export interface Runtime {
  /** Version as its package gives it, such as 22.23.3. */
  readonly version: string;
  /** The program. */
  readonly program: string;
}

/** What the lockfile beside this names, installed in the product's cache: an `npm ci` of the project brings none of it. */
export interface Installed {
  readonly folder: string;
  readonly runtimes: readonly Runtime[];
}

/** The releases that the lockfile names for this machine, by their line, with the name of the package that holds each. */
function packagesHere(): readonly { readonly line: string; readonly name: string }[] {
  const { optionalDependencies } = readJson<{ optionalDependencies: Record<string, string> }>("package.json");
  const names = Object.keys(optionalDependencies).filter((name) =>
    name.endsWith(`-${process.platform}-${process.arch}`),
  );
  return names.map((name) => ({ line: name.split("-")[1] ?? "", name }));
}

/** Lines of Node.js, such as 22, of which a release can be had for this machine. */
export const lines: readonly string[] = packagesHere().map(({ line }) => line);

/**
 * Installs what the lockfile names, without install scripts, unless that was done before.
 * @throws {Error} with what npm printed.
 */
export async function install(): Promise<Installed> {
  const folder = cachedFolder("node-versions");
  const stamp = path.join(folder, "node_modules", ".lockfile-sha256");
  const hash = createHash("sha256")
    .update(readFileSync(path.join(source, "package-lock.json")))
    .digest("hex");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== hash) {
    mkdirSync(folder, { recursive: true });
    for (const file of ["package.json", "package-lock.json"]) {
      copyFileSync(path.join(source, file), path.join(folder, file));
    }
    // One of the packages is for newer releases than the one that installs it.
    const args = ["ci", "--ignore-scripts", "--no-engine-strict", "--no-audit", "--no-fund"];
    await npm(process.execPath, args, folder, process.env);
    writeFileSync(stamp, hash);
  }
  const runtimes = packagesHere().map(({ name }) => {
    const home = path.join(folder, "node_modules", name);
    const { version } = JSON.parse(readFileSync(path.join(home, "package.json"), "utf8")) as { version: string };
    return { version, program: path.join(home, "bin", "node") };
  });
  return { folder, runtimes };
}

/**
 * Runs npm under a given Node.js.
 * @throws {Error} with what it printed, where it fails.
 */
export async function npm(
  node: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const { status, output } = await runProgram(node, [npmProgram(), ...args], {
    cwd,
    environment,
    msMax: INSTALL_MS_MAX,
  });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} in ${cwd} ended with ${status ?? "a signal"}:\n${output}`);
}

/** npm's program: the one that runs this, or the one beside this Node.js. */
function npmProgram(): string {
  const running = process.env["npm_execpath"];
  if (running?.endsWith(".js") === true) return running;
  return path.join(process.execPath, "..", "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
}

function readJson<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(source, name), "utf8")) as T;
}
