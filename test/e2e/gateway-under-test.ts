// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import { mintToken } from "@licet/gateway/http/auth/tokens";
import { readConfig } from "@licet/gateway/config/config";
import { createLog } from "@licet/gateway/operations/log";
import { type RunningGateway, startGateway } from "@licet/gateway/server";
import { blockOf, Peers } from "@licet/scripts/demonstration/peers";

/** Lifetime of the tokens that a suite uses, in seconds. */
const TOKEN_SECONDS = 3_600;

/** An answer of the gateway, with its body as text and as JSON where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** What a request carries besides its address. */
export interface Sending {
  readonly method?: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A gateway in this process, on a port of its own, and requests to it as users of the consortium. */
export class GatewayUnderTest {
  readonly #gateway: RunningGateway;
  readonly #peers: Peers;
  readonly #tokens = new Map<string, string>();

  private constructor(gateway: RunningGateway, peers: Peers) {
    this.#gateway = gateway;
    this.#peers = peers;
  }

  /** Starts a gateway with one of the clients on a network that is up; `folder` takes its own files, `settings` come on top. */
  static async start(
    client: string,
    profilesFolder: string,
    folder: string,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<GatewayUnderTest> {
    const config = readConfig({
      PORT: "0",
      LEDGER_CLIENT: client,
      LICET_PROFILES: profilesFolder,
      LICET_GATEWAY_HOME: folder,
      LICET_REQUESTS_PER_MINUTE: "1000000",
      ...settings,
    });
    const gateway = await startGateway(config, { log: createLog("silent") });
    return new GatewayUnderTest(gateway, new Peers(profilesFolder));
  }

  get url(): string {
    return this.#gateway.url;
  }

  /** A token for a user; `boundTo` is the thumbprint of the certificate that goes with it. */
  tokenFor(user: string, boundTo?: string): Promise<string> {
    return mintToken(this.#gateway.tokenKey, user, TOKEN_SECONDS, boundTo);
  }

  stop(): Promise<void> {
    this.#peers.close();
    return this.#gateway.stop();
  }

  /** Reads as a user. */
  get(user: string, address: string): Promise<Answer> {
    return this.send(user, address, { method: "GET" });
  }

  /** Writes as a user, with a fresh idempotency key unless one is given. */
  post(user: string, address: string, body: unknown, key: string = randomUUID()): Promise<Answer> {
    return this.send(user, address, { body: JSON.stringify(body), headers: { "Idempotency-Key": key } });
  }

  /** Sends a request as it is described; without a user, without a token. */
  async send(user: string | undefined, address: string, sending: Sending): Promise<Answer> {
    const { method = "POST", body, contentType = "application/json", headers = {} } = sending;
    const response = await fetch(`${this.url}${address}`, {
      method,
      headers: {
        ...(user === undefined ? {} : { Authorization: `Bearer ${await this.#token(user)}` }),
        ...(body === undefined ? {} : { "Content-Type": contentType }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") === true;
    const answered: unknown = json ? JSON.parse(text) : undefined;
    // Another state's peer may be asked next.
    const block = blockOf(answered);
    if (block !== undefined) await this.#peers.reach(block);
    return { status: response.status, headers: response.headers, text, body: answered };
  }

  async #token(user: string): Promise<string> {
    const known = this.#tokens.get(user);
    if (known !== undefined) return known;
    const token = await this.tokenFor(user);
    this.#tokens.set(user, token);
    return token;
  }
}
