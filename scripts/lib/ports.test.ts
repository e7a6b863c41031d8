// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { isListening } from "@licet/network/fabric/wait";
import { PortTakenError, requireFreePorts, waitUntil } from "./ports.js";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function freePort(): Promise<number> {
  const port = await listen();
  const server = servers.pop();
  await new Promise((resolve) => server?.close(resolve));
  return port;
}

describe("requireFreePorts", () => {
  it("names every port that is taken and what it is for", async () => {
    const taken = await listen();
    const free = await freePort();
    const needed = [
      { port: taken, purpose: "gateway" },
      { port: free, purpose: "orderer" },
    ];
    await expect(requireFreePorts(needed)).rejects.toThrow(`${taken} for gateway`);
    await expect(requireFreePorts(needed)).rejects.not.toThrow(`${free} for`);
  });

  it("says nothing where all are free", async () => {
    await expect(requireFreePorts([{ port: await freePort(), purpose: "gateway" }])).resolves.toBeUndefined();
  });
});

describe("waitUntil", () => {
  it("ends as soon as a listener is there", async () => {
    const port = await listen();
    await expect(waitUntil("the listener", 1_000, () => isListening(port))).resolves.toBeUndefined();
  });

  it("says what it waited for when the time is up", async () => {
    const port = await freePort();
    await expect(waitUntil("the listener", 0, () => isListening(port))).rejects.toThrow(
      "the listener is not ready after 0 s",
    );
  });
});

it("names what an earlier start has left behind", () => {
  const taken = [{ port: 7051, purpose: "peer0.gb" }];
  const left = [
    { title: "The gateway", pid: 71 },
    { title: "The chaincode process of GB", pid: 72 },
  ];
  const { message } = new PortTakenError(taken, left);
  expect(message).toContain("The gateway, process 71");
  expect(message).toContain("kill 71 72");
  expect(new PortTakenError(taken).message).not.toContain("left behind");
});
