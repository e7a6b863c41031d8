// SPDX-License-Identifier: Apache-2.0
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { afterEach, describe, expect, it } from "vitest";
import { createLog } from "../operations/log.js";
import { Metrics } from "../operations/metrics.js";
import { MetricsAccess } from "./metrics-access.js";
import { type AppServices, createApp } from "./app.js";

const TOKEN = "a-token-for-prometheus";
const servers: Server[] = [];
const lines: string[] = [];

/** A gateway's interface that listens on all addresses; only what operators ask for is there. */
async function listen(token?: string): Promise<number> {
  const metrics = new Metrics();
  const log = createLog("info", { write: (line) => void lines.push(line) });
  const metricsAccess = new MetricsAccess(token);
  const services = {
    metrics,
    log,
    metricsAccess,
    signIn: {},
    notices: {},
    requestsPerMinute: 100,
    bodyBytesMax: 1_000,
    declarationBytesMax: 1_000,
  };
  const server = createServer(createApp(services as unknown as AppServices));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return (server.address() as AddressInfo).port;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

function ask(port: number, headers: Readonly<Record<string, string>> = {}, host = "127.0.0.1"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request({ host, port, path: "/metrics", headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    call.on("error", reject).end();
  });
}

/** An address of this machine that others can reach. */
function outerAddress(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ internal, family }) => !internal && family === "IPv4")?.address;
}

afterEach(async () => {
  lines.length = 0;
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

describe("metrics without a token", () => {
  it("are shown to who asks from this machine", async () => {
    const { status, body } = await ask(await listen());
    expect(status).toBe(200);
    expect(body).toContain("licet_ledger_queue_length 0");
  });

  it("are not shown through a proxy", async () => {
    const port = await listen();
    for (const header of ["X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"])
      expect((await ask(port, { [header]: "for=192.0.2.1" })).status).toBe(401);
  });

  it.skipIf(outerAddress() === undefined)("are not shown to who asks from elsewhere", async () => {
    const answer = await ask(await listen(), {}, outerAddress());
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.body)).toMatchObject({ code: "UNAUTHENTICATED" });
  });
});

describe("metrics with a token", () => {
  it("are shown to who sends it, from wherever", async () => {
    const port = await listen(TOKEN);
    const headers = { Authorization: `Bearer ${TOKEN}`, "X-Forwarded-For": "192.0.2.1" };
    expect((await ask(port, headers)).status).toBe(200);
  });

  it("are shown to nobody else, from this machine either", async () => {
    const port = await listen(TOKEN);
    for (const value of ["", `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, "Bearer "])
      expect((await ask(port, { Authorization: value })).status).toBe(401);
    expect((await ask(port)).status).toBe(401);
    expect(lines.join()).not.toContain(TOKEN);
  });
});
