// SPDX-License-Identifier: Apache-2.0
import { lookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { GatewayError } from "../../errors/gateway-error.js";
import type { WebhookMessage, WebhookOutcome, WebhookSender } from "../../ports/webhook-sender.js";
import { type AllowedHosts, isAllowed, mayConnect, WEBHOOK_PORTS } from "./addresses.js";

/** How long one attempt may take in all, in milliseconds. */
export const SEND_MS_MAX = 10_000;

const HTTPS_PORT = 443;

/** Bytes of an answer's body that are read, so that the connection ends in order; nobody looks at them. */
const ANSWER_BYTES_MAX = 1_024;

/** Addresses of one host that are looked at; a host that has more is refused. */
const ADDRESSES_MAX = 32;

/** An address of a host. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** What is set otherwise in tests. */
export interface SenderOptions {
  readonly timeoutMs?: number;
  /** Finds the addresses of a host name. */
  readonly resolve?: (host: string) => Promise<readonly HostAddress[]>;
  /** Certificates that a server's may stem from, in PEM; the system's where left out. */
  readonly ca?: string;
}

/** Sends over HTTP. The name is resolved once, every address of it is checked, and the connection goes to the one that was checked. */
export class HttpWebhookSender implements WebhookSender {
  readonly #allowed: AllowedHosts;
  readonly #timeoutMs: number;
  readonly #resolve: (host: string) => Promise<readonly HostAddress[]>;
  readonly #ca: string | undefined;

  constructor(allowed: AllowedHosts, { timeoutMs = SEND_MS_MAX, resolve = resolveHost, ca }: SenderOptions = {}) {
    this.#allowed = allowed;
    this.#timeoutMs = timeoutMs;
    this.#resolve = resolve;
    this.#ca = ca;
  }

  async check(url: string): Promise<void> {
    await this.#addressOf(url);
  }

  async send(message: WebhookMessage): Promise<WebhookOutcome> {
    const signal = AbortSignal.timeout(this.#timeoutMs);
    try {
      const address = await within(signal, this.#addressOf(message.url));
      return { status: await this.#post(message, address, signal) };
    } catch (error) {
      return { failure: failureOf(error, signal) };
    }
  }

  async #addressOf(text: string): Promise<HostAddress> {
    const url = readUrl(text);
    const host = hostOf(url);
    const addresses = await this.#addresses(host);
    const { names } = this.#allowed;
    const trusted = names.includes(host) || addresses.every(({ address }) => isAllowed(address, this.#allowed));
    if (!trusted) {
      requirePublicForm(url, host);
      if (addresses.length > ADDRESSES_MAX || !addresses.every(({ address }) => mayConnect(address, this.#allowed)))
        throw unreachable(host);
    }
    const [first] = addresses;
    if (first === undefined) throw unreachable(host);
    return first;
  }

  async #addresses(host: string): Promise<readonly HostAddress[]> {
    if (isIP(host) !== 0) return [{ address: host, family: isIP(host) }];
    try {
      return await this.#resolve(host);
    } catch {
      throw unreachable(host);
    }
  }

  #post(message: WebhookMessage, address: HostAddress, signal: AbortSignal): Promise<number> {
    const url = readUrl(message.url);
    const pinned: LookupFunction = (_host, options, done) => {
      if (options.all === true) done(null, [{ ...address }]);
      else done(null, address.address, address.family);
    };
    const { request } = url.protocol === "https:" ? https : http;
    const options: https.RequestOptions = {
      method: "POST",
      lookup: pinned,
      agent: false,
      signal,
      headers: { ...message.headers, "Content-Length": Buffer.byteLength(message.body) },
      ...(this.#ca === undefined ? {} : { ca: this.#ca }),
    };
    return new Promise((resolve, reject) => {
      const sending = request(url, options, (answer) => {
        let bytes = 0;
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > ANSWER_BYTES_MAX) answer.destroy();
        });
        answer.on("error", () => undefined);
        answer.once("close", () => resolve(answer.statusCode ?? 0));
      });
      sending.on("error", reject);
      sending.end(message.body);
    });
  }
}

function resolveHost(host: string): Promise<readonly HostAddress[]> {
  return lookup(host, { all: true, verbatim: true });
}

/** Reads an address that a webhook may have at all. */
function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw refused("This is no address.", "");
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refused("Events are sent by HTTP.", url.hostname);
  if (url.username !== "" || url.password !== "")
    throw refused("The address holds credentials: the signature says who sends.", url.hostname);
  if (url.hash !== "") throw refused("The address holds a fragment, which is not sent.", url.hostname);
  return url;
}

/** Host of an address as it is resolved: IPv6 without brackets, a name without the dot of the root. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

/** What every address needs whose host no operator has allowed. */
function requirePublicForm(url: URL, host: string): void {
  if (url.protocol !== "https:") throw refused("Events are sent by https.", host);
  const port = url.port === "" ? HTTPS_PORT : Number(url.port);
  if (!WEBHOOK_PORTS.includes(port))
    throw refused(`Events are sent to the ports ${WEBHOOK_PORTS.join(" and ")}.`, host);
}

function refused(sentence: string, host: string): GatewayError {
  return new GatewayError("WEBHOOK_ADDRESS_REFUSED", sentence, { host });
}

/** Whether a name on the inside exists is nothing that whoever makes webhooks learns here: both are told alike. */
function unreachable(host: string): GatewayError {
  return refused("The host has no address, or one on a network that events are not sent to.", host);
}

/** Ends a wait when the time is up: looking a name up cannot be broken off. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

/** How the codes of Node.js begin that say that a server's certificate is not good. */
const TLS_CODES = /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_SSL|EPROTO)/;

function failureOf(error: unknown, signal: AbortSignal): Extract<WebhookOutcome, { failure: string }>["failure"] {
  if (error instanceof GatewayError) return "refused-address";
  if (signal.aborted) return "timed-out";
  const { code = "" } = error as NodeJS.ErrnoException;
  return TLS_CODES.test(code) ? "tls" : "unreachable";
}
