// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheFolder, FABRIC_PROGRAMS } from "./binaries.js";
import { ensureFabric } from "./download.js";
import { archiveName, platformOf, type ReleaseSource } from "./releases.js";
import { until } from "./wait.js";

const VERSION = "2.5.16";
const PLATFORM = platformOf(process.platform, process.arch) ?? "";
const ARRIVAL_MS_MAX = 5_000;

/** An archive in the form of Fabric's, whose `peer` only tells its version. */
function makeArchive(folder: string): Buffer {
  const files = [
    ...FABRIC_PROGRAMS.map((program) => `bin/${program}`),
    ...["config/core.yaml", "config/orderer.yaml"],
    ...["detect", "build", "release"].map((step) => `builders/ccaas/bin/${step}`),
  ];
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `#!/bin/sh\nprintf 'peer:\\n Version: v${VERSION}\\n'\n`);
    chmodSync(join(folder, file), 0o755);
  }
  spawnSync("tar", ["-czf", "archive.tar.gz", "bin", "config", "builders"], { cwd: folder });
  return readFileSync(join(folder, "archive.tar.gz"));
}

describe.skipIf(PLATFORM === "")("ensureFabric", () => {
  let root: string;
  let environment: NodeJS.ProcessEnv;
  let archive: Buffer;
  let digest: string;
  let server: Server;
  let source: ReleaseSource;
  let ranges: (string | undefined)[];
  /** After how many bytes the server breaks the connection off. */
  let breakAt: number | undefined;

  const arriving = (): string => join(cacheFolder(environment), "downloads", archiveName(VERSION, PLATFORM));

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "licet-download-"));
    environment = { XDG_CACHE_HOME: join(root, "cache"), PATH: process.env["PATH"] };
    delete environment["FABRIC_BIN"];
    archive = makeArchive(join(root, "release"));
    digest = createHash("sha256").update(archive).digest("hex");
    ranges = [];
    breakAt = undefined;
    server = createServer((request, response) => {
      if (request.url === `/described/v${VERSION}`) {
        const assets = [{ name: archiveName(VERSION, PLATFORM), digest: `sha256:${digest}` }];
        response.end(JSON.stringify({ assets }));
        return;
      }
      ranges.push(request.headers.range);
      const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
      const body = archive.subarray(from);
      response.writeHead(from > 0 ? 206 : 200, { "content-length": body.length });
      if (breakAt === undefined) response.end(body);
      else {
        response.write(body.subarray(0, breakAt));
        void until(() => existsSync(arriving()) && statSync(arriving()).size === breakAt, ARRIVAL_MS_MAX).then(() =>
          response.destroy(),
        );
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    source = { downloads: `${address}/archives`, descriptions: `${address}/described` };
  });
  afterEach(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(root, { recursive: true });
  });

  it("downloads the pinned release, checks it, and finds it the next time", async () => {
    const told: string[] = [];
    const found = await ensureFabric("2.5", { environment, source, progress: (sentence) => told.push(sentence) });
    expect(found.version).toBe(VERSION);
    expect(found.programs.peer).toBe(join(cacheFolder(environment), VERSION, "bin", "peer"));
    expect(told.join("\n")).toContain("100 %");
    await ensureFabric("2.5", { environment, source });
    expect(ranges).toHaveLength(1);
    expect(readdirSync(join(cacheFolder(environment), "downloads"))).toEqual([]);
  });

  it("goes on where an interrupted download stopped", async () => {
    breakAt = 100;
    await expect(ensureFabric("2.5", { environment, source })).rejects.toThrow(/could not be downloaded/);
    expect(existsSync(join(cacheFolder(environment), VERSION))).toBe(false);
    breakAt = undefined;
    expect((await ensureFabric("2.5", { environment, source })).version).toBe(VERSION);
    expect(ranges).toEqual([undefined, "bytes=100-"]);
  });

  it("refuses what the publisher does not describe, and keeps nothing of it", async () => {
    digest = "0".repeat(64);
    await expect(ensureFabric("2.5", { environment, source })).rejects.toMatchObject({
      code: "NETWORK_DOWNLOAD_CORRUPT",
    });
    expect(readdirSync(join(cacheFolder(environment), "downloads"))).toEqual([]);
    expect(existsSync(join(cacheFolder(environment), VERSION))).toBe(false);
  });

  it("says what to place where when there is no network", async () => {
    const nowhere = { downloads: "http://127.0.0.1:1", descriptions: "http://127.0.0.1:1" };
    const attempt = ensureFabric("2.5", { environment, source: nowhere });
    await expect(attempt).rejects.toMatchObject({ code: "NETWORK_FABRIC_MISSING" });
    await expect(attempt).rejects.toThrow(/unpack it into .*2\.5\.x[^]*Fabric 2\.5\.16 could not be downloaded/);
  });
});
