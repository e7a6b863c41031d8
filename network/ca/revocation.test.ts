// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, credentials } from "@grpc/grpc-js";
import { connect, signers } from "@hyperledger/fabric-gateway";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CaClient } from "./client/ca-client.js";
import type { CaIdentity } from "@licet/embedded-network/ca/token";
import { parseConsortium } from "../config/consortium.js";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { startEmbedded, type EmbeddedNetwork } from "../start-embedded.js";

const PORT_BASE = await claimPortBase();
const CONSORTIUM = parseConsortium(`
name: test
channel: test
organisations:
  - { name: Org1, mspId: Org1MSP, domain: org1.example, ca: { port: 7054 }, peers: [{ name: peer0, port: 7051 }],
      users: [{ name: User1 }, { name: Admin, admin: true }] }
orderer: { name: Orderer, mspId: OrdererMSP, domain: orderer.example, orderers: [{ name: orderer0, port: 7050 }] }
`);

interface Profile {
  readonly organizations: Record<string, { readonly certificateAuthorities: readonly string[] }>;
  readonly peers: Record<string, { readonly url: string; readonly tlsCACerts: { readonly pem: string } }>;
  readonly certificateAuthorities: Record<
    string,
    { readonly url: string; readonly caName: string; readonly tlsCACerts: { readonly pem: readonly string[] } }
  >;
}

describe("an identity of the embedded network's authority", () => {
  const home = mkdtempSync(join(tmpdir(), "licet-revocation-"));
  const layout = new OrganisationLayout(join(home, "embedded"), "peer", "org1.example");
  let network: EmbeddedNetwork;
  let client: CaClient;
  let registrar: CaIdentity;

  const start = async (): Promise<void> => {
    network = await startEmbedded({ consortium: CONSORTIUM, home, portBase: PORT_BASE, chaincodes: [] });
    const { organizations, certificateAuthorities } = profile();
    const { url, caName, tlsCACerts } = certificateAuthorities[organizations["Org1"]!.certificateAuthorities[0]!]!;
    client = new CaClient({ url, caName, tlsRootPem: tlsCACerts.pem[0]! });
  };
  const profile = (): Profile =>
    JSON.parse(readFileSync(join(network.profilesDir, "connection-org1.json"), "utf8")) as Profile;
  const generated = (name: string): CaIdentity => {
    const files = layout.user(name);
    return { certificatePem: readFileSync(files.certificate, "utf8"), keyPem: readFileSync(files.key, "utf8") };
  };

  /** Asks the peer as somebody. */
  const ask = async ({ certificatePem, keyPem }: CaIdentity): Promise<number> => {
    const { url, tlsCACerts } = profile().peers["peer0.org1.example"]!;
    const connection = new Client(url.replace("grpcs://", ""), credentials.createSsl(Buffer.from(tlsCACerts.pem)));
    const identity = { mspId: "Org1MSP", credentials: Buffer.from(certificatePem) };
    const gateway = connect({
      client: connection,
      identity,
      signer: signers.newPrivateKeySigner(createPrivateKey(keyPem)),
    });
    try {
      const contract = gateway.getNetwork("test").getContract("qscc");
      return (await contract.evaluateTransaction("GetChainInfo", "test")).length;
    } finally {
      gateway.close();
      connection.close();
    }
  };

  beforeAll(async () => {
    await start();
    registrar = await client.enrol("admin", readFileSync(layout.caServer.registrarSecret, "utf8").trim());
  });

  afterEach(async () => {
    await network.stop();
    await start();
  });

  afterAll(async () => {
    await network.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it("acts on the channel until it is revoked, and does not again after a restart", async () => {
    const user = await client.enrol("user9", await client.register(registrar, { id: "user9", type: "client" }));
    expect(await ask(user)).toBeGreaterThan(0);

    await client.revoke(registrar, { id: "user9" });
    await expect(ask(user)).rejects.toThrow("access denied");
    expect(await ask(registrar)).toBeGreaterThan(0);

    await network.stop();
    await start();
    await expect(ask(user)).rejects.toThrow("access denied");
    expect((await client.identities(registrar)).map(({ id }) => id)).toContain("user9");
  });

  it("may be one that the network's start generated", async () => {
    const user = generated("User1");
    expect(await ask(user)).toBeGreaterThan(0);
    await expect(client.reenrol(user, "User1@org1.example")).resolves.toBeDefined();
    const { revoked } = await client.revoke(registrar, { id: "User1@org1.example" });
    expect(revoked).toHaveLength(2);
    await expect(ask(user)).rejects.toThrow("access denied");
    expect(await ask(generated("Admin"))).toBeGreaterThan(0);
  });

  it("has its registrar's secret in a file of the owner's", () => {
    expect(existsSync(layout.caServer.registrarSecret)).toBe(true);
    expect(statSync(layout.caServer.registrarSecret).mode & 0o777).toBe(0o600);
  });
});
