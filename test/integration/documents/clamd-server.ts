// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import type { ClamdAddress } from "@licet/gateway/adapters/clamd/scanner";

const START_MS_MAX = 120_000;
const ASK_AGAIN_MS = 100;

/** Largest stream that the daemon of the tests takes, in bytes. */
export const STREAM_BYTES_MAX = 1_048_576;

/** Where packages put the daemon. */
const PROGRAMS = ["/usr/sbin/clamd", "/usr/local/sbin/clamd", "/opt/homebrew/sbin/clamd"];

const program = PROGRAMS.find((file) => existsSync(file));

/** What the one signature of the tests' database finds, and the name it finds it under. It harms nobody. */
export const MARKED = "licet-test-malware-not-real-0b2f6c";
export const SIGNATURE = "Licet.Test.Marked";

/** Why no daemon can run here; undefined where one can. */
export function clamdUnavailable(): string | undefined {
  return program === undefined ? "no clamd; install the package clamav-daemon" : undefined;
}

/** A clamd of its own, with a database of one signature, on a free port and on a socket. */
export class ClamdServer {
  readonly tcp: ClamdAddress;
  readonly unix: ClamdAddress;
  readonly #process: ChildProcess;

  private constructor(port: number, socket: string, process: ChildProcess) {
    this.tcp = { host: "127.0.0.1", port };
    this.unix = { path: socket };
    this.#process = process;
  }

  /** @param folder folder that is its alone */
  static async start(folder: string): Promise<ClamdServer> {
    const port = await claimPortBase();
    const socket = path.join(folder, "clamd.sock");
    const database = path.join(folder, "database");
    mkdirSync(database);
    // name:target type (0 is any file):offset:bytes in hexadecimal
    writeFileSync(path.join(database, "licet.ndb"), `${SIGNATURE}:0:*:${Buffer.from(MARKED).toString("hex")}\n`);
    const settings = [
      "Foreground yes",
      `DatabaseDirectory ${database}`,
      `TemporaryDirectory ${folder}`,
      `LocalSocket ${socket}`,
      `TCPSocket ${port.toString()}`,
      "TCPAddr 127.0.0.1",
      `StreamMaxLength ${STREAM_BYTES_MAX.toString()}`,
      "MaxThreads 2",
    ];
    const file = path.join(folder, "clamd.conf");
    writeFileSync(file, `${settings.join("\n")}\n`);
    const child = spawn(program ?? "clamd", ["--config-file", file], { stdio: "ignore" });
    const server = new ClamdServer(port, socket, child);
    await server.#answers();
    return server;
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
  }

  async #answers(): Promise<void> {
    const end = performance.now() + START_MS_MAX;
    while (this.#process.exitCode === null && performance.now() < end) {
      if (await isPong(this.tcp)) return;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
    throw new Error("clamd did not start.");
  }
}

function isPong(address: ClamdAddress): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => socket.write("zPING\0"));
    socket.once("data", (bytes) => {
      socket.destroy();
      resolve(bytes.toString().startsWith("PONG"));
    });
    socket.once("error", () => resolve(false));
  });
}
