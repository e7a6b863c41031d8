// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from "node:child_process";
import { createHash, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Pkcs11Config, readConfig } from "@licet/gateway/config/config";
import { FabricGatewayLedger } from "@licet/gateway/adapters/fabric-gateway/client";
import type { LedgerIdentity } from "@licet/gateway/ports/ledger";
import { readProfiles } from "@licet/gateway/adapters/files/profiles";
import { createLog } from "@licet/gateway/operations/log";
import { startGateway } from "@licet/gateway/server";
import { parseConsortium } from "@licet/network/config/consortium";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { type EmbeddedNetwork, startEmbedded } from "@licet/network/start-embedded";
import type { IdentityEntry } from "@licet/network/profiles/write-profiles";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const PORT_BASE = await claimPortBase();
const PIN = "24680";
const LABEL = "licet";
const SIGNATURES_AT_ONCE = 20;
const LIBRARIES = [
  "/usr/lib/softhsm/libsofthsm2.so",
  "/usr/lib64/softhsm/libsofthsm2.so",
  "/opt/homebrew/lib/softhsm/libsofthsm2.so",
];

const library = LIBRARIES.find((file) => existsSync(file));
const { cache, resolve: find } = createRequire(import.meta.url);

/** Modules of pkcs11js that this process has loaded. */
const loaded = (): string[] => Object.keys(cache).filter((file) => file.includes("pkcs11js"));

const CONSORTIUM = parseConsortium(`
name: test
channel: test
organisations:
  - { name: Org1, mspId: Org1MSP, domain: org1.example, peers: [{ name: peer0, port: 7051 }],
      users: [{ name: User1 }, { name: Admin, admin: true }] }
orderer: { name: Orderer, mspId: OrdererMSP, domain: orderer.example, orderers: [{ name: orderer0, port: 7050 }] }
`);

/** Why keys in a module cannot be tried here. */
function unavailable(): string | undefined {
  if (library === undefined) return "no SoftHSM2 library; install the package softhsm2";
  const built = join(find("pkcs11js"), "..", "build", "Release", "pkcs11.node");
  return existsSync(built) ? undefined : "pkcs11js is not built; npm rebuild pkcs11js --ignore-scripts=false";
}

