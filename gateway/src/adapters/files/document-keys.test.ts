// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigError } from "../../errors/config-error.js";
import { openDocumentKeys, rotateDocumentKey } from "./document-keys.js";

const GB = "GBAuthorityMSP";
const AE = "AEAuthorityMSP";
const SHA = "ab".repeat(32);
const FILE_KEY = randomBytes(32);

let folder: string;
const fileOf = (organisation: string): string => path.join(folder, `${organisation}.json`);

beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), "licet-keys-")), "document-keys");
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

describe("the keys of organisations' files", () => {
  it("are made once, one file an organisation, for their owner alone", () => {
    const first = openDocumentKeys(folder, [GB, AE]);
    expect(readdirSync(folder).sort()).toEqual([`${AE}.json`, `${GB}.json`]);
    expect(statSync(fileOf(GB)).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const again = openDocumentKeys(folder, [GB, AE]);
    expect(again.currentKeyId(GB)).toBe(first.currentKeyId(GB));
    expect(again.idOf(GB, SHA, "")).toBe(first.idOf(GB, SHA, ""));
  });

  it("give one file another id in each organisation, which its hash does not tell", () => {
    const keys = openDocumentKeys(folder, [GB, AE]);
    expect(keys.idOf(GB, SHA, "")).toMatch(/^[0-9a-f]{40}$/);
    expect(keys.idOf(GB, SHA, "")).not.toBe(keys.idOf(AE, SHA, ""));
    expect(keys.idOf(GB, SHA, "")).not.toBe(keys.idOf(GB, "ac".repeat(32), ""));
    expect(keys.idOf(GB, SHA, "")).not.toBe(keys.idOf(GB, SHA, "GB-EX-0001"));
    expect(SHA).not.toContain(keys.idOf(GB, SHA, ""));
  });

  it("open a file's key for its organisation and its document alone", () => {
    const keys = openDocumentKeys(folder, [GB, AE]);
    const wrapped = keys.wrap(GB, "one", FILE_KEY);
    expect(keys.unwrap(GB, "one", wrapped)).toEqual(FILE_KEY);
    expect(keys.unwrap(GB, "two", wrapped)).toBeUndefined();
    expect(keys.unwrap(AE, "one", wrapped)).toBeUndefined();
    expect(keys.unwrap(GB, "one", { ...wrapped, keyId: keys.currentKeyId(AE) })).toBeUndefined();
    expect(keys.unwrap(GB, "one", { ...wrapped, wrapped: wrapped.wrapped.subarray(1) })).toBeUndefined();
    expect(keys.wrap(GB, "one", FILE_KEY).wrapped).not.toEqual(wrapped.wrapped);
  });

  it("are rotated: what was wrapped before opens still, under ids that stay", () => {
    const before = openDocumentKeys(folder, [GB]);
    const wrapped = before.wrap(GB, "one", FILE_KEY);
    const added = rotateDocumentKey(folder, GB);
    const after = openDocumentKeys(folder, [GB]);
    expect(after.currentKeyId(GB)).toBe(added);
    expect(added).not.toBe(before.currentKeyId(GB));
    expect(after.unwrap(GB, "one", wrapped)).toEqual(FILE_KEY);
    expect(after.wrap(GB, "one", FILE_KEY).keyId).toBe(added);
    expect(after.idOf(GB, SHA, "")).toBe(before.idOf(GB, SHA, ""));
    expect(readdirSync(folder)).toEqual([`${GB}.json`]);
    expect(statSync(fileOf(GB)).mode & 0o777).toBe(0o600);
  });

  it.each<[string, () => void]>([
    ["others may read it", () => chmodSync(fileOf(GB), 0o640)],
    ["it is cut off", () => writeFileSync(fileOf(GB), readFileSync(fileOf(GB), "utf8").slice(0, 40))],
    ["it is another organisation's", () => copyFileSync(fileOf(AE), fileOf(GB))],
    [
      "a key is too short",
      () =>
        writeFileSync(fileOf(GB), readFileSync(fileOf(GB), "utf8").replace(/"naming": "[^"]*"/, '"naming": "YWJj"')),
    ],
  ])("are refused where %s, and never made anew over it", (_what, spoil) => {
    openDocumentKeys(folder, [GB, AE]);
    spoil();
    const spoilt = readFileSync(fileOf(GB));
    expect(() => openDocumentKeys(folder, [GB, AE])).toThrow(ConfigError);
    expect(readFileSync(fileOf(GB))).toEqual(spoilt);
  });

  it("are rotated for nobody unknown", () => {
    openDocumentKeys(folder, [GB]);
    expect(() => rotateDocumentKey(folder, AE)).toThrow(ConfigError);
    expect(() => rotateDocumentKey(folder, "../elsewhere")).toThrow();
    expect(readdirSync(path.dirname(folder))).toEqual(["document-keys"]);
  });
});
