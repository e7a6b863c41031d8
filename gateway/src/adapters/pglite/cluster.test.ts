// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageFolder } from "../../config/package-folder.js";
import { clusterFile, holdsDatabase, keepCluster, readCluster } from "./cluster.js";
import { openPglite } from "./database.js";

describe("the empty cluster that is kept", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "licet-cluster-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is what a database begins as, on disk and in memory, and nobody else's to read", async () => {
    const file = path.join(folder, "cluster.tar");
    expect(await readCluster(file)).toBeUndefined();
    // Whichever database was opened first has kept it beside the compiled code.
    await (await openPglite()).close();
    const compiled = path.join(packageFolder(), "dist", "adapters", "pglite", path.basename(await clusterFile()));
    await keepCluster(file, (await readCluster(compiled)) ?? new Blob([]));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["cluster.tar"]);

    const home = path.join(folder, "database");
    const cluster = await readCluster(file);
    for (const where of [{}, { dataDir: home }]) {
      const next = await PGlite.create({ ...where, ...(cluster === undefined ? {} : { loadDataDir: cluster }) });
      await next.exec("create table kept (a int)");
      expect((await next.query("select count(*)::int as rows from kept")).rows).toEqual([{ rows: 0 }]);
      await next.close();
    }
    expect(holdsDatabase(home)).toBe(true);
  });

  it("is done without where it cannot be written", async () => {
    const file = path.join(folder, "nowhere", "cluster.tar");
    await keepCluster(file, new Blob(["x"]));
    expect(existsSync(file)).toBe(false);
    // A folder in its place: nothing is left beside it.
    const taken = path.join(folder, "taken");
    mkdirSync(path.join(taken, "in-use"), { recursive: true });
    writeFileSync(path.join(taken, "in-use", "file"), "");
    await keepCluster(path.join(taken, "in-use"), new Blob(["x"]));
    expect(readdirSync(taken)).toEqual(["in-use"]);
  });

  it("takes a folder for a database only where one lies in it", () => {
    expect(holdsDatabase(undefined)).toBe(false);
    expect(holdsDatabase(folder)).toBe(false);
  });
});
