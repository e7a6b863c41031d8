// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from "node:http";

/** How a cookie of ours is set: never readable by pages, and not sent along with what other sites start, links aside. */
const ATTRIBUTES = "Path=/; HttpOnly; SameSite=Lax";

/** Names of the cookies: the session's secret, and what binds an attempt to sign in to the browser that began it. */
export type CookieName = "licet-session" | "licet-sign-in";

/**
 * The cookies of an origin. Behind https they are sent by https only, and carry the prefix by which browsers keep anybody else
 * from setting them (`__Host-`, RFC 6265bis, section 4.1.3.2).
 */
export class Cookies {
  readonly #isSecure: boolean;

  constructor(origin: string) {
    this.#isSecure = origin.startsWith("https:");
  }

  /** The value that the browser sent; undefined where it sent none, or several: then somebody else may have set one. */
  read(request: IncomingMessage, name: CookieName): string | undefined {
    const wanted = `${this.#nameOf(name)}=`;
    const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
    const values = pairs.filter((pair) => pair.startsWith(wanted)).map((pair) => pair.slice(wanted.length));
    return values.length === 1 ? values[0] : undefined;
  }

  /** @param maxAgeSeconds how long the browser keeps it; until it is closed where left out */
  set(response: ServerResponse, name: CookieName, value: string, maxAgeSeconds?: number): void {
    const age = maxAgeSeconds === undefined ? "" : `; Max-Age=${maxAgeSeconds}`;
    const secure = this.#isSecure ? "; Secure" : "";
    response.appendHeader("Set-Cookie", `${this.#nameOf(name)}=${value}; ${ATTRIBUTES}${secure}${age}`);
  }

  clear(response: ServerResponse, name: CookieName): void {
    this.set(response, name, "", 0);
  }

  #nameOf(name: CookieName): string {
    return this.#isSecure ? `__Host-${name}` : name;
  }
}
