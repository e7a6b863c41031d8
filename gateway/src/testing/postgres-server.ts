// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";

/** Where Debian's packages put the server's programs, a folder a version. */
const DEBIAN_FOLDER = "/usr/lib/postgresql";

/** PostgreSQL refuses to run as root; this is the user that Debian's package makes. */
const SERVER_USER = "postgres";

/** Who made the cluster, and who owns a test's database. */
const SUPERUSER = "cluster";
const OWNER = "licet";

const OPEN_MS_MAX = 60_000;
const RETRY_MS = 50;

/** Folder of the server's programs; undefined where none are installed. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => path.join(DEBIAN_FOLDER, version, "bin")), ...pathFolders()];
  return folders.find((folder) => ["initdb", "postgres"].every((program) => existsSync(path.join(folder, program))));
}

function pathFolders(): string[] {
  return (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
}

/** A PostgreSQL server of a test's own, that listens on a socket in its folder and nowhere else. */
export class PostgresServer {
  readonly #folder: string;
  readonly #process: ChildProcess;
  #databases = 0;

  /** Starts a server with an empty cluster from the programs in a folder. */
  static async start(programs: string): Promise<PostgresServer> {
    const folder = mkdtempSync(path.join(tmpdir(), "licet-postgres-"));
    const data = path.join(folder, "data");
    const user = runAs();
    mkdirSync(data, { mode: 0o700 });
    for (const each of user === undefined ? [] : [folder, data]) chownSync(each, user?.uid ?? 0, user?.gid ?? 0);
    const options = ["-D", data, "-U", SUPERUSER, "-A", "trust", "--no-sync", "-E", "UTF8", "--no-locale"];
    execFileSync(path.join(programs, "initdb"), options, { ...user, cwd: folder, stdio: "ignore" });
    const settings = ["listen_addresses=", `unix_socket_directories=${folder}`, "fsync=off", "max_connections=200"];
    const args = ["-D", data, ...settings.flatMap((setting) => ["-c", setting])];
    const server = spawn(path.join(programs, "postgres"), args, { ...user, cwd: folder, stdio: "ignore" });
    const started = new PostgresServer(folder, server);
    await started.#answers();
    return started;
  }

  private constructor(folder: string, server: ChildProcess) {
    this.#folder = folder;
    this.#process = server;
  }

  /** Makes an empty database, whose owner is no superuser. @returns its address */
  async createDatabase(): Promise<string> {
    if (this.#databases === 0) await this.#run(`CREATE ROLE ${OWNER} LOGIN CREATEROLE`);
    this.#databases += 1;
    const name = `test_${this.#databases}`;
    await this.#run(`CREATE DATABASE ${name} OWNER ${OWNER}`);
    return this.#url(name, OWNER);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGINT");
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #url(database: string, user: string): string {
    return `postgres://${user}@/${database}?host=${encodeURIComponent(this.#folder)}`;
  }

  async #answers(): Promise<void> {
    const until = Date.now() + OPEN_MS_MAX;
    for (;;) {
      try {
        await this.#run("SELECT 1");
        return;
      } catch (error) {
        if (this.#process.exitCode !== null || Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #run(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url("postgres", SUPERUSER) });
    try {
      await client.connect();
      await client.query(statement);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** User whom the server runs as, where whoever runs the tests is root. */
function runAs(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync("id", [flag, SERVER_USER], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
