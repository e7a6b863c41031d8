// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Client, credentials } from "@grpc/grpc-js";
import { connect, signers } from "@hyperledger/fabric-gateway";
import { parseConsortium } from "@licet/network/config/consortium";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { openIssuer } from "@licet/embedded-network/crypto/certificates";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { certificateKey, issueRevocationList } from "@licet/embedded-network/crypto/requested";
import { type FabricNetwork, startFabric } from "@licet/network/fabric/start-fabric";
import { updateNetwork } from "@licet/network/fabric/update-network";
import type { IdentityEntry } from "@licet/network/profiles/write-profiles";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fabricLedger } from "../conformance/ledgers/fabric.js";

const PORT_BASE = await claimPortBase();
const START_MS_MAX = 120_000;
const PEER = "peer0.org1.example";

const consortium = parseConsortium(`
name: test
channel: test
organisations:
  - { name: Org1, mspId: Org1MSP, domain: org1.example, peers: [{ name: peer0, port: 7051 }],
      users: [{ name: User1 }, { name: User2 }, { name: Admin, admin: true }] }
orderer: { name: Orderer, mspId: OrdererMSP, domain: orderer.example, orderers: [{ name: orderer0, port: 7050 }] }
`);

const reason = fabricLedger("2.5").unavailable();

describe("a user whom an authority of Licet's revokes, on real Fabric", () => {
  if (reason !== undefined) {
    it("needs Fabric's programs", (context) => context.skip(reason));
    return;
  }
  const home = mkdtempSync(join(tmpdir(), "licet-revoked-"));
  let network: FabricNetwork;

  beforeAll(async () => {
    network = await startFabric({ version: "2.5", home, portBase: PORT_BASE, consortium, chaincodes: [] });
  }, START_MS_MAX);

  afterAll(async () => {
    await network.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const entryOf = (user: string): IdentityEntry => {
    const entries = JSON.parse(readFileSync(join(network.profilesDir, "identities.json"), "utf8")) as IdentityEntry[];
    return entries.find(({ name }) => name === user)!;
  };
  const fileOf = (path: string): string => readFileSync(resolve(network.profilesDir, path), "utf8");

  /** Asks the peer for the channel's height as a user. */
  async function ask(user: string): Promise<number> {
    const { certificatePath, keyPath, connectionProfile } = entryOf(user);
    const profile = JSON.parse(fileOf(connectionProfile)) as {
      peers: Record<string, { url: string; tlsCACerts: { pem: string } }>;
    };
    const { url, tlsCACerts } = profile.peers[PEER]!;
    const client = new Client(url.replace("grpcs://", ""), credentials.createSsl(Buffer.from(tlsCACerts.pem)));
    const identity = { mspId: "Org1MSP", credentials: Buffer.from(fileOf(certificatePath)) };
    const gateway = connect({
      client,
      identity,
      signer: signers.newPrivateKeySigner(createPrivateKey(fileOf(keyPath))),
    });
    try {
      const contract = gateway.getNetwork("test").getContract("qscc");
      return (await contract.evaluateTransaction("GetChainInfo", "test")).length;
    } finally {
      gateway.close();
      client.close();
    }
  }

  /** Puts the user's certificate on a revocation list, where the organisation's MSP has such lists. */
  async function revoke(user: string): Promise<void> {
    const layout = new OrganisationLayout(join(network.profilesDir, ".."), "peer", "org1.example");
    const [key, certificate] = [layout.ca.key, layout.ca.certificate].map((file) => readFileSync(file, "utf8"));
    const { serial } = certificateKey(fileOf(entryOf(user).certificatePath));
    const issuer = await openIssuer(key!, certificate!);
    mkdirSync(join(layout.msp, "crls"), { recursive: true });
    const list = await issueRevocationList(issuer, [{ serial, revokedAt: new Date(), reason: 1 }]);
    writeFileSync(join(layout.msp, "crls", "crl.pem"), list);
  }

  it("is refused once the network is updated, and nobody else is", async () => {
    expect(await ask("User1")).toBeGreaterThan(0);
    await revoke("User1");
    await updateNetwork({ version: "2.5", home, consortium });
    await expect(ask("User1")).rejects.toThrow("access denied");
    expect(await ask("User2")).toBeGreaterThan(0);
  });
});
