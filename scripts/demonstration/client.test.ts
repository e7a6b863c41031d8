// SPDX-License-Identifier: Apache-2.0
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { GatewayClient } from "./client.js";
import type { Peers } from "./peers.js";

const NO_PEERS = { reach: () => Promise.resolve() } as unknown as Peers;

describe("the demonstration's client", () => {
  let server: Server | undefined;

  afterEach(() => server?.close());

  async function clientOf(answers: readonly { readonly status: number; readonly code?: string }[]): Promise<{
    readonly client: GatewayClient;
    readonly keys: (string | string[] | undefined)[];
  }> {
    const keys: (string | string[] | undefined)[] = [];
    const listening = createServer((request: IncomingMessage, response) => {
      const { status, code } = answers[Math.min(keys.length, answers.length - 1)] ?? { status: 500 };
      keys.push(request.headers["idempotency-key"]);
      response.writeHead(status, { "Content-Type": "application/json", "Retry-After": "0" });
      response.end(JSON.stringify(code === undefined ? {} : { code }));
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    return { client: new GatewayClient(address, () => Promise.resolve("token"), NO_PEERS, []), keys };
  }

  it("sends the same request again while the gateway is too busy for it", async () => {
    const busy = { status: 503, code: "OVERLOADED" };
    const { client, keys } = await clientOf([busy, busy, { status: 201 }]);
    expect(await client.post("gbCustoms", "/v1/somewhere", "{}", "application/json")).toMatchObject({ status: 201 });
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it("takes every other refusal as the answer", async () => {
    const { client, keys } = await clientOf([{ status: 503, code: "LEDGER_UNAVAILABLE" }, { status: 201 }]);
    expect(await client.post("gbCustoms", "/v1/somewhere", "{}", "application/json")).toMatchObject({ status: 503 });
    expect(keys).toHaveLength(1);
  });
});
