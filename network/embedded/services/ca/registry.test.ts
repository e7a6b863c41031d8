// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Registry, type StoredCertificate, type StoredIdentity } from "./registry.js";

const identity = (id: string, state = 0): StoredIdentity => ({
  id,
  type: "client",
  affiliation: "",
  attributes: [],
  maxEnrollments: -1,
  state,
  wrongSecrets: 0,
});
const certificate: StoredCertificate = {
  id: "a",
  serial: "1",
  aki: "2",
  notAfter: "2030-01-01T00:00:00.000Z",
  reason: 0,
};

describe("the registry of an authority", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "registry-"));
    file = join(folder, "new", "registry.ndjson");
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("keeps the last word on each identity and certificate", () => {
    const registry = new Registry(file);
    registry.write({ identity: identity("a") }, { certificate });
    registry.write({ identity: identity("a", 3) });
    const reopened = new Registry(file);
    expect(reopened.identity("a")?.state).toBe(3);
    expect(reopened.identities()).toHaveLength(1);
    expect(reopened.certificate("1", "2")).toEqual(certificate);
    expect(reopened.certificate("2", "1")).toBeUndefined();
  });

  it("passes over a line that a crash cut short, and writes on after it", () => {
    new Registry(file).write({ identity: identity("a") });
    appendFileSync(file, '{"identity":{"id":"b"');
    const registry = new Registry(file);
    expect(registry.identity("b")).toBeUndefined();
    registry.write({ identity: identity("c") });
    expect(new Registry(file).identities().map(({ id }) => id)).toEqual(["a", "c"]);
  });

  it("refuses a line that is damaged", () => {
    new Registry(file).write({ identity: identity("a") });
    appendFileSync(file, '{"identity":{"id":"b"}}\n');
    expect(() => new Registry(file)).toThrow();
  });

  it("is readable by its owner only", () => {
    new Registry(file).write({ identity: identity("a") });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});
