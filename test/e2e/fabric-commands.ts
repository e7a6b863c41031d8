// SPDX-License-Identifier: Apache-2.0
import { spawn } from "node:child_process";
import path from "node:path";
import type { FabricBinaries } from "@licet/network/fabric/binaries";
import { type Endpoint, readProfiles } from "@licet/scripts/wire/profile";

/** How long one command may take. */
const COMMAND_MS_MAX = 30_000;
const GB = { mspId: "GBAuthorityMSP", domain: "gb.licet.example" } as const;

/** How a command ended, with what it printed to both outputs. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/**
 * Fabric's own commands as people run them on a network's folder: by the environment variables that Fabric's documents and samples
 * name, and the conventional places of files.
 */
export class FabricCommands {
  readonly #binaries: FabricBinaries;
  readonly #organizations: string;
  readonly #peer: Endpoint;
  readonly #orderer: Endpoint;

  constructor(binaries: FabricBinaries, profilesFolder: string) {
    const { peers, orderers } = readProfiles(profilesFolder);
    this.#binaries = binaries;
    this.#organizations = path.join(profilesFolder, "..", "organizations");
    this.#peer = peers.find(({ mspId }) => mspId === GB.mspId)!;
    this.#orderer = orderers[0]!;
  }

  get peerAddress(): string {
    return this.#peer.address;
  }

  /** Certificate of the authority that the British peer's TLS certificate comes from. */
  get peerTlsCa(): string {
    const { name } = this.#peer;
    return path.join(this.#organizations, "peerOrganizations", GB.domain, "peers", name, "tls", "ca.crt");
  }

  /** MSP folder of a British user. */
  mspOf(user: string): string {
    return path.join(this.#organizations, "peerOrganizations", GB.domain, "users", `${user}@${GB.domain}`, "msp");
  }

  /** TLS files of the ordering service's administrator. */
  get ordererAdminTls(): string {
    const [, ...domain] = this.#orderer.name.split(".");
    const users = path.join(this.#organizations, "ordererOrganizations", domain.join("."), "users");
    return path.join(users, `Admin@${domain.join(".")}`, "tls");
  }

  get ordererCa(): string {
    const [, ...domain] = this.#orderer.name.split(".");
    const nodes = path.join(this.#organizations, "ordererOrganizations", domain.join("."), "orderers");
    return path.join(nodes, this.#orderer.name, "tls", "ca.crt");
  }

  /** Options that send a transaction, or ask for a block, through the ordering service. */
  get ordererOptions(): string[] {
    const { address, name } = this.#orderer;
    return ["-o", address, "--ordererTLSHostnameOverride", name, "--tls", "--cafile", this.ordererCa];
  }

  /** Runs `peer` as a British user: one of the layout's by name, or the owner of an MSP folder. */
  peer(user: string | { readonly msp: string }, args: readonly string[]): Promise<Ended> {
    return this.run("peer", args, {
      FABRIC_CFG_PATH: this.#binaries.config,
      FABRIC_LOGGING_SPEC: "error",
      CORE_PEER_TLS_ENABLED: "true",
      CORE_PEER_LOCALMSPID: GB.mspId,
      CORE_PEER_MSPCONFIGPATH: typeof user === "string" ? this.mspOf(user) : user.msp,
      CORE_PEER_ADDRESS: this.peerAddress,
      CORE_PEER_TLS_ROOTCERT_FILE: this.peerTlsCa,
      ORDERER_CA: this.ordererCa,
    });
  }

  /** Runs one of the release's programs. */
  run(program: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return runProgram(path.join(path.dirname(this.#binaries.programs.peer), program), args, environment);
  }
}

/** Runs a program to its end, with settings on top of this process's own. */
export function runProgram(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: COMMAND_MS_MAX,
    });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output }));
  });
}
