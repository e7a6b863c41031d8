// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConsortium, type Consortium } from "../config/consortium.js";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { generateCrypto } from "../crypto/generate.js";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { parseCertificate } from "@licet/embedded-network/identity/certificate";
import { startEmbedded } from "../start-embedded.js";
import { embeddedAuthority, fabricAuthority, type RunningTestAuthority } from "./testing/authorities.js";

const START_MS_MAX = 60_000;
const PORT_BASE = await claimPortBase();
const AUTHORITIES = [
  { authority: embeddedAuthority, port: PORT_BASE + 130 },
  { authority: fabricAuthority, port: PORT_BASE + 140 },
];

describe.each(AUTHORITIES)("an organisation enrolled through $authority.name", (given) => {
  const { authority, port } = given;
  const home = mkdtempSync(join(tmpdir(), "licet-enrol-"));
  const directory = join(home, "embedded");
  const layout = new OrganisationLayout(directory, "peer", "org2.example");
  let running: RunningTestAuthority;

  const consortium = (role = "exporter"): Consortium => {
    const file = join(home, "consortium.yaml");
    writeFileSync(
      file,
      `
name: test
channel: test
organisations:
  - name: Org2
    mspId: Org2MSP
    domain: org2.example
    ca: { url: ${running.address.url}, caName: ca-org1, tlsCaCertificate: root.pem, secretFile: secret }
    peers: [{ name: peer0, port: 7051 }]
    users: [{ name: Admin, admin: true }, { name: User1, attributes: { licet.role: ${role} } }]
orderer: { name: Orderer, mspId: OrdererMSP, domain: orderer.example, orderers: [{ name: orderer0, port: 7050 }] }
chaincodes: [{ name: kv, version: "1.0", sequence: 1 }]
`,
    );
    return loadConsortium(file);
  };

  beforeAll(async () => {
    if (authority.unavailable !== undefined) return;
    running = await authority.start(port);
    writeFileSync(join(home, "root.pem"), running.address.tlsRootPem);
    writeFileSync(join(home, "secret"), `${running.registrar.secret}\n`, { mode: 0o600 });
  }, START_MS_MAX);

  afterAll(async () => {
    if (authority.unavailable === undefined) await running.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const on = (title: string, test: () => Promise<void>): void =>
    it(title, async (context) => {
      if (authority.unavailable !== undefined) return context.skip(authority.unavailable);
      await test();
    });

  on("gets what it lacks from its authority, and keeps it", async () => {
    // Six are the peer's and the two users', for signing and for TLS, and two the chaincode's; the orderer's six, with its
    // authorities, are generated.
    expect(await generateCrypto(consortium(), directory)).toEqual({ created: 14, kept: 0, renewed: 0 });
    expect(await generateCrypto(consortium(), directory)).toEqual({ created: 0, kept: 14, renewed: 0 });
    const chaincode = parseCertificate(readFileSync(layout.chaincode("kv").serverCertificate, "utf8"));
    expect(chaincode.x509.checkHost("kv.org2.example")).toBe("kv.org2.example");
    expect(chaincode.x509.checkIP("127.0.0.1")).toBe("127.0.0.1");
    const peer = parseCertificate(readFileSync(layout.node("peer0").certificate, "utf8"));
    expect([peer.commonName, peer.organisationalUnits]).toEqual(["peer0", ["peer"]]);
    const admin = parseCertificate(readFileSync(layout.user("Admin").certificate, "utf8"));
    expect(admin.organisationalUnits).toEqual(["admin"]);
    const user = parseCertificate(readFileSync(layout.user("User1").certificate, "utf8"));
    expect(user.attributes.get("licet.role")).toBe("exporter");
    const tls = parseCertificate(readFileSync(layout.node("peer0").tlsCertificate, "utf8"));
    expect(tls.x509.checkHost("peer0.org2.example")).toBe("peer0.org2.example");
  });

  on("renews by the certificates that it has", async () => {
    const before = readFileSync(layout.user("User1").certificate, "utf8");
    const key = readFileSync(layout.user("User1").key, "utf8");
    const { renewed } = await generateCrypto(consortium(), directory, { renewalDays: 400 });
    expect(renewed).toBe(8);
    expect(readFileSync(layout.user("User1").certificate, "utf8")).not.toBe(before);
    expect(readFileSync(layout.user("User1").key, "utf8")).toBe(key);
  });

  on("is told where the authority knows other attributes", async () => {
    await expect(generateCrypto(consortium("carrier"), directory)).rejects.toMatchObject({ code: "NETWORK_CHANGED" });
  });

  on("brings a network up", async () => {
    const options = { consortium: consortium(), home, portBase: PORT_BASE, chaincodes: [] };
    const network = await startEmbedded(options);
    expect(network.height).toBe(1n);
    await network.stop();
  });
});
