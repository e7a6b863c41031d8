// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";

/** Where the gateway is reached. */
export class Origin {
  readonly #set: string | undefined;
  #listening: string | undefined;

  /** @param publicUrl origin that people reach the gateway at, where that is not where it listens */
  constructor(publicUrl: string | undefined) {
    this.#set = publicUrl;
  }

  /** Takes the address that the gateway listens at, once that is known. */
  listensAt(url: string): void {
    this.#listening = new URL(url).origin;
  }

  /** The one origin that providers send people back to. */
  get own(): string {
    const origin = this.#set ?? this.#listening;
    if (origin === undefined) throw new Error("The gateway's address is not known before it listens.");
    return origin;
  }

  /** The origin that a request's pages have: the one that is set, or whatever name of this machine was used. */
  of(request: IncomingMessage): string {
    const scheme = request.socket instanceof TLSSocket ? "https" : "http";
    return this.#set ?? `${scheme}://${request.headers.host ?? ""}`;
  }
}
