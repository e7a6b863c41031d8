// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { openDocumentKeys, rotateDocumentKey } from "../../adapters/files/document-keys.js";
import { ConfigError } from "../../errors/config-error.js";
import { describeDatabases } from "../../testing/databases.js";
import { requireSameKeys } from "./key-check.js";

const GB = "GBAuthorityMSP";
const PK = "PKAuthorityMSP";

describeDatabases("gateways of one database", (open) => {
  let database: Awaited<ReturnType<typeof open>>;
  let folder = "";
  const home = (name: string): string => path.join(folder, name);
  const start = (name: string, ...organisations: string[]): Promise<void> =>
    requireSameKeys(database, openDocumentKeys(home(name), organisations));

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "licet-keys-"));
    await database.asOwner((db) => db.deleteFrom("kept.key_check").execute());
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("start with the keys that the first of them has, and one after the other", async () => {
    await start("one", GB);
    await start("one", GB);
    cpSync(home("one"), home("copy"), { recursive: true });
    await start("copy", GB);
  });

  it("do not start with keys of their own, and are told what to do", async () => {
    await start("one", GB);
    await expect(start("two", GB)).rejects.toThrow(ConfigError);
    await expect(start("two", GB)).rejects.toThrow(/GBAuthorityMSP .* copy it from the gateway that has it/);
    await start("one", GB);
  });

  it("may serve different organisations with keys that lie apart", async () => {
    await start("one", GB);
    await start("two", PK);
    await expect(start("two", PK, GB)).rejects.toThrow(GB);
  });

  it("take a new key from the folder that they share, and refuse a copy that lacks it", async () => {
    await start("one", GB);
    cpSync(home("one"), home("copy"), { recursive: true });
    const keyId = rotateDocumentKey(home("one"), GB);
    await start("one", GB);
    await expect(start("copy", GB)).rejects.toThrow(keyId);
    cpSync(home("one"), home("copy"), { recursive: true });
    await start("copy", GB);
  });
});
