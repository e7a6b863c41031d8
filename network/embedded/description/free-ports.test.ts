// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from "node:net";
import { describe, expect, it } from "vitest";
import { claimPortBase } from "./free-ports.js";

function occupied(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

describe("claimPortBase", () => {
  it("gives each caller a block of its own, in which ports are free", async () => {
    const [one, other] = [await claimPortBase(), await claimPortBase()];
    expect(other).not.toBe(one);
    for (const port of [one + 50, one + 998, one + 2_000, other + 50]) (await occupied(port)).close();
  });

  it("leaves out a block in which something listens", async () => {
    const first = await claimPortBase();
    const server = await occupied(first + 1_051);
    const second = await claimPortBase();
    server.close();
    expect(second).not.toBe(first + 1_000);
  });

  it("keeps a block from other processes", async () => {
    const base = await claimPortBase();
    await expect(occupied(base + 999)).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
