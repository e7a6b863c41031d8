// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import { ACTORS, type ActorName } from "./actors.js";
import { blockOf, type Peers } from "./peers.js";

/** How often a request is sent to a gateway that is too busy for it. */
const ATTEMPTS_MAX = 30;
const MS_PER_SECOND = 1_000;

/** Address and method of the route that answers for a transaction. */
export interface RouteAddress {
  readonly method: "get" | "post";
  /** Names in braces are fields of the transaction's input. */
  readonly path: string;
  readonly transaction: string;
  readonly fixed?: Readonly<Record<string, unknown>>;
}

/** What the gateway answered. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Confidential content and, where it was signed over, the salt of its commitment. */
export interface Confidential {
  readonly confidential?: Readonly<Record<string, unknown>>;
  readonly salts?: Readonly<Record<string, string>>;
}

/** Calls the gateway's routes as the actors of the case. */
export class GatewayClient {
  readonly #baseUrl: string;
  readonly #tokenOf: (user: string) => Promise<string>;
  readonly #peers: Peers;
  readonly #routes: ReadonlyMap<string, RouteAddress>;
  readonly #tokens = new Map<ActorName, string>();

  /** @param peers the peers that must have what was recorded before the next call may ask for it */
  constructor(
    baseUrl: string,
    tokenOf: (user: string) => Promise<string>,
    peers: Peers,
    routes: readonly RouteAddress[],
  ) {
    this.#baseUrl = baseUrl;
    this.#tokenOf = tokenOf;
    this.#peers = peers;
    this.#routes = new Map(routes.map((route) => [route.transaction, route]));
  }

  /**
   * Calls the route of a transaction.
   * @throws {Error} where the gateway has no route for it or cannot be reached.
   */
  async call(
    actor: ActorName,
    transaction: string,
    input: Readonly<Record<string, unknown>>,
    confidential: Confidential = {},
  ): Promise<Answer> {
    const route = this.#routes.get(transaction);
    if (route === undefined) throw new Error(`The gateway has no route for ${transaction}.`);
    const rest = { ...input };
    for (const name of Object.keys(route.fixed ?? {})) Reflect.deleteProperty(rest, name);
    const path = route.path.replaceAll(/\{([a-zA-Z]+)\}/g, (_match, name: string) => {
      const value = rest[name];
      Reflect.deleteProperty(rest, name);
      return encodeURIComponent(String(value));
    });
    if (route.method === "get") return this.#send(actor, "GET", `${path}${queryString(rest)}`);
    return this.#send(actor, "POST", path, JSON.stringify({ ...rest, ...confidential }), "application/json");
  }

  /** Posts a document as it is. */
  async post(actor: ActorName, path: string, body: string, contentType: string): Promise<Answer> {
    return this.#send(actor, "POST", path, body, contentType);
  }

  async #send(actor: ActorName, method: string, path: string, body?: string, contentType?: string): Promise<Answer> {
    const request = {
      method,
      headers: {
        Authorization: `Bearer ${await this.#token(actor)}`,
        ...(contentType === undefined ? {} : { "Content-Type": contentType, "Idempotency-Key": randomUUID() }),
      },
      ...(body === undefined ? {} : { body }),
    };
    const answer = await inItsTurn(`${this.#baseUrl}${path}`, request);
    const block = blockOf(answer.body);
    if (block !== undefined) await this.#peers.reach(block);
    return answer;
  }

  async #token(actor: ActorName): Promise<string> {
    const known = this.#tokens.get(actor);
    if (known !== undefined) return known;
    const token = await this.#tokenOf(ACTORS[actor]);
    this.#tokens.set(actor, token);
    return token;
  }
}

/** Sends a request, and the same one again as often as a busy gateway says when to come back. */
async function inItsTurn(address: string, request: RequestInit): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(address, request);
    const answer = { status: response.status, body: (await response.json()) as Record<string, unknown> };
    if (answer.body["code"] !== "OVERLOADED" || attempt >= ATTEMPTS_MAX) return answer;
    const seconds = Number(response.headers.get("Retry-After"));
    await new Promise((resolve) => setTimeout(resolve, seconds * MS_PER_SECOND));
  }
}

function queryString(fields: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) parameters.append(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
