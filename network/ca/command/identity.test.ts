// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loadConsortium } from "../../config/consortium.js";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { startEmbedded, type EmbeddedNetwork } from "../../embedded/index.js";
import { parseCertificate } from "@licet/embedded-network/identity/certificate";
import { loadSigningIdentity } from "@licet/embedded-network/identity/signer";
import type { IdentityEntry } from "../../profiles/write-profiles.js";
import { runIdentity } from "./identity.js";

const PORT_BASE = await claimPortBase();

describe("npm run network -- identity", () => {
  const home = mkdtempSync(join(tmpdir(), "licet-identity-"));
  const file = join(home, "consortium.yaml");
  const layout = new OrganisationLayout(join(home, "embedded"), "peer", "org1.example");
  let network: EmbeddedNetwork;

  beforeAll(async () => {
    vi.stubEnv("LICET_HOME", home);
    writeFileSync(
      file,
      `
name: test
channel: test
organisations:
  - { name: Org1, mspId: Org1MSP, domain: org1.example, ca: { port: 7054 }, peers: [{ name: peer0, port: 7051 }],
      users: [{ name: Admin, admin: true }] }
orderer: { name: Orderer, mspId: OrdererMSP, domain: orderer.example, ca: { port: 7055 }, orderers: [{ name: orderer0, port: 7050 }] }
`,
    );
    await start();
  });

  afterAll(async () => {
    await network.stop();
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true, force: true });
  });

  const start = async (): Promise<void> => {
    network = await startEmbedded({ consortium: loadConsortium(file), home, portBase: PORT_BASE, chaincodes: [] });
  };
  const run = async (line: string): Promise<string> => {
    const said: string[] = [];
    const [verb = "", ...rest] = line.split(" ");
    await runIdentity([verb, "--organisation", "Org1", "--consortium", file, ...rest], (text) => said.push(text));
    return said.join("\n");
  };
  const published = (): IdentityEntry | undefined => {
    const list = JSON.parse(readFileSync(join(network.profilesDir, "identities.json"), "utf8")) as IdentityEntry[];
    return list.find(({ name }) => name === "customs7");
  };

  it("registers and enrols; a gateway knows the user, also after a restart of the network", async () => {
    const said = await run("register --id customs7 --attribute licet.role=customs-officer:ecert --attribute note=x");
    const secretFile = join(layout.caServer.secrets, "customs7");
    expect(statSync(secretFile).mode & 0o777).toBe(0o600);
    expect(said).not.toContain(readFileSync(secretFile, "utf8").trim());

    await run("enroll --id customs7");
    const files = layout.user("customs7");
    expect(statSync(files.key).mode & 0o777).toBe(0o600);
    const certificate = parseCertificate(readFileSync(files.certificate, "utf8"));
    expect(certificate.attributes.get("licet.role")).toBe("customs-officer");
    expect(certificate.attributes.has("note")).toBe(false);
    expect(loadSigningIdentity("Org1MSP", files.msp).mspId).toBe("Org1MSP");
    expect(existsSync(join(files.msp, "config.yaml"))).toBe(true);
    expect(published()).toMatchObject({ attributes: { "licet.role": "customs-officer" }, enrolled: true });

    await network.stop();
    await start();
    expect(published()).toMatchObject({ mspId: "Org1MSP", enrolled: true });
  });

  it("re-enrols over the same key, and gets a TLS certificate", async () => {
    const files = layout.user("customs7");
    const [before, key] = [readFileSync(files.certificate, "utf8"), readFileSync(files.key, "utf8")];
    await run("reenroll --id customs7");
    expect(readFileSync(files.certificate, "utf8")).not.toBe(before);
    expect(readFileSync(files.key, "utf8")).toBe(key);
    await run("reenroll --id customs7 --profile tls --host customs.example");
    const tls = parseCertificate(readFileSync(join(files.tls, "server.crt"), "utf8"));
    expect(tls.x509.subjectAltName).toBe("DNS:customs.example");
    expect(parseCertificate(readFileSync(files.certificate, "utf8")).x509.subjectAltName).toBeUndefined();
  });

  it("takes secrets from files and the environment, and writes where it is told", async () => {
    const secret = join(home, "secret");
    const out = join(home, "secret-out");
    writeFileSync(secret, "chosen by us\n");
    await run(`register --id carrier7 --type client --secret-file ${secret} --secret-out ${out}`);
    expect(readFileSync(out, "utf8")).toBe("chosen by us\n");
    const folder = join(home, "carrier7");
    await expect(run(`enroll --id carrier7 --to ${folder}`)).rejects.toMatchObject({
      code: "NETWORK_IDENTITY_MISSING",
    });
    vi.stubEnv("LICET_CA_SECRET", "chosen by us");
    await run(`enroll --id carrier7 --to ${folder}`);
    vi.stubEnv("LICET_CA_SECRET", "");
    expect(parseCertificate(readFileSync(join(folder, "signcerts", "cert.pem"), "utf8")).commonName).toBe("carrier7");
    await expect(run(`list --as ${folder}`)).rejects.toMatchObject({ code: "NETWORK_CA_REFUSED" });
  });

  it("revokes, and writes the list where the MSP has it", async () => {
    expect(await run("revoke --id customs7 --reason cessationofoperation")).toContain("revoked: serial");
    const list = join(layout.msp, "crls", "ca-org1-crl.pem");
    expect(readFileSync(list, "utf8")).toContain("BEGIN X509 CRL");
    await expect(run("reenroll --id customs7")).rejects.toMatchObject({ code: "NETWORK_CA_REFUSED", caCode: 20 });
    const other = join(home, "crl.pem");
    await run(`crl --out ${other}`);
    expect(readFileSync(other, "utf8")).toContain("BEGIN X509 CRL");
  });

  it("lists identities", async () => {
    expect(await run("list")).toMatch(/^customs7 +client +licet.role=customs-officer/m);
    const listed = JSON.parse(await run("list --json")) as { id: string }[];
    expect(listed.map(({ id }) => id)).toContain("peer0.org1.example");
  });

  it("reaches the ordering organisation's authority too", async () => {
    const said: string[] = [];
    const args = ["list", "--organisation", "OrdererMSP", "--consortium", file];
    await runIdentity(args, (text) => said.push(text));
    expect(said.join("\n")).toContain("orderer0.orderer.example");
  });

  it("says what is missing", async () => {
    const usage = { code: "NETWORK_USAGE" };
    await expect(run("revoke --id a --serial 1 --aki 2")).rejects.toMatchObject(usage);
    await expect(run("register")).rejects.toMatchObject(usage);
    await expect(run("register --id a --attribute nonsense")).rejects.toMatchObject(usage);
    await expect(run("dance")).rejects.toMatchObject(usage);
    await expect(runIdentity(["list", "--organisation", "Org9", "--consortium", file])).rejects.toMatchObject(usage);
    await expect(run("register --id a --max-enrollments many")).rejects.toMatchObject(usage);
  });
});
