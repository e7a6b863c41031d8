// SPDX-License-Identifier: Apache-2.0

/** Redirects that a page may lead to before it counts as a circle. */
const REDIRECTS_MAX = 10;

interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** What a browser has got. */
export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What a browser sends besides an address. */
export interface BrowserRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A browser as far as signing in needs one: it keeps cookies by host and path, and follows redirects. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, Cookie>>();

  /** Value of a cookie that the browser keeps for a host. */
  cookie(host: string, name: string): string | undefined {
    return this.#cookies.get(host)?.get(name)?.value;
  }

  setCookie(host: string, name: string, value: string, path = "/"): void {
    this.#jar(host).set(name, { value, path });
  }

  /** Sends one request and follows nothing. */
  async send(address: string | URL, { method = "GET", headers = {}, body }: BrowserRequest = {}): Promise<Page> {
    const url = new URL(address);
    const cookie = this.#cookiesFor(url);
    const response = await fetch(url, {
      method,
      redirect: "manual",
      headers: { Accept: "text/html", ...(cookie === "" ? {} : { Cookie: cookie }), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    for (const line of response.headers.getSetCookie()) this.#keep(url.hostname, line);
    return { url, status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Opens an address and follows where it leads, up to an address that `stop` knows, which is not sent. */
  async open(address: string | URL, stop: (url: URL) => boolean = () => false): Promise<Page> {
    let page = await this.send(address);
    for (let redirects = 0; redirects < REDIRECTS_MAX; redirects += 1) {
      const location = page.headers.get("location");
      if (location === null) return page;
      const url = new URL(location, page.url);
      if (stop(url)) return { ...page, url };
      page = await this.send(url);
    }
    throw new Error(`${String(address)} leads around in a circle.`);
  }

  #jar(host: string): Map<string, Cookie> {
    const jar = this.#cookies.get(host) ?? new Map<string, Cookie>();
    this.#cookies.set(host, jar);
    return jar;
  }

  #cookiesFor(url: URL): string {
    const cookies = [...this.#jar(url.hostname)].filter(([, { path }]) => url.pathname.startsWith(path));
    return cookies.map(([name, { value }]) => `${name}=${value}`).join("; ");
  }

  #keep(host: string, line: string): void {
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const [name = "", ...value] = pair.split("=");
    const attribute = (wanted: string): string | undefined =>
      attributes.find((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
    const over = attribute("max-age") === "0" || new Date(attribute("expires") ?? "9999-12-31").getTime() <= Date.now();
    if (over) this.#jar(host).delete(name);
    else this.#jar(host).set(name, { value: value.join("="), path: attribute("path") ?? "/" });
  }
}
