// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { openTokenKey } from "@licet/gateway/adapters/files/token-key";
import { mintToken } from "@licet/gateway/http/auth/tokens";
import { waitUntil } from "@licet/scripts/lib/ports";

const UP_MS_MAX = 30_000;
const TOKEN_SECONDS = 3_600;
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
    const authorization = `Bearer ${await this.#token(user)}`;
    const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const options = { host: "127.0.0.1", port: this.#port, path: target, method, agent: this.#agent };
      const sent = request({ ...options, headers: { ...headers, Authorization: authorization } }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") });
        });
        response.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
    if (status >= 400) throw new Error(`${method} ${target}: ${status} ${text.slice(0, 300)}`);
  }

  async #token(user: string): Promise<string> {
    const known = this.#tokens.get(user);
    if (known !== undefined) return known;
    const token = await mintToken(openTokenKey(path.join(this.#home, "token-key.pem")), user, TOKEN_SECONDS);
    this.#tokens.set(user, token);
    return token;
  }
}
