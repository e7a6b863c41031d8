// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { FabricBinaries } from "@licet/network/fabric/binaries";
import { findCaProgram } from "@licet/network/ca/testing/binaries";
import { CONTAINER_PORTS, type DeployPlan } from "@licet/network/deploy/plan";
import { findPostgres } from "@licet/gateway/testing/postgres-server";
import { parse } from "yaml";
import { projectRoot } from "@licet/scripts/lib/paths";

interface Mount {
  readonly source: string;
  readonly target: string;
}

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly secrets?: readonly Mount[];
  readonly configs?: readonly Mount[];
  readonly volumes?: readonly string[];
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly configs: Readonly<Record<string, { readonly file: string }>>;
}

/** Folders of containers that are put below a folder of this machine. */
const CONTAINER_FOLDERS =
  /(?<![\w.])\/(?=(?:etc\/(?:hyperledger|licet)|var\/(?:hyperledger|lib)|run\/secrets|docker-entrypoint-initdb\.d|backups)\b)/g;
/** Folder of the script that stands in for the command of Postgres' image. */
const POSTGRES_IMAGE = path.join(projectRoot, "test", "deploy", "postgres-image");
const BUILDER_IN_IMAGE = "/opt/hyperledger/ccaas_builder";
const LOOPBACK = "127.0.0.1";

/**
 * Runs services of generated Compose files as plain processes, where no container engine is needed: files are laid
 * below a folder as Compose would mount them, ports of containers become ports of this machine, and host names the
 * loopback address. Images are stood in for by Fabric's release, and by the Dockerfiles' own commands.
 */
export class StandIns {
  readonly #folder: string;
  readonly #plan: DeployPlan;
  readonly #binaries: FabricBinaries;
  readonly #ports = new Map<string, number>();
  readonly #running: ChildProcess[] = [];
  #nextPort: number;

  /** @param firstPort from here on ports are handed out that the consortium file does not declare */
  constructor(folder: string, plan: DeployPlan, binaries: FabricBinaries, firstPort: number) {
    this.#folder = folder;
    this.#plan = plan;
    this.#binaries = binaries;
    this.#nextPort = firstPort;
    for (const { nodes } of plan.organisations)
      for (const { host, port } of nodes) this.#ports.set(`${host}:${port}`, port);
  }

  /** The port of this machine that stands for a container's. */
  port(host: string, containerPort: number): number {
    const key = `${host}:${containerPort}`;
    const known = this.#ports.get(key);
    if (known !== undefined) return known;
    this.#ports.set(key, this.#nextPort);
    return this.#nextPort++;
  }

  /** The file that a host's service writes to. */
  logOf(host: string): string {
    return path.join(this.#folder, `${host}.log`);
  }

  /** Starts the service of a host. */
  start(host: string): void {
    const { command, environment, cwd } = this.#prepare(host, host);
    const output = openSync(this.logOf(host), "w");
    const [program = "", ...args] = command;
    this.#running.push(spawn(program, args, { cwd, env: environment, stdio: ["ignore", output, output] }));
    closeSync(output);
  }

  /** Runs a task with the files and volumes of a host's service; what it said when it failed. */
  runTask(service: string, host: string): string | undefined {
    const { command, environment, cwd } = this.#prepare(service, host);
    const [program = "", ...args] = command;
    const { status, stdout, stderr } = spawnSync(program, args, { cwd, env: environment, encoding: "utf8" });
    return status === 0 ? undefined : `${stdout}\n${stderr}`;
  }

  /** Where a file of a host's container lies. */
  file(host: string, containerPath: string): string {
    return path.join(this.#folder, "containers", host, containerPath);
  }

  /** Text of a container with this machine's addresses and folders in place of its own. */
  translate(host: string, text: string): string {
    const hosts = this.#hosts();
    return text
      .replaceAll(CONTAINER_FOLDERS, this.file(host, "/"))
      .replaceAll(BUILDER_IN_IMAGE, this.#binaries.ccaasBuilder)
      .replaceAll(/([a-z0-9][a-z0-9.-]*):(\d{4,5})\b/g, (address, name: string, port: string) => {
        if (name === "0.0.0.0" || name === LOOPBACK) return `${LOOPBACK}:${this.port(host, Number(port))}`;
        return hosts.has(name) ? `${LOOPBACK}:${this.port(name, Number(port))}` : address;
      });
  }

  /** Ends every process and waits until it has ended. */
  async stop(): Promise<void> {
    const ended = this.#running.map(
      (child) =>
        new Promise<void>((resolve) => {
          if (child.exitCode !== null || child.signalCode !== null) resolve();
          else child.once("exit", () => resolve());
        }),
    );
    for (const child of this.#running) child.kill("SIGTERM");
    await Promise.all(ended);
  }

  #hosts(): ReadonlySet<string> {
    const hosts = this.#plan.organisations.flatMap(({ nodes, chaincodes, authorities, postgresHost }) => [
      ...[...nodes, ...chaincodes, ...authorities].map(({ host }) => host),
      postgresHost,
    ]);
    return new Set(hosts);
  }

