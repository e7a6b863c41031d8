// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ClamdScanner } from "./scanner.js";

const LIMITS = { silenceMs: 200, verdictMs: 600 };
const FILE = Buffer.alloc(3_000_000, "a");

const servers: Server[] = [];
const sockets: Socket[] = [];
const timers: NodeJS.Timeout[] = [];
afterEach(async () => {
  for (const timer of timers.splice(0)) clearInterval(timer);
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A scanner of a daemon that does as a test says with whoever connects. */
async function scannerOf(daemon: (socket: Socket) => void): Promise<ClamdScanner> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    daemon(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return new ClamdScanner({ host: "127.0.0.1", port: (server.address() as AddressInfo).port }, LIMITS);
}

/** Has a file looked at. */
async function scanned(scanner: ClamdScanner): Promise<unknown> {
  const scan = await scanner.open();
  try {
    await scan.write(FILE);
    return await scan.finish();
  } finally {
    scan.abort();
  }
}

const saying = (answer: string) => (socket: Socket) => {
  let bytes = 0;
  socket.on("data", (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > FILE.length) socket.end(answer);
  });
};

/** Says a little, again and again, once so much of the file has come. */
const tricklingBehind = (bytesMin: number) => (socket: Socket) => {
  let bytes = 0;
  socket.on("data", (piece: Buffer) => {
    if (bytes <= bytesMin && bytes + piece.length > bytesMin)
      timers.push(setInterval(() => socket.write("a"), LIMITS.silenceMs / 4));
    bytes += piece.length;
  });
};

describe("a daemon that gives no verdict", () => {
  it.each<[string, (socket: Socket) => void, string]>([
    ["takes nothing and says nothing", (socket) => socket.pause(), "unavailable"],
    ["takes everything and says nothing", (socket) => socket.resume(), "unavailable"],
    ["says a little again and again while the file comes", tricklingBehind(0), "unavailable"],
    ["closes at once", (socket) => socket.destroy(), "unavailable"],
    ["closes in the middle of the file", (socket) => socket.once("data", () => socket.destroy()), "unavailable"],
    ["closes without a word at the end", saying(""), "unavailable"],
    ["answers garbage", saying("\u0001\u0002stream: OKAY\0"), "unavailable"],
    ["answers that another one is clean", saying("stream: evil OK\0"), "unavailable"],
    ["answers more than an answer has", saying("stream: OK ".repeat(1_000)), "unavailable"],
    ["answers that it failed", saying("INSTREAM: read error ERROR\0"), "unavailable"],
    ["takes no file so large", saying("INSTREAM size limit exceeded. ERROR\0"), "too-large"],
  ])("calls nothing clean, and keeps nobody waiting: it %s", async (_what, daemon, fault) => {
    await expect(scanned(await scannerOf(daemon))).rejects.toMatchObject({ fault });
  });

  it("is waited for no longer than its verdict may take, though it says a little again and again", async () => {
    const scanner = await scannerOf(tricklingBehind(FILE.length));
    await expect(scanned(scanner)).rejects.toThrow("its verdict does not come");
  });

  it("is not there", async () => {
    const scanner = await scannerOf(() => undefined);
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    await expect(scanned(scanner)).rejects.toMatchObject({ fault: "unavailable" });
  });
});

describe("a daemon that gives one", () => {
  it.each([
    ["stream: OK\0", undefined],
    ["stream: Eicar-Test-Signature FOUND\0", "Eicar-Test-Signature"],
  ])("is believed: %j", async (answer, signature) => {
    await expect(scanned(await scannerOf(saying(answer)))).resolves.toEqual({ signature });
  });
});
