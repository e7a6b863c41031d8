// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ClamdScanner } from "@licet/gateway/adapters/clamd/scanner";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ClamdServer, clamdUnavailable, MARKED, SIGNATURE, STREAM_BYTES_MAX } from "./clamd-server.js";

/** How long a reason may be sought that an end can overtake. */
const PATIENCE = { timeout: 60_000 };

describe("files before clamd, with a database of one signature", () => {
  const reason = clamdUnavailable();
  if (reason !== undefined) {
    it("are looked at while they come", (context) => context.skip(reason));
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "licet-clamd-"));
  let clamd: ClamdServer;

  beforeAll(async () => {
    clamd = await ClamdServer.start(folder);
  });
  afterAll(async () => {
    await clamd.stop();
    rmSync(folder, { recursive: true });
  });

  async function scanned(bytes: Buffer, step: number, address = clamd.tcp): Promise<string | undefined> {
    const scan = await new ClamdScanner(address).open();
    for (let at = 0; at < bytes.length; at += step) await scan.write(bytes.subarray(at, at + step));
    return (await scan.finish()).signature;
  }

  const around = (text: string): Buffer =>
    Buffer.concat([Buffer.alloc(70_000, "a"), Buffer.from(text), Buffer.alloc(70_000, "b")]);

  it.each<[string, Buffer, string | undefined]>([
    ["nothing", Buffer.alloc(0), undefined],
    ["a harmless file", around("harmless"), undefined],
    ["a marked file", Buffer.from(MARKED), `${SIGNATURE}.UNOFFICIAL`],
    ["a mark in the middle of one", around(MARKED), `${SIGNATURE}.UNOFFICIAL`],
  ])("%s, in large pieces and in small ones, by port and by socket", async (_what, bytes, found) => {
    expect(await scanned(bytes, 65_536)).toBe(found);
    expect(await scanned(bytes, 1_009, clamd.unix)).toBe(found);
  });

  it("are as large as the daemon takes them, and no larger", async () => {
    expect(await scanned(Buffer.alloc(STREAM_BYTES_MAX, "a"), 65_536)).toBeUndefined();
    // Where its end overtakes its answer, the daemon is unavailable: whoever sends the file again is told the reason.
    await vi.waitFor(async () => {
      const attempt = scanned(Buffer.alloc(8 * STREAM_BYTES_MAX, "a"), 65_536);
      await expect(attempt).rejects.toMatchObject({ name: "MalwareScannerError", fault: "too-large" });
    }, PATIENCE);
  });

  it("may be given up in the middle, and others are looked at all the same", async () => {
    const scan = await new ClamdScanner(clamd.tcp).open();
    await scan.write(Buffer.alloc(1_000));
    scan.abort();
    expect(await scanned(Buffer.from(MARKED), 10)).toBe(`${SIGNATURE}.UNOFFICIAL`);
  });

  it("are not called clean where the daemon dies or is not there", async () => {
    const scan = await new ClamdScanner(clamd.tcp).open();
    await scan.write(Buffer.alloc(1_000));
    await clamd.stop();
    await expect(scan.finish()).rejects.toMatchObject({ name: "MalwareScannerError", fault: "unavailable" });
    await expect(new ClamdScanner(clamd.tcp).open()).rejects.toMatchObject({ fault: "unavailable" });
    await expect(new ClamdScanner({ path: path.join(folder, "none") }).open()).rejects.toMatchObject({
      fault: "unavailable",
    });
  });
});
