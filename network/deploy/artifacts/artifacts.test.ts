// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConsortium } from "../../config/consortium.js";
import { defaultConsortiumFile } from "../../config/home.js";
import { generateCrypto } from "../../crypto/generate.js";
import { findFabric, type FabricBinaries, type FabricLine } from "../../fabric/binaries.js";
import { generate, writeGenerated } from "../generate.js";
import { quoted } from "../names.js";
import { chaincodesOf, planDeployment, type DeployedOrganisation } from "../plan.js";
import { templatePackage } from "./chaincode-package.js";
import { channelFiles, deployedConfigtx } from "./files.js";

/** Making certificates for a whole consortium takes seconds. */
const CRYPTO_TIMEOUT_MS = 60_000;
const NETWORKS = [
  ["2.5", "raft"],
  ["3.1", "bft"],
] as const;
const consortium = loadConsortium(defaultConsortiumFile());
const plan = planDeployment(consortium, "2.5", "raft");
const [chaincode] = chaincodesOf(plan);

function installedFabric(line: FabricLine): FabricBinaries | undefined {
  try {
    return findFabric(line);
  } catch {
    return undefined;
  }
}

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "licet-artifacts-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("configtx.yaml", () => {
  it("names every node by its host, and this machine nowhere", () => {
    for (const [line, consensus] of NETWORKS) {
      const text = deployedConfigtx(planDeployment(consortium, line, consensus));
      expect(text).not.toContain("127.0.0.1");
      expect(text).toContain("- orderer0.orderer.licet.example:7050");
      expect(text).toMatch(/Host: peer0\.gb\.licet\.example\n +Port: 7051/);
    }
  });

  for (const [line, consensus] of NETWORKS)
    it.skipIf(!installedFabric(line))(
      `is accepted by Fabric ${line}'s configtxgen with ${consensus} (skipped where it is not installed)`,
      async () => {
        const deployed = planDeployment(consortium, line, consensus);
        writeGenerated(join(folder, "channel"), channelFiles(deployed));
        await generateCrypto(deployed.consortium, folder);
        const block = join(folder, "licet.block");
        const args = ["-profile", "Channel", "-channelID", consortium.channel, "-outputBlock", block];
        const { configtxgen } = findFabric(line).programs;
        execFileSync(configtxgen, [...args, "-configPath", join(folder, "channel")], { stdio: "pipe" });
        expect(readFileSync(block).includes("orderer0.orderer.licet.example")).toBe(true);
      },
      CRYPTO_TIMEOUT_MS,
    );
});

describe("a chaincode's package", () => {
  const { bytes, id } = templatePackage(chaincode!);

  beforeEach(() => {
    writeGenerated(folder, { "package.tar.gz": bytes });
    for (const name of ["package", "source", "output"]) mkdirSync(join(folder, name));
    execFileSync("tar", ["-xzf", "package.tar.gz", "-C", "package"], { cwd: folder });
    execFileSync("tar", ["-xzf", "package/code.tar.gz", "-C", "source"], { cwd: folder });
  });

  it("is named by its label and its content, and holds templates for mutual TLS", () => {
    expect(id).toMatch(/^licet_1\.0:[0-9a-f]{64}$/);
    expect(JSON.parse(readFileSync(join(folder, "package/metadata.json"), "utf8"))).toEqual({
      type: "ccaas",
      label: "licet_1.0",
    });
    expect(JSON.parse(readFileSync(join(folder, "source/connection.json"), "utf8"))).toMatchObject({
      address: "{{.licet.address}}",
      tls_required: true,
      client_auth_required: true,
      client_key: "{{.licet.client_key}}",
    });
  });

  it.skipIf(!installedFabric("2.5"))(
    "is filled in by the builder of Fabric's release (skipped where it is not installed)",
    () => {
      const pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
      const licet = { address: "licet.gb.licet.example:9999", root_cert: pem, client_cert: pem, client_key: pem };
      execFileSync(join(installedFabric("2.5")!.ccaasBuilder, "bin", "build"), ["source", "package", "output"], {
        cwd: folder,
        stdio: "pipe",
        env: { CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG: JSON.stringify({ licet }) },
      });
      expect(JSON.parse(readFileSync(join(folder, "output/connection.json"), "utf8"))).toEqual({
        ...licet,
        dial_timeout: "10s",
        tls_required: true,
        client_auth_required: true,
      });
    },
  );
});

describe("the script that registers", () => {
  const [{ name, slug }] = plan.organisations as [DeployedOrganisation];
  const script = String(generate("compose", plan, name)[`${slug}/register.sh`]);

  it("registers nodes, users with their attributes, and chaincode processes for TLS only", () => {
    expect(script).toContain("register ca https://ca.gb.licet.example:7054 peer0.gb.licet.example --id.type peer");
    expect(script).toMatch(/register ca \S+ customs1 --id\.type client --id\.attrs \S*licet\.office=GB000051:ecert/);
    expect(script).toContain("register tlsca https://tlsca.gb.licet.example:7054 licet.gb.licet.example");
    expect(script).not.toContain("register ca https://ca.gb.licet.example:7054 licet.gb.licet.example");
  });

  it("is a script that a shell reads", () => {
    expect(() => execFileSync("sh", ["-n"], { input: script, stdio: "pipe" })).not.toThrow();
  });
});

describe("quoted", () => {
  it("leaves harmless words and closes everything else in", () => {
    expect(quoted("licet.role=carrier:ecert")).toBe("licet.role=carrier:ecert");
    const odd = `a'b $(c) "d"`;
    expect(execFileSync("sh", ["-c", `printf %s ${quoted(odd)}`], { encoding: "utf8" })).toBe(odd);
  });
});
