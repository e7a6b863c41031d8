// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheFolder, FABRIC_PROGRAMS, findFabric } from "./binaries.js";

describe("findFabric", () => {
  let root: string;
  let environment: NodeJS.ProcessEnv;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "licet-binaries-"));
    environment = { XDG_CACHE_HOME: join(root, "cache"), PATH: "" };
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** A folder in the form of Fabric's release archive, whose `peer` only tells its version. */
  function placeRelease(folder: string, version: string): string {
    const files = [
      ...FABRIC_PROGRAMS.map((program) => `bin/${program}`),
      ...["config/core.yaml", "config/orderer.yaml"],
      ...["detect", "build", "release"].map((step) => `builders/ccaas/bin/${step}`),
    ];
    for (const file of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `#!/bin/sh\nprintf 'peer:\\n Version: v${version}\\n'\n`);
      chmodSync(join(folder, file), 0o755);
    }
    return join(folder, "bin");
  }

  it("takes the newest patch version of the cache", () => {
    for (const version of ["2.5.9", "2.5.16", "3.1.5"]) placeRelease(join(cacheFolder(environment), version), version);
    const found = findFabric("2.5", environment);
    expect(found.version).toBe("2.5.16");
    expect(found.programs.osnadmin).toBe(join(cacheFolder(environment), "2.5.16", "bin", "osnadmin"));
    expect(findFabric("2.5.9", environment).version).toBe("2.5.9");
  });

  it("prefers FABRIC_BIN to the cache, and the cache to PATH", () => {
    const onPath = placeRelease(join(root, "path"), "2.5.1");
    expect(findFabric("2.5", { ...environment, PATH: onPath }).version).toBe("2.5.1");
    placeRelease(join(cacheFolder(environment), "2.5.2"), "2.5.2");
    expect(findFabric("2.5", { ...environment, PATH: onPath }).version).toBe("2.5.2");
    const named = placeRelease(join(root, "named"), "2.5.3");
    expect(findFabric("2.5", { ...environment, PATH: onPath, FABRIC_BIN: named }).version).toBe("2.5.3");
  });

  it("says what was looked at and what to place where", () => {
    const named = placeRelease(join(root, "named"), "3.1.5");
    rmSync(join(placeRelease(join(cacheFolder(environment), "2.5.7"), "2.5.7"), "osnadmin"));
    const attempt = (): unknown => findFabric("2.5", { ...environment, FABRIC_BIN: named });
    expect(attempt).toThrow(expect.objectContaining({ code: "NETWORK_FABRIC_MISSING" }));
    expect(attempt).toThrow(/FABRIC_BIN .*holds Fabric 3\.1\.5/);
    expect(attempt).toThrow(/2\.5\.7: no osnadmin there/);
    expect(attempt).toThrow(`unpack it into ${join(cacheFolder(environment), "2.5.x")}`);
  });

  it("refuses a version that it does not know", () => {
    expect(() => findFabric("1.4", environment)).toThrow(expect.objectContaining({ code: "NETWORK_USAGE" }));
  });
});
