// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { openTokenKey } from "@licet/gateway/adapters/files/token-key";
import { mintToken } from "@licet/gateway/http/auth/tokens";
import { waitUntil } from "@licet/scripts/lib/ports";

const UP_MS_MAX = 30_000;
const TOKEN_SECONDS = 3_600;
const OVERLOADED = 503;
const MS_PER_SECOND = 1_000;
/** More connections than requests in flight, all kept open. */
const CONNECTIONS_MAX = 256;

/** The gateway in a process of its own, and calls to it over kept connections. */
export class HttpDoor {
  readonly #child: ChildProcess;
  readonly #home: string;
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS_MAX });
  readonly #tokens = new Map<string, string>();

  private constructor(child: ChildProcess, home: string, port: number) {
    this.#child = child;
    this.#home = home;
    this.#port = port;
  }

  /** Starts the gateway on a network's profiles and waits until it is ready. */
  static async open(profilesFolder: string, home: string, port: number): Promise<HttpDoor> {
    const manifest = createRequire(import.meta.url).resolve("@licet/gateway/package.json");
    const child = spawn(process.execPath, [path.join(path.dirname(manifest), "dist", "main.js")], {
      env: {
        ...process.env,
        PORT: String(port),
        LICET_PROFILES: profilesFolder,
        LICET_GATEWAY_HOME: home,
        LICET_REQUESTS_PER_MINUTE: "10000000",
        LOG_LEVEL: "error",
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const door = new HttpDoor(child, home, port);
    await waitUntil("The gateway", UP_MS_MAX, () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      ),
    );
    return door;
  }

  async get(user: string, target: string): Promise<void> {
    await this.#send(user, "GET", target, {}, undefined);
  }

  async post(user: string, target: string, body: unknown, idempotencyKey: string): Promise<void> {
    const headers = { "Content-Type": "application/json", "Idempotency-Key": idempotencyKey };
    await this.#send(user, "POST", target, headers, JSON.stringify(body));
  }

  /** Reads an answer that does not end, line by line. @returns what ends it, once the answer has begun */
  async lines(user: string, target: string, take: (line: string) => void): Promise<() => void> {
    const sent = request({
      host: "127.0.0.1",
      port: this.#port,
      path: target,
      headers: { Authorization: `Bearer ${await this.#token(user)}` },
    });
    sent.end();
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`GET ${target}: ${String(response.statusCode)}`);
    // Ending it is an error to whoever reads it.
    createInterface(response.on("error", () => undefined))
      .on("line", take)
      .on("error", () => undefined);
    return () => {
      response.destroy();
    };
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await gone;
  }

  async #send(
    user: string,
    method: string,
    target: string,
    headers: Record<string, string>,
    body: string | undefined,
  ): Promise<void> {
    const sending = { ...headers, Authorization: `Bearer ${await this.#token(user)}` };
    for (;;) {
      const { status, retryAfter, text } = await this.#exchange(method, target, sending, body);
      if (status < 400) return;
      if (status !== OVERLOADED || retryAfter === undefined)
        throw new Error(`${method} ${target}: ${status} ${text.slice(0, 300)}`);
      // More is in flight than one person may have waiting: a client comes again when it is told to, and that counts as its time.
      await sleep(Number(retryAfter) * MS_PER_SECOND);
    }
  }

  #exchange(
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string | undefined,
  ): Promise<{ status: number; retryAfter: string | undefined; text: string }> {
    return new Promise((resolve, reject) => {
      const options = { host: "127.0.0.1", port: this.#port, path, method, agent: this.#agent, headers };
      const sent = request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers["retry-after"],
            text: Buffer.concat(chunks).toString("utf8"),
          });
        });
        response.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  async #token(user: string): Promise<string> {
    const known = this.#tokens.get(user);
    if (known !== undefined) return known;
    const token = await mintToken(openTokenKey(path.join(this.#home, "token-key.pem")), user, TOKEN_SECONDS);
    this.#tokens.set(user, token);
    return token;
  }
}
