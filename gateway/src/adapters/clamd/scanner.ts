// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { type MalwareScanner, MalwareScannerError, type Scan, type ScanVerdict } from "../../ports/malware-scanner.js";

/** How long a daemon is waited for. */
export interface ScanLimits {
  /** How long nothing may move, in milliseconds. */
  readonly silenceMs: number;
  /** How long the verdict may take once the daemon has the file, in milliseconds, whatever it says meanwhile. */
  readonly verdictMs: number;
}

/** A large archive takes the daemon a while. */
const SCAN_LIMITS: ScanLimits = { silenceMs: 120_000, verdictMs: 180_000 };

/** Longest answer, in bytes. */
const ANSWER_BYTES_MAX = 1_024;

/** Largest chunk that is announced at once, in bytes. */
const CHUNK_BYTES_MAX = 1_048_576;

const LENGTH_BYTES = 4;

/** Where the daemon listens. */
export type ClamdAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** Has files looked at by clamd, by its INSTREAM command (clamd(8)): it gets the bytes over the connection and no name. */
export class ClamdScanner implements MalwareScanner {
  readonly #address: ClamdAddress;
  readonly #limits: ScanLimits;

  constructor(address: ClamdAddress, limits = SCAN_LIMITS) {
    this.#address = address;
    this.#limits = limits;
  }

  async open(): Promise<Scan> {
    const socket = connect(this.#address);
    socket.setTimeout(this.#limits.silenceMs, () => socket.destroy(new Error("it is silent")));
    try {
      await once(socket, "connect");
    } catch (error) {
      throw unavailable(error);
    }
    const scan = new ClamdScan(socket, this.#limits.verdictMs);
    await scan.send(Buffer.from("zINSTREAM\0", "latin1"));
    return scan;
  }
}

class ClamdScan implements Scan {
  readonly #socket: Socket;
  #answer = "";
  #failure: unknown;
  readonly #verdictMs: number;

  constructor(socket: Socket, verdictMs: number) {
    this.#socket = socket;
    this.#verdictMs = verdictMs;
    socket.on("error", (error) => {
      this.#failure = error;
    });
    socket.on("data", (bytes: Buffer) => {
      this.#answer += bytes.toString("latin1");
      if (this.#answer.length > ANSWER_BYTES_MAX) socket.destroy(new Error("its answer has no end"));
    });
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES_MAX) {
      const chunk = bytes.subarray(at, at + CHUNK_BYTES_MAX);
      await this.send(lengthOf(chunk));
      await this.send(chunk);
    }
  }

  async finish(): Promise<ScanVerdict> {
    await this.send(lengthOf(new Uint8Array(0)));
    const late = setTimeout(() => this.#socket.destroy(new Error("its verdict does not come")), this.#verdictMs);
    if (!this.#socket.closed) await once(this.#socket, "close").catch(() => undefined);
    clearTimeout(late);
    return this.#verdict();
  }

  abort(): void {
    this.#socket.destroy();
  }

  /** @throws {MalwareScannerError} */
  async send(bytes: Uint8Array): Promise<void> {
    // Beyond its limit the daemon answers and closes while the file is still coming. Once a write has failed, Node.js reads no more: so
    // what there is to read is read before.
    await setImmediate();
    if (this.#answer === "") await this.#written(bytes);
    if (this.#answer !== "") this.#verdict();
    if (this.#failure !== undefined) throw unavailable(this.#failure);
  }

  async #written(bytes: Uint8Array): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#socket.write(bytes, (error) => {
        if (error) this.#failure ??= error;
        resolve();
      });
    });
  }

  #verdict(): ScanVerdict {
    const answer = this.#answer.replace(/\0[^]*$/, "").trim();
    if (answer === "stream: OK") return { signature: undefined };
    const found = /^stream: (.{1,256}) FOUND$/.exec(answer)?.[1];
    if (found !== undefined) return { signature: found };
    if (answer.includes("size limit exceeded")) {
      throw new MalwareScannerError("too-large", "clamd takes no stream as large as the file (StreamMaxLength).");
    }
    throw unavailable(this.#failure ?? new Error(answer === "" ? "it closed without a word" : answer));
  }
}

function lengthOf(chunk: Uint8Array): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(chunk.length);
  return length;
}

function unavailable(error: unknown): MalwareScannerError {
  return new MalwareScannerError("unavailable", `clamd gives no verdict: ${(error as Error).message}.`, error);
}
