// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NetworkError, type NetworkErrorCode } from "@licet/embedded-network/description/network-error";
import { makeFolder, OWNER_ONLY_FILE } from "@licet/embedded-network/files/owner-only";
import { environmentWith, type Environment } from "./node-settings.js";
import { until } from "./wait.js";

/** What a process is in the network; they are stopped in this order. */
const PROCESS_KINDS = ["peer", "orderer", "chaincode"] as const;
export type ProcessKind = (typeof PROCESS_KINDS)[number];

/** How long a process is given to end by itself before it is killed. */
const STOP_TIMEOUT_MS = 10_000;
const KILL_TIMEOUT_MS = 5_000;
const LOG_LINES_SHOWN = 12;

/** What a process's last words mean. */
const KNOWN_CAUSES: readonly { readonly pattern: RegExp; readonly code: NetworkErrorCode; readonly cause: string }[] = [
  {
    pattern: /no space left on device|ENOSPC/i,
    code: "NETWORK_DISK_FULL",
    cause: "the disk is full; make room and start the network again",
  },
  {
    pattern: /address already in use|EADDRINUSE/i,
    code: "NETWORK_PORT_TAKEN",
    cause: "another program took its port; end that program, or move all ports with --port-base",
  },
  {
    pattern: /certificate has expired or is not yet valid/i,
    code: "NETWORK_CLOCK_SKEW",
    cause: "a certificate is not valid at this time; check the clock, and the certificates' dates",
  },
];

/** A process to start. */
export interface ProcessSpec {
  /** Unique in the network, and part of file names. */
  readonly name: string;
  readonly kind: ProcessKind;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Environment;
  /** What it listens on, for the status. */
  readonly address: string;
  /** What the process serves, where that can change under the same name: the id of a chaincode's package. */
  readonly revision?: string;
  /** Where it tells of its health; see `isHealthy`. */
  readonly operationsPort?: number;
}

/** A process that was started, as its pid file tells. */
export interface ProcessRecord {
  readonly name: string;
  readonly kind: ProcessKind;
  readonly address: string;
  readonly pid: number;
  readonly revision?: string | undefined;
  readonly operationsPort?: number | undefined;
  /** The run of the network that it belongs to; see `ProcessTable`. */
  readonly run: string;
  /** When the process was started, as the system tells: a later process may have got the same pid. */
  readonly stamp: string;
}

/** The detached processes of one network, known by pid files so that any later command finds them. */
export class ProcessTable {
  readonly #pids: string;
  readonly #logs: string;
  /** What this table started, so that it can be started again. */
  readonly #specs = new Map<string, ProcessSpec>();

  /**
   * @param directory the network's folder
   * @param run what distinguishes this run of the network from earlier and later ones in the same folder
   */
  constructor(
    directory: string,
    readonly run: string,
  ) {
    this.#pids = join(directory, "pids");
    this.#logs = join(directory, "logs");
  }

