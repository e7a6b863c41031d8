// SPDX-License-Identifier: Apache-2.0
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { WebhookOutcome } from "../../ports/webhook-sender.js";
import { type HostAddress, HttpWebhookSender } from "./sender.js";

const LOOPBACK = { names: [], networks: ["127.0.0.0/8"] };
const NOTHING = { names: [], networks: [] };

const at = (...addresses: readonly string[]): readonly HostAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

/** What hosts resolve to in these tests. */
const HOSTS: Readonly<Record<string, readonly HostAddress[]>> = {
  "out.example": at("8.8.8.8"),
  "in.example": at("10.0.0.1"),
  "half.example": at("8.8.8.8", "10.0.0.1"),
  "mapped.example": at("::ffff:127.0.0.1"),
  "none.example": [],
  "many.example": at(...Array.from({ length: 33 }, (_, last) => `8.8.8.${last}`)),
  localhost: at("127.0.0.1"),
};

const resolve = (host: string): Promise<readonly HostAddress[]> =>
  HOSTS[host] === undefined ? Promise.reject(new Error("ENOTFOUND")) : Promise.resolve(HOSTS[host]);

/** Addresses, whether they are taken, and where the loopback is allowed. */
const TABLE: readonly (readonly [string, "taken" | "refused", "taken" | "refused"])[] = [
  ["https://out.example/hook", "taken", "taken"],
  ["https://out.example:8443/hook?a=b", "taken", "taken"],
  ["https://out.example./hook", "taken", "taken"],
  ["https://OUT.example/hook", "taken", "taken"],
  ["http://out.example/hook", "refused", "refused"],
  ["https://out.example:22/", "refused", "refused"],
  ["https://out.example:80/", "refused", "refused"],
  ["ftp://out.example/", "refused", "refused"],
  ["file:///etc/passwd", "refused", "refused"],
  ["gopher://out.example/", "refused", "refused"],
  ["javascript:alert(1)", "refused", "refused"],
  ["https://user:secret@out.example/", "refused", "refused"],
  ["https://user@out.example/", "refused", "refused"],
  ["https://out.example/#part", "refused", "refused"],
  ["https://in.example/", "refused", "refused"],
  ["https://half.example/", "refused", "refused"],
  ["https://mapped.example/", "refused", "taken"],
  ["https://none.example/", "refused", "refused"],
  ["https://many.example/", "refused", "refused"],
  ["https://unknown.example/", "refused", "refused"],
  ["https://localhost/", "refused", "taken"],
  ["http://localhost:9000/", "refused", "taken"],
  ["https://127.0.0.1/", "refused", "taken"],
  ["https://2130706433/", "refused", "taken"],
  ["https://0x7f.1/", "refused", "taken"],
  ["https://0177.0.0.1/", "refused", "taken"],
  ["https://[::1]/", "refused", "refused"],
  ["https://[::ffff:127.0.0.1]/", "refused", "taken"],
  ["https://[::ffff:a9fe:a9fe]/", "refused", "refused"],
  ["https://169.254.169.254/latest/meta-data", "refused", "refused"],
  ["https://０.0.0.0/", "refused", "refused"],
  ["https://", "refused", "refused"],
  ["not an address", "refused", "refused"],
];

describe("where webhooks may be", () => {
  it.each(TABLE)("%s is %s, and %s where the loopback is allowed", async (url, usually, allowed) => {
    for (const [hosts, expected] of [
      [NOTHING, usually],
      [LOOPBACK, allowed],
    ] as const) {
      const checked = new HttpWebhookSender(hosts, { resolve }).check(url);
      if (expected === "taken") await checked;
      else await expect(checked).rejects.toMatchObject({ code: "WEBHOOK_ADDRESS_REFUSED" });
    }
  });

  it("may be a host that is allowed by name, wherever it is", async () => {
    await new HttpWebhookSender({ names: ["in.example"], networks: [] }, { resolve }).check("http://in.example:9000/");
  });
});

describe("sending", () => {
  const servers: Server[] = [];
  const serve = async (listener: RequestListener): Promise<number> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return (server.address() as AddressInfo).port;
  };
  const send = (url: string, sender = new HttpWebhookSender(LOOPBACK, { resolve })): Promise<WebhookOutcome> =>
    sender.send({ url, headers: { "webhook-id": "msg_1" }, body: "{}" });

  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it("goes to the address that was checked, whatever the name resolves to afterwards", async () => {
    const seen: unknown[] = [];
    const port = await serve((request, response) => {
      seen.push(request.headers.host, request.headers["webhook-id"], request.method);
      response.writeHead(204).end();
    });
    let asked = 0;
    const rebinding = (): Promise<readonly HostAddress[]> => {
      asked += 1;
      return Promise.resolve(asked === 1 ? at("127.0.0.1") : at("127.0.0.2"));
    };
    const sender = new HttpWebhookSender(LOOPBACK, { resolve: rebinding });
    // No resolver of the system knows this name: it can only have been the address that was checked.
    expect(await send(`http://rebinds.invalid:${port}/hook`, sender)).toEqual({ status: 204 });
    expect(asked).toBe(1);
    expect(seen).toEqual([`rebinds.invalid:${port}`, "msg_1", "POST"]);
  });

  it("is refused where the name has moved to the inside since", async () => {
    const sender = new HttpWebhookSender(NOTHING, { resolve: () => Promise.resolve(at("127.0.0.1")) });
    expect(await send("https://out.example/hook", sender)).toEqual({ failure: "refused-address" });
  });

  it("follows no redirect", async () => {
    let asked = 0;
    const port = await serve((_request, response) => {
      asked += 1;
      response.writeHead(302, { Location: "/elsewhere" }).end();
    });
    expect(await send(`http://localhost:${port}/`)).toEqual({ status: 302 });
    expect(asked).toBe(1);
  });

  it("takes the status and no endless body", async () => {
    const port = await serve((_request, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write("x".repeat(10_000)), 1);
      response.once("close", () => clearInterval(more));
    });
    expect(await send(`http://localhost:${port}/`)).toEqual({ status: 200 });
  });

  it("gives up where no answer comes, no name is found, nobody listens or TLS is not spoken", async () => {
    const silent = await serve(() => undefined);
    const hasty = new HttpWebhookSender(LOOPBACK, { resolve, timeoutMs: 100 });
    expect(await send(`http://localhost:${silent}/`, hasty)).toEqual({ failure: "timed-out" });
    const waiting = new HttpWebhookSender(LOOPBACK, { resolve: () => new Promise(() => undefined), timeoutMs: 100 });
    expect(await send("http://localhost/", waiting)).toEqual({ failure: "timed-out" });
    expect(await send("http://127.0.0.1:1/")).toEqual({ failure: "unreachable" });
    expect(await send(`https://localhost:${silent}/`)).toEqual({ failure: "tls" });
  });
});
