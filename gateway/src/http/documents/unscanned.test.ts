// SPDX-License-Identifier: Apache-2.0
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openPglite } from "../../adapters/pglite/database.js";
import type { SqlDatabase } from "../../database/sql-database.js";
import { DocumentsUnderTest, GOODS, itemsOf, WHO } from "../../testing-http/documents-under-test.js";

let database: SqlDatabase;
let tests: DocumentsUnderTest;
let server: Server | undefined;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
afterEach(async () => {
  await tests.stop();
  await new Promise<void>((resolve) => (server?.listening === true ? server.close(() => resolve()) : resolve()));
});

/** A port on which a scanner does as a test says. */
async function portOf(scanner: (socket: Socket) => void): Promise<number> {
  const listening = createServer((socket) => {
    socket.on("error", () => undefined);
    scanner(socket);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return (listening.address() as AddressInfo).port;
}

describe("a file of which the scanner gives no verdict", () => {
  it.each<[string, (socket: Socket) => void, boolean]>([
    ["closes in the middle", (socket) => socket.once("data", () => socket.destroy()), true],
    ["answers garbage", (socket) => socket.once("data", () => socket.end("stream: OKAY\0")), true],
    ["is not there", () => undefined, false],
  ])("is refused for now and not kept, where it %s", async (_what, scanner, isThere) => {
    const port = await portOf(scanner);
    if (!isThere) await new Promise((resolve) => server?.close(resolve));
    tests = await DocumentsUnderTest.start(database, { clamd: { host: "127.0.0.1", port } });
    expect(await tests.store(WHO.officer)).toMatchObject({
      status: 503,
      body: { code: "DOCUMENT_SCAN_UNAVAILABLE", retryable: true },
    });
    expect(tests.objects()).toEqual([]);
    const listed = await tests.app.send(WHO.officer, `/v1/documents?${new URLSearchParams(GOODS).toString()}`);
    expect(itemsOf(listed)).toEqual([]);
  });
});