  /** Where a process writes its output. */
  logFile(name: string): string {
    return join(this.#logs, `${name}.log`);
  }

  /** Starts a process in a group of its own, unless it runs already. */
  start(spec: ProcessSpec): void {
    this.#specs.set(spec.name, spec);
    if (this.isRunning(spec.name)) return;
    makeFolder(this.#pids);
    makeFolder(this.#logs);
    const log = openSync(this.logFile(spec.name), "a", OWNER_ONLY_FILE);
    const child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: environmentWith(spec.environment),
      detached: true,
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    // A program that cannot be run has no pid; the event repeats what is thrown here.
    child.on("error", () => undefined);
    child.unref();
    if (child.pid === undefined)
      throw new NetworkError("NETWORK_PROCESS_ENDED", `${spec.name} cannot be started: ${spec.command} does not run`);
    const { name, kind, address, revision, operationsPort } = spec;
    const { run } = this;
    const stamp = processStamp(child.pid) ?? "";
    const record: ProcessRecord = { name, kind, address, revision, operationsPort, run, pid: child.pid, stamp };
    writeFileSync(this.#pidFile(name), `${JSON.stringify(record)}\n`, { mode: OWNER_ONLY_FILE });
  }

  /** Starts a process that this table started before and that has ended, as it was. */
  startAgain(name: string): void {
    const spec = this.#specs.get(name);
    if (spec === undefined) throw new RangeError(`${name} was not started here`);
    this.start(spec);
  }

  /** Every process that was started and not stopped, running or not, of this run and of others. */
  list(): ProcessRecord[] {
    if (!existsSync(this.#pids)) return [];
    const records = readdirSync(this.#pids)
      .filter((file) => file.endsWith(".json"))
      .map((file) => JSON.parse(readFileSync(join(this.#pids, file), "utf8")) as ProcessRecord);
    const rank = (record: ProcessRecord): number => PROCESS_KINDS.indexOf(record.kind);
    return records.sort((left, right) => rank(left) - rank(right) || (left.name < right.name ? -1 : 1));
  }

  /** True when a process of this name runs, and of this revision where one is given. */
  isRunning(name: string, revision?: string): boolean {
    const file = this.#pidFile(name);
    if (!existsSync(file)) return false;
    const record = JSON.parse(readFileSync(file, "utf8")) as ProcessRecord;
    return (revision === undefined || record.revision === revision) && isAlive(record);
  }

  /**
   * @throws {NetworkError} with the end of its log, when the process does not run any more: NETWORK_PROCESS_ENDED, or
   *   the code of the cause where the log tells one that people meet.
   */
  assertRunning(name: string): void {
    if (this.isRunning(name)) return;
    const tail = this.#logTail(name);
    const known = KNOWN_CAUSES.find(({ pattern }) => pattern.test(tail));
    throw new NetworkError(
      known?.code ?? "NETWORK_PROCESS_ENDED",
      `${name} has ended${known ? `, because ${known.cause}` : ""}. The last lines of ${this.logFile(name)}:\n${tail}`,
    );
  }

  /** Ends one process and everything it started. */
  async stop(name: string): Promise<void> {
    const record = this.list().find((candidate) => candidate.name === name);
    if (record) await this.#end(record);
  }

  /** Ends all processes, peers first, so that none is left talking to an ordering service that is gone. */
  async stopAll(): Promise<void> {
    await this.#endAll(this.list());
  }

  /** Ends the processes of this run only. */
  async stopRun(): Promise<void> {
    await this.#endAll(this.list().filter(({ run }) => run === this.run));
  }

  async #endAll(records: readonly ProcessRecord[]): Promise<void> {
    for (const kind of PROCESS_KINDS)
      await Promise.all(records.filter((record) => record.kind === kind).map((record) => this.#end(record)));
  }

  async #end(record: ProcessRecord): Promise<void> {
    const gone = (): boolean => !isAlive(record);
    if (!gone()) {
      signalGroup(record.pid, "SIGTERM");
      if (!(await until(gone, STOP_TIMEOUT_MS))) {
        signalGroup(record.pid, "SIGKILL");
        await until(gone, KILL_TIMEOUT_MS);
      }
    }
    rmSync(this.#pidFile(record.name), { force: true });
  }

  #pidFile(name: string): string {
    return join(this.#pids, `${name}.json`);
  }

  #logTail(name: string): string {
    const file = this.logFile(name);
    const lines = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
    return lines
      .slice(-LOG_LINES_SHOWN)
      .map((line) => `  ${line}`)
      .join("\n");
  }
}

/** True when the very process of the record runs. */
function isAlive(record: ProcessRecord): boolean {
  return processStamp(record.pid) === record.stamp && record.stamp !== "";
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

/** When a process was started, as text; undefined when there is none or it has ended and was not yet collected. */
function processStamp(pid: number): string | undefined {
  if (existsSync("/proc/self/stat")) {
    try {
      // The command name, in parentheses, may itself hold spaces and parentheses.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields[0] === "Z" ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  const listed = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" });
  const line = listed.status === 0 ? listed.stdout.trim() : "";
  return line === "" || line.startsWith("Z") ? undefined : line.slice(line.indexOf(" ")).trim();
}