  #prepare(name: string, host: string) {
    const organisation = this.#plan.organisations.find(({ domain }) => name.endsWith(`.${domain}`));
    if (!organisation) throw new Error(`${name} is no organisation's`);
    const folder = path.join(this.#folder, organisation.slug);
    const file = parse(readFileSync(path.join(folder, "compose.yaml"), "utf8")) as ComposeFile;
    const service = file.services[name];
    if (!service) throw new Error(`there is no service ${name}`);
    this.#mount(service, file, folder, host);
    const given = Object.entries(service.environment ?? {}).map(([variable, value]): [string, string] => {
      return [variable, this.#variable(host, variable, value)];
    });
    const programs = [this.#binaries.programs.peer, findCaProgram("fabric-ca-server")].map((file) =>
      path.dirname(file),
    );
    const isDatabase = name === organisation.postgresHost;
    const environment = {
      PATH: [...programs, POSTGRES_IMAGE, process.env["PATH"] ?? ""].join(path.delimiter),
      HOME: this.#folder,
      ...(isDatabase ? this.#standInForPostgres(host) : {}),
      ...Object.fromEntries(given),
    };
    return { ...this.#command(organisation.kind, name, service, host, environment) };
  }

  #mount(service: Service, file: ComposeFile, folder: string, host: string): void {
    for (const kind of ["secrets", "configs"] as const)
      for (const { source, target } of service[kind] ?? []) {
        const named = file[kind][source]?.file ?? "";
        const from = path.resolve(folder, named.replace(/\$\{ORGANIZATIONS_DIR:-([^}]*)\}/, "$1"));
        const to = this.file(host, target.startsWith("/") ? target : `/run/secrets/${target}`);
        mkdirSync(path.dirname(to), { recursive: true });
        copyFileSync(from, to);
        if (/(core\.yaml|chaincode-builder|connection-.*\.json)$/.test(to))
          writeFileSync(to, this.translate(host, readFileSync(to, "utf8")));
      }
    for (const volume of service.volumes ?? [])
      mkdirSync(this.file(host, volume.split(":")[1] ?? ""), { recursive: true });
  }

  /** What the script that stands in for Postgres' image is told beside the image's own variables. */
  #standInForPostgres(host: string): NodeJS.ProcessEnv {
    return {
      PROGRAMS: findPostgres() ?? "",
      INITDB_FOLDER: this.file(host, "/docker-entrypoint-initdb.d"),
      PGPORT: this.port(host, CONTAINER_PORTS.postgres).toString(),
    };
  }

  /** Most variables are text to translate; some hold a bare port or address. */
  #variable(host: string, name: string, value: string): string {
    if (name === "PORT" || name === "FABRIC_CA_SERVER_PORT") return String(this.port(host, Number(value)));
    if (value === "0.0.0.0") return LOOPBACK;
    return this.translate(host, value);
  }

  #command(kind: "peer" | "orderer", name: string, service: Service, host: string, environment: NodeJS.ProcessEnv) {
    if (service.command) {
      const command = service.command.map((word) => this.translate(host, word.replaceAll("$$", "$")));
      return { command, environment, cwd: this.#folder };
    }
    if (kind === "orderer") {
      const withConfig = { ...environment, FABRIC_CFG_PATH: this.#binaries.config };
      return { command: ["orderer", "start"], environment: withConfig, cwd: this.#folder };
    }
    const folder = name.startsWith("gateway.") ? "gateway" : "chaincode";
    return { command: commandOfImage(folder), environment, cwd: path.join(projectRoot, folder) };
  }
}

/** What the image that a folder's Dockerfile describes runs. */
function commandOfImage(folder: string): string[] {
  const text = readFileSync(path.join(projectRoot, folder, "Dockerfile"), "utf8").replaceAll(/\\\n/g, "");
  return JSON.parse(/^CMD (\[.*\])$/m.exec(text)?.[1] ?? "[]") as string[];
}

/** Names in a folder that a container's task has written to. */
export function filesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
