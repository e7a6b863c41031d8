// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { openPglite } from "../../adapters/pglite/database.js";
import { type Details, DocumentsUnderTest, WHO } from "../../testing-http/documents-under-test.js";

const MEBIBYTE = 1_048_576;
const PIECE = Buffer.alloc(MEBIBYTE, "a");
const PIECES = 200;

/** What the process may hold more of in memory than before, in bytes: a quarter of the file. */
const GROWTH_MAX = 50 * MEBIBYTE;

/** How many bytes pass between two looks at the memory. */
const LOOK_BYTES = 10 * MEBIBYTE;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

function* file(): Generator<Buffer> {
  yield Buffer.from("%PDF-1.7\n");
  for (let piece = 0; piece < PIECES; piece += 1) yield PIECE;
  yield Buffer.from("\n%%EOF\n");
}

/** What is held in memory, without what is only not collected so far. */
const bytesInUse = (): number => {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

it("a file of 200 MiB passes through, in and out, and is never held in memory", async () => {
  const database = await openPglite();
  const tests = await DocumentsUnderTest.start(database, { bytesMax: 2 * PIECES * MEBIBYTE });
  const headers = {
    Authorization: `Bearer ${await tests.app.token(WHO.officer)}`,
    "Content-Type": "application/pdf",
  };
  const before = bytesInUse();
  let most = 0;
  const watched = async function* (pieces: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let passed = 0;
    for await (const piece of pieces) {
      passed += piece.length;
      if (passed % LOOK_BYTES < piece.length) most = Math.max(most, bytesInUse());
      yield piece;
    }
  };

  const target = { host: "127.0.0.1", port: tests.app.port, headers };
  const stored = await new Promise<string>((resolve, reject) => {
    const sending = request({ ...target, method: "POST", path: tests.addressOf() }, (response) => {
      response.setEncoding("utf8");
      let text = "";
      response.on("data", (piece: string) => (text += piece)).on("end", () => resolve(text));
    });
    pipeline(Readable.from(watched(file()), { highWaterMark: 1 }), sending).catch(reject);
  });
  const document = JSON.parse(stored) as Details & { readonly bytes: number };
  expect(document.bytes).toBeGreaterThan(PIECES * MEBIBYTE);

  const hash = createHash("sha256");
  await new Promise<void>((resolve, reject) => {
    request({ ...target, path: `/v1/documents/${document.id}/content` }, (response) => {
      (async () => {
        for await (const piece of watched(response)) hash.update(piece);
      })().then(resolve, reject);
    }).end();
  });
  expect(hash.digest("hex")).toBe(document.sha256);
  expect(most).toBeGreaterThan(0);
  expect(most - before).toBeLessThan(GROWTH_MAX);
  await tests.stop();
  await database.close();
});
