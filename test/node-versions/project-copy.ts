// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readTestCounts, type TestCounts } from "@licet/scripts/lib/test-results";
import { projectFiles, projectRoot } from "../checks/sources.js";
import { runProgram } from "../run-program.js";
import { npm, type Runtime } from "./runtimes.js";

/** How long a build or a suite may take on a busy machine. */
const STEP_MS_MAX = 3_600_000;

/** What of this process's environment belongs to its own test run, and not to the one in the copy. */
const OWN_PATTERN = /^(?:VITEST|TEST_|NODE_|npm_)/i;

/** Characters of a program's output that an error shows. */
const SHOWN_MAX = 4_000;

const TSC = path.join("node_modules", "typescript", "bin", "tsc");

/** The client library whose newer release is put in place of the one that the lockfile names. */
const CLIENT = "@hyperledger/fabric-gateway";
/** What it needs in another version than the project has. */
const CLIENT_NEEDS = ["@noble/curves", "@noble/hashes"];

/** The project's files in a folder of their own, installed, built and tested with a given Node.js. */
export class ProjectCopy {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "licet-node-"));
  readonly #runtime: Runtime;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    for (const file of projectFiles()) cpSync(path.join(projectRoot, file), path.join(this.#folder, file));
  }

  /**
   * Installs the project's packages, which its `engines` and theirs have to allow.
   * @throws {Error} with npm's words.
   */
  install(): Promise<void> {
    return npm(this.#runtime.program, ["ci"], this.#folder, this.#environment());
  }

  /**
   * Compiles what changed.
   * @throws {Error} with the compiler's words.
   */
  async build(): Promise<void> {
    await this.#run([TSC, "--build"]);
  }

  /**
   * Compiles a package without writing anything, whatever was compiled before: a build looks at what changed in the project only.
   * @throws {Error} with the compiler's words.
   */
  async typeCheck(folder: string): Promise<void> {
    await this.#run([TSC, "--project", folder, "--noEmit"]);
  }

  /**
   * Runs suites.
   * @returns how many tests came out how.
   * @throws {Error} with the end of what was printed, where one fails.
   */
  async test(args: readonly string[]): Promise<TestCounts> {
    const countsPath = path.join(this.#folder, "coverage", "counts.json");
    rmSync(countsPath, { force: true });
    await this.#run([path.join("node_modules", "vitest", "vitest.mjs"), "run", ...args], {
      TEST_COUNTS_PATH: countsPath,
    });
    const counts = readTestCounts(countsPath);
    if (counts === undefined) throw new Error("The run left no counts.");
    return counts;
  }

  /** Puts the client library of another installation in place of the project's. @returns its version. */
  replaceClient(installation: string): string {
    const from = path.join(installation, "node_modules");
    const to = path.join(this.#folder, "node_modules", CLIENT);
    rmSync(to, { recursive: true });
    cpSync(path.join(from, CLIENT), to, { recursive: true });
    for (const name of CLIENT_NEEDS) {
      mkdirSync(path.dirname(path.join(to, "node_modules", name)), { recursive: true });
      cpSync(path.join(from, name), path.join(to, "node_modules", name), { recursive: true });
    }
    const { version } = JSON.parse(readFileSync(path.join(to, "package.json"), "utf8")) as { version: string };
    return version;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const environment = { ...this.#environment(), ...settings };
    const { program } = this.#runtime;
    const { status, output } = await runProgram(program, args, {
      cwd: this.#folder,
      environment,
      msMax: STEP_MS_MAX,
    });
    if (status === 0) return;
    throw new Error(`node ${args.join(" ")} ended with ${status ?? "a signal"}:\n${output.slice(-SHOWN_MAX)}`);
  }

  /** Programs that start `node` by its name get this one. */
  #environment(): NodeJS.ProcessEnv {
    const kept = Object.entries(process.env).filter(([name]) => !OWN_PATTERN.test(name));
    const search = [path.dirname(this.#runtime.program), process.env["PATH"] ?? ""].join(path.delimiter);
    return { ...Object.fromEntries(kept), PATH: search };
  }
}
