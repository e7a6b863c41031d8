// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runIdentity } from "../ca/command/identity.js";
import { loadConsortium } from "../config/consortium.js";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { generateCrypto } from "../crypto/generate.js";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { startEmbedded } from "../start-embedded.js";
import { runCertificates } from "./command.js";
import { certificateInventory } from "./inventory.js";

const PORT_BASE = await claimPortBase();
const DAY_MS = 86_400_000;
/** Days for which a leaf certificate is issued. */
const LEAF_DAYS = 1_825;
const ENROLLED_DAYS = 365;

describe("npm run network -- certificates", () => {
  const home = mkdtempSync(join(tmpdir(), "licet-certificates-"));
  const file = join(home, "consortium.yaml");
  const directory = join(home, "embedded");
  const layout = new OrganisationLayout(directory, "peer", "org1.example");

  beforeEach(() => {
    vi.stubEnv("LICET_HOME", home);
    writeFileSync(
      file,
      `
name: test
channel: test
organisations:
  - { name: Org1, mspId: Org1MSP, domain: org1.example, ca: { port: 7054 }, peers: [{ name: peer0, port: 7051 }],
      users: [{ name: Admin, admin: true }] }
orderer: { name: Orderer, mspId: OrdererMSP, domain: orderer.example, orderers: [{ name: orderer0, port: 7050 }] }
`,
    );
  });

  afterEach(() => {
    vi.useRealTimers();
    rmSync(directory, { recursive: true, force: true });
  });

  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(home, { recursive: true, force: true });
  });

  /** Lets everything be issued so many days ago. */
  const issuedBefore = (days: number): void => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - days * DAY_MS });
  };
  const run = async (...args: readonly string[]): Promise<string> => {
    const said: string[] = [];
    await runCertificates(args, (line) => said.push(line));
    return said.join("\n");
  };

  it("lists originals with the days they have left, the next to expire first", async () => {
    await generateCrypto(loadConsortium(file), directory);
    const entries = certificateInventory(home);
    // Four authorities; peer, administrator, ordering node and its administrator, each for signing and TLS; the authority's server.
    expect(entries).toHaveLength(13);
    expect(entries.map(({ daysLeft }) => daysLeft)).toEqual(
      entries.map(({ daysLeft }) => daysLeft).sort((a, b) => a - b),
    );
    expect(entries.filter(({ kind }) => kind === "authority")).toHaveLength(4);
    expect(
      entries.find(({ kind, commonName }) => kind === "identity" && commonName === "peer0.org1.example"),
    ).toMatchObject({
      network: "embedded",
      daysLeft: LEAF_DAYS - 1,
    });
    expect(entries.filter(({ kind, commonName }) => kind === "tls" && commonName === "ca.org1.example")).toHaveLength(
      1,
    );
    expect((await run()).split("\n")).toHaveLength(13);
  });

  it("fails while one has less than the days left, or has expired", async () => {
    issuedBefore(LEAF_DAYS - 20);
    await generateCrypto(loadConsortium(file), directory);
    vi.useRealTimers();
    await expect(run()).rejects.toMatchObject({
      code: "NETWORK_CERTIFICATE_EXPIRY",
      message: expect.stringContaining("9 of 13") as string,
    });
    await expect(run("list", "--warn-days", "10")).resolves.toContain("19 days");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 30 * DAY_MS });
    await expect(run("--warn-days", "0")).rejects.toMatchObject({ code: "NETWORK_CERTIFICATE_EXPIRY" });
  });

  it("renews what is due over the same keys", async () => {
    issuedBefore(LEAF_DAYS - 20);
    await generateCrypto(loadConsortium(file), directory);
    vi.useRealTimers();
    const key = readFileSync(layout.node("peer0").key, "utf8");
    expect(await run("renew", "--consortium", file, "--within", "10")).toContain("0 renewed, 13 kept");
    expect(await run("renew", "--consortium", file)).toContain("9 renewed, 4 kept");
    expect(readFileSync(layout.node("peer0").key, "utf8")).toBe(key);
    await expect(run()).resolves.toContain("peer0.org1.example");
  });

  it("re-enrols who has enrolled", async () => {
    const options = { consortium: loadConsortium(file), home, portBase: PORT_BASE, chaincodes: [] };
    const network = await startEmbedded(options);
    try {
      const at = ["--organisation", "Org1", "--consortium", file];
      await runIdentity(["register", ...at, "--id", "user7"], () => undefined);
      await runIdentity(["enroll", ...at, "--id", "user7"], () => undefined);
      const before = readFileSync(layout.user("user7").certificate, "utf8");
      expect(await run("renew", "--consortium", file)).not.toContain("user7");
      expect(await run("renew", "--consortium", file, "--within", String(ENROLLED_DAYS + 1))).toContain(
        "user7@org1.example",
      );
      expect(readFileSync(layout.user("user7").certificate, "utf8")).not.toBe(before);
      await runIdentity(["revoke", ...at, "--id", "user7"], () => undefined);
      const said = await run("renew", "--consortium", file, "--within", String(ENROLLED_DAYS + 1));
      expect(said).toMatch(/user7@org1.example not renewed: .*revoked/);
      expect(said).toContain("admin of Org1 enrolled again");
    } finally {
      await network.stop();
    }
  });

  it("says what it does not understand", async () => {
    await expect(run("dance")).rejects.toMatchObject({ code: "NETWORK_USAGE" });
    await generateCrypto(loadConsortium(file), directory);
    await expect(run("renew")).rejects.toMatchObject({ code: "NETWORK_CHANGED" });
    await expect(run("--warn-days", "soon")).rejects.toMatchObject({ code: "NETWORK_USAGE" });
  });
});
