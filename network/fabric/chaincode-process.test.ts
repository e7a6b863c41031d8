// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chaincodeAt, chaincodeProcess } from "./chaincode-process.js";

describe("chaincodeAt", () => {
  let folder: string;

  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "licet-chaincode-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it("runs a file with Node", () => {
    const file = join(folder, "start.js");
    writeFileSync(file, "");
    expect(chaincodeAt("cc", file)).toEqual({ name: "cc", command: [process.execPath, file], cwd: folder });
  });

  it("serves a package with the fabric-shim that it depends on", () => {
    const shim = join(folder, "node_modules", "fabric-shim");
    mkdirSync(shim, { recursive: true });
    writeFileSync(join(shim, "package.json"), "{}");
    writeFileSync(join(folder, "package.json"), "{}");
    const source = chaincodeAt("cc", folder);
    expect(source.command.slice(1)).toEqual([
      ...[join(shim, "cli.js"), "server"],
      ...["--chaincode-address", "{address}", "--chaincode-id", "{id}"],
      ...["--chaincode-tls-key-file", "{tlsKey}", "--chaincode-tls-cert-file", "{tlsCertificate}"],
      ...["--chaincode-tls-client-cacert-file", "{tlsCa}"],
    ]);
    expect(source.cwd).toBe(folder);
  });

  it("refuses a package without fabric-shim, and a path where nothing is", () => {
    writeFileSync(join(folder, "package.json"), "{}");
    expect(() => chaincodeAt("cc", folder)).toThrow(/has no fabric-shim/);
    expect(() => chaincodeAt("cc", join(folder, "none"))).toThrow(/is not at/);
  });
});

describe("chaincodeProcess", () => {
  const source = {
    name: "cc",
    command: ["run", "{id}", "{address}", "{mspId}", "{tlsKey}", "{tlsCertificate}", "{tlsCa}"],
    cwd: "/honest",
    organisations: { BetaMSP: { command: ["other"], cwd: "/other", environment: { TAMPER: "1" } } },
  } as const;

  const service = {
    id: "cc_1:ab",
    address: "127.0.0.1:9",
    tls: { ca: "/tls/ca.crt", serverCertificate: "/tls/server.crt", serverKey: "/tls/server.key" },
  };

  it("fills in id, address, organisation and TLS files, in the arguments and in the environment", () => {
    const spec = chaincodeProcess(source, { ...service, mspId: "AlphaMSP" });
    expect(spec).toMatchObject({ name: "chaincode-cc_1-AlphaMSP", command: "run", cwd: "/honest" });
    expect(spec.args).toEqual([
      ...["cc_1:ab", "127.0.0.1:9", "AlphaMSP"],
      ...["/tls/server.key", "/tls/server.crt", "/tls/ca.crt"],
    ]);
    expect(spec.environment).toMatchObject({
      CORE_PEER_LOCALMSPID: "AlphaMSP",
      CHAINCODE_ID: "cc_1:ab",
      CHAINCODE_SERVER_ADDRESS: "127.0.0.1:9",
      CHAINCODE_TLS_KEY: "/tls/server.key",
      CHAINCODE_TLS_CERT: "/tls/server.crt",
      CHAINCODE_CLIENT_CA_CERT: "/tls/ca.crt",
    });
  });

  it("runs another program for an organisation that has its own", () => {
    const spec = chaincodeProcess(source, { ...service, mspId: "BetaMSP" });
    expect(spec).toMatchObject({ command: "other", args: [], cwd: "/other" });
    expect(spec.environment["TAMPER"]).toBe("1");
  });
});
