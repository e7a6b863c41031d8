// SPDX-License-Identifier: Apache-2.0

/**
 * The launcher behind every npm verb: it checks Node, installs and builds what is out of date, and hands over to the
 * verb's compiled script. It is plain JavaScript without dependencies, because nothing is installed yet when it starts.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const NODE_MINIMUM = [20, 19];
const PARENT_LOOKED_AT_MS = 1_000;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const lockPath = path.join(root, "package-lock.json");
const installedLockPath = path.join(root, "node_modules", ".package-lock.json");
const stampPath = path.join(root, "node_modules", ".licet-lock-sha256");

/** Verbs whose script is not `scripts/dist/<verb>.js`. */
const SCRIPT_OF_VERB = {
  attacks: "test/dist/attacks/main.js",
  bench: "test/dist/bench/main.js",
  "bench:events": "test/dist/bench/events/main.js",
  "bench:read-model": "test/dist/bench/read-model/main.js",
  conformance: "test/dist/conformance/main.js",
  demo: "scripts/dist/demonstration/main.js",
};

/** Verbs that look at every package. */
const WHOLE_BUILD_VERBS = ["build", "test", "lint", "docs"];

/** Verbs after whose build somebody opens the web application. */
const WEB_VERBS = ["build", "start", "test"];
const webFolder = path.join(root, "gateway", "web");
const webStampPath = path.join(webFolder, "dist", "site-inputs-sha256");
/** What the web application is built from, besides the packages of the lockfile. */
const WEB_INPUTS = [webFolder, path.join(root, "chaincode", "domain")];

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const recent = major > NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor >= NODE_MINIMUM[1]);
  if (!recent) {
    fail(
      `Licet needs Node.js ${NODE_MINIMUM.join(".")} or newer; this is ${process.versions.node}.\n` +
        "Install Node.js 22 or 24 (recommended) from your system's packages or with a version manager, and try again.",
    );
  }
}

/** True when what npm recorded as installed is what the lockfile asks for, optional packages of other platforms aside. */
function installedMatchesLock() {
  if (!existsSync(installedLockPath)) return false;
  const wanted = JSON.parse(readFileSync(lockPath, "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedLockPath, "utf8")).packages;
  return Object.entries(wanted).every(([location, entry]) => {
    if (!location.includes("node_modules/")) return true;
    const present = installed[location];
    if (present === undefined) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return entry.link === true || present.version === entry.version;
  });
}

function npmCommand() {
  const npmCli = process.env.npm_execpath;
  if (npmCli?.endsWith(".js")) return [process.execPath, [npmCli]];
  return [process.platform === "win32" ? "npm.cmd" : "npm", []];
}

/** Runs a long step silently behind one progress line, and shows its output only when it fails. */
function step(title, command, args) {
  const started = performance.now();
  process.stderr.write(`${title} … `);
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && command.endsWith(".cmd"),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (result.status === 0) {
    process.stderr.write(`done (${seconds} s)\n`);
    return;
  }
  process.stderr.write(`failed (${seconds} s)\n`);
  process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}\n`);
  fail(`"${title}" failed; what it printed stands above.`);
}

function install() {
  const lockHash = createHash("sha256").update(readFileSync(lockPath)).digest("hex");
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === lockHash) return;
  if (!installedMatchesLock()) {
    const [command, args] = npmCommand();
    step("Installing the packages of package-lock.json", command, [...args, "ci"]);
  }
  writeFileSync(stampPath, lockHash);
}

/** Builds the package that a script belongs to with all it needs, or everything: a start need not wait for the tests. */
function build(project) {
  const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const compile = (title, what) => step(title, process.execPath, [compiler, "--build", path.join(root, what)]);
  if (project !== ".") {
    compile("Building", project);
    return;
  }
  // The web application's types come from the gateway's own description of its interface.
  compile("Building", "scripts");
  step("Describing the interface", process.execPath, [path.join(root, "scripts", "dist", "web-types.js")]);
  compile("Building what is left", ".");
}

/** Files that the web application is built from: sources, not what was built of them or what tests them. */
function webInputs(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return ["dist", "node_modules"].includes(entry.name) ? [] : webInputs(file);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [file];
  });
}

/** Builds the web application where what it is made of has changed since. */
function buildWeb() {
  const hash = createHash("sha256");
  for (const file of [lockPath, ...WEB_INPUTS.flatMap(webInputs)].sort()) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  const inputs = hash.digest("hex");
  if (existsSync(webStampPath) && readFileSync(webStampPath, "utf8") === inputs) return;
  const vite = path.join(root, "node_modules", "vite", "bin", "vite.js");
  const config = path.join(webFolder, "vite.config.ts");
  step("Building the web application", process.execPath, [vite, "build", "--config", config, webFolder]);
  writeFileSync(webStampPath, inputs);
}

/** Calls back once the process that started this one has ended. */
function whenParentIsGone(act) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, PARENT_LOOKED_AT_MS);
  timer.unref();
}

/** Runs the verb's script in the foreground; signals reach it too, and its exit status becomes ours. */
function handOver(script, args) {
  const child = spawn(process.execPath, [path.join(root, script), ...args], { stdio: "inherit" });
  // A terminal sends Ctrl-C to the whole group; a supervisor signals only this process.
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  process.on("SIGINT", () => {});
  // npm that is ended by SIGTERM tells nobody.
  if (process.env.npm_lifecycle_event !== undefined) whenParentIsGone(() => child.kill("SIGTERM"));
  child.on("error", (error) => fail(`Cannot run ${script}: ${error.message}`));
  child.on("exit", (status, signal) => process.exit(signal === null ? (status ?? 1) : 1));
}

const [verb, ...args] = process.argv.slice(2);
if (verb === undefined || !/^[a-z][a-z:-]*$/.test(verb)) fail("Usage: node scripts/run.mjs VERB [ARGUMENTS]");
checkNode();
install();
const script = SCRIPT_OF_VERB[verb] ?? `scripts/dist/${verb}.js`;
build(WHOLE_BUILD_VERBS.includes(verb) ? "." : script.split("/")[0]);
if (WEB_VERBS.includes(verb)) buildWeb();
if (verb !== "build") {
  if (!existsSync(path.join(root, script))) fail(`There is no verb "${verb}": ${script} does not exist.`);
  handOver(script, args);
}
