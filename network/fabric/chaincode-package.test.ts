// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { packageService, tar } from "./chaincode-package.js";

/** Reads an archive back by POSIX.1-1988, section 10.1.1. */
function untar(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let at = 0;
  while (archive[at] !== 0) {
    const header = Buffer.from(archive.subarray(at, at + 512));
    const field = (start: number, length: number): string =>
      header.toString("latin1", start, start + length).replace(/[\0 ]+$/, "");
    const checksum = Number.parseInt(field(148, 8), 8);
    header.fill(" ", 148, 156);
    expect(header.reduce((sum, byte) => sum + byte, 0)).toBe(checksum);
    expect(field(257, 5)).toBe("ustar");
    const size = Number.parseInt(field(124, 12), 8);
    files.set(field(0, 100), archive.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  expect(archive.subarray(at).every((byte) => byte === 0)).toBe(true);
  return files;
}

describe("packageService", () => {
  const tls = { rootCertificate: "root", clientCertificate: "certificate", clientKey: "key" };
  const made = packageService("licet_1.0", "127.0.0.1:9999", tls);

  it("holds the label and the address in Fabric's layout", () => {
    const outer = untar(gunzipSync(made.bytes));
    expect([...outer.keys()]).toEqual(["metadata.json", "code.tar.gz"]);
    expect(JSON.parse(outer.get("metadata.json")!.toString())).toEqual({ type: "ccaas", label: "licet_1.0" });
    const code = untar(gunzipSync(outer.get("code.tar.gz")!));
    expect(JSON.parse(code.get("connection.json")!.toString())).toEqual({
      address: "127.0.0.1:9999",
      dial_timeout: "10s",
      tls_required: true,
      client_auth_required: true,
      root_cert: "root",
      client_cert: "certificate",
      client_key: "key",
    });
  });

  it("knows the id that the peer will give it", () => {
    expect(made.id).toBe(`licet_1.0:${createHash("sha256").update(made.bytes).digest("hex")}`);
  });

  it("is the same for the same label, address and keys, and differs for another address", () => {
    expect(packageService("licet_1.0", "127.0.0.1:9999", tls).id).toBe(made.id);
    expect(packageService("licet_1.0", "127.0.0.1:9998", tls).id).not.toBe(made.id);
  });
});

describe("tar", () => {
  it("fills blocks up, and adds nothing to a full one", () => {
    for (const size of [0, 1, 511, 512, 513]) {
      const archive = tar([{ name: "file", content: Buffer.alloc(size, "x") }]);
      expect(archive.length % 512).toBe(0);
      expect(untar(archive).get("file")).toHaveLength(size);
    }
  });
});