describe("keys in a hardware security module", () => {
  const home = mkdtempSync(join(tmpdir(), "licet-hsm-"));
  const reason = unavailable();
  const pinFile = join(home, "pin");
  let network: EmbeddedNetwork;
  let identity: LedgerIdentity;
  let config: Pkcs11Config;

  beforeAll(async () => {
    network = await startEmbedded({ consortium: CONSORTIUM, home, portBase: PORT_BASE, chaincodes: [] });
    writeFileSync(pinFile, `${PIN}\n`, { mode: 0o600 });
    config = { library: library ?? "", label: LABEL, pinFile, keyId: undefined };
    if (reason === undefined) makeToken();
    moveKeyIntoToken();
    identity = readProfiles(network.profilesDir).identities.get("User1@Org1MSP")!;
  });

  afterAll(async () => {
    await network.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const on = (title: string, test: () => Promise<void>): void =>
    it(title, async (context) => {
      if (reason !== undefined) return context.skip(reason);
      await test();
    });

  function makeToken(): void {
    mkdirSync(join(home, "tokens"));
    writeFileSync(join(home, "softhsm2.conf"), `directories.tokendir = ${join(home, "tokens")}\n`);
    process.env["SOFTHSM2_CONF"] = join(home, "softhsm2.conf");
    softhsm("--init-token", "--free", "--label", LABEL, "--so-pin", "13579", "--pin", PIN);
  }

  function softhsm(...args: readonly string[]): void {
    execFileSync("softhsm2-util", args, { stdio: "pipe" });
  }

  /** From here on User1's key is in the token only. */
  function moveKeyIntoToken(): void {
    const list = join(network.profilesDir, "identities.json");
    const entries = JSON.parse(readFileSync(list, "utf8")) as IdentityEntry[];
    const { keyPath, certificatePath } = entries.find(({ name }) => name === "User1")!;
    const keyFile = resolve(network.profilesDir, keyPath);
    const id = keyIdOf(readFileSync(resolve(network.profilesDir, certificatePath), "utf8"));
    if (reason === undefined)
      softhsm("--import", keyFile, "--token", LABEL, "--label", "User1", "--id", id, "--pin", PIN);
    rmSync(keyFile);
    const without = entries.map(({ keyPath, ...entry }) => (entry.name === "User1" ? entry : { ...entry, keyPath }));
    writeFileSync(list, JSON.stringify(without));
  }

  const height = (ledger: FabricGatewayLedger, by: LedgerIdentity): Promise<Uint8Array> =>
    ledger.evaluate({ identity: by, transaction: "GetChainInfo", arguments: ["test"], chaincode: "qscc" });

  const gateway = (environment: Record<string, string>): ReturnType<typeof startGateway> => {
    const places = { PORT: "0", LICET_PROFILES: network.profilesDir, LICET_GATEWAY_HOME: join(home, "gateway") };
    return startGateway(readConfig({ ...places, CHANNEL_NAME: "test", ...environment }), { log: createLog("silent") });
  };

  // The first in this process, so that nothing else has loaded it.
  it("load nothing where every key is a file", async () => {
    const profiles = readProfiles(network.profilesDir);
    const ledger = new FabricGatewayLedger(profiles, { channelName: "test", chaincodeName: "none" });
    expect((await height(ledger, profiles.identities.get("Admin@Org1MSP")!)).length).toBeGreaterThan(0);
    await ledger.close();
    expect(loaded()).toEqual([]);
  });

  it("are asked for where one is no file", async () => {
    await expect(gateway({})).rejects.toThrow("User1@Org1MSP has no keyPath");
    expect(loaded()).toEqual([]);
  });

  on("sign transactions, many at once", async () => {
    const { Hsm } = await import("@licet/gateway/adapters/fabric-gateway/hsm");
    const profiles = readProfiles(network.profilesDir);
    const hsm = Hsm.open(config, profiles.identities.values());
    const ledger = new FabricGatewayLedger(profiles, { channelName: "test", chaincodeName: "none", hsm });
    const answers = await Promise.all(Array.from({ length: SIGNATURES_AT_ONCE }, () => height(ledger, identity)));
    expect(answers.every(({ length }) => length > 0)).toBe(true);
    await ledger.close();
    expect(loaded()).not.toEqual([]);
  });

  on("serve a gateway by its settings", async () => {
    const settings = { LICET_PKCS11_LIBRARY: library!, LICET_PKCS11_LABEL: LABEL, LICET_PKCS11_PIN_FILE: pinFile };
    const running = await gateway(settings);
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200);
    await running.stop();
    await expect(gateway({ ...settings, LEDGER_CLIENT: "fabric-network" })).rejects.toThrow(
      "LEDGER_CLIENT=fabric-gateway",
    );
  });

  on("are missed with a sentence that says what to do", async () => {
    const { Hsm } = await import("@licet/gateway/adapters/fabric-gateway/hsm");
    const open = (changes: Partial<Pkcs11Config>): unknown => Hsm.open({ ...config, ...changes }, [identity]);
    const wrong = join(home, "wrong-pin");
    writeFileSync(wrong, "11111\n");
    expect(() => open({ library: "/nowhere/libpkcs11.so" })).toThrow("correct LICET_PKCS11_LIBRARY");
    expect(() => open({ library: "/etc/hostname" })).toThrow("cannot be loaded");
    expect(() => open({ label: "other" })).toThrow("There is no token other");
    expect(() => open({ pinFile: wrong })).toThrow("refuses the PIN");
    expect(() => open({ pinFile: join(home, "none") })).toThrow("LICET_PKCS11_PIN_FILE");
    expect(() => open({ keyId: "00ff" })).toThrow("holds no key 00ff");
  });
});

/** SHA-256 over the certificate's public point, as Fabric's tools name keys. */
function keyIdOf(certificate: string): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(spki.subarray(-65)).digest("hex");
}
