// SPDX-License-Identifier: Apache-2.0
import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { listen } from "../listener.js";
import { PIPELINED_MAX } from "./connections.js";

/** How long a client may be silent here: long enough that a busy machine does not take work for silence. */
const SILENCE_MS = 300;
const CLIENTS = 50;
const LARGE_BYTES = 4 * 1_048_576;

let server: Server;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

async function serve(app: RequestListener, perAddress = 10_000): Promise<void> {
  const bounds = { connectionsPerAddress: perAddress, silenceMs: SILENCE_MS };
  server = await listen(app, { port: 0, host: "127.0.0.1", tls: undefined, ...bounds });
}

/** A client that sends a text, and reads what comes unless it is told not to. */
async function client(
  text: string,
  reads = true,
): Promise<{ closed: Promise<unknown>; socket: Socket; read(): string }> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1" });
  sockets.push(socket);
  socket.on("error", () => undefined);
  let read = "";
  if (reads) socket.on("data", (chunk) => (read += chunk.toString("latin1")));
  const closed = once(socket, "close");
  await once(socket, "connect");
  socket.write(text);
  return { closed, socket, read: () => read };
}

const WHOLE = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

describe("clients that hold a connection up", () => {
  it.each([
    ["send nothing", ""],
    ["send half of their headers", "GET / HTTP/1.1\r\nHost: h"],
    ["announce a body that never comes", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf"],
  ])("are let go of where they %s", async (_, text) => {
    await serve((request, response) => request.resume().once("end", () => response.end("done")));
    const clients = await Promise.all(Array.from({ length: CLIENTS }, () => client(text)));
    await Promise.all(clients.map(({ closed }) => closed));
    const other = await client(WHOLE.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    await other.closed;
    expect(other.read()).toContain("done");
  });

  it("are let go of where they do not read what they asked for", async () => {
    const large = Buffer.alloc(LARGE_BYTES);
    let ended = 0;
    await serve((_request, response) => {
      response.once("close", () => (ended += 1));
      response.end(large);
    });
    for (let count = 0; count < CLIENTS; count += 1) await client(WHOLE, false);
    while (ended < CLIENTS) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ended).toBe(CLIENTS);
  });

  it("are let go of where they ask again and again without waiting", async () => {
    let asked = 0;
    await serve(() => (asked += 1));
    const { closed } = await client(WHOLE.repeat(1_000), false);
    await closed;
    expect(asked).toBe(PIPELINED_MAX);
  });
});

describe("clients that wait for us", () => {
  it("are left alone, however long we take", async () => {
    await serve((_request, response) => void setTimeout(() => response.end("done"), 4 * SILENCE_MS));
    const waiting = await client(WHOLE.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    await waiting.closed;
    expect(waiting.read()).toContain("done");
  });
});

describe("more connections than an address may have", () => {
  it("are refused with words, and taken again once others have closed", async () => {
    await serve((_request, response) => response.end("done"), 2);
    const first = await client("");
    await client("");
    const third = await client("");
    await third.closed;
    expect(third.read()).toContain("TOO_MANY_CONNECTIONS");
    expect(third.read()).toContain("503");
    first.socket.destroy();
    await first.closed;
    let answered = "";
    while (!answered.includes("done")) {
      const next = await client(WHOLE.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
      await next.closed;
      answered = next.read();
    }
  });
});
