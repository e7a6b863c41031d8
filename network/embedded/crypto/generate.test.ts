// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConsortium } from "../description/consortium.js";
import type { Consortium } from "../description/schema.js";
import { openToOthers } from "../testing/open-to-others.js";
import { generateCrypto } from "./generate.js";
import { OrganisationLayout } from "./layout.js";

const consortiumWith = (users: string, more = ""): Consortium =>
  parseConsortium(`name: small
channel: trade
organisations:
  - name: Alpha
    mspId: AlphaMSP
    domain: alpha.example
    peers: [{ name: peer0, port: 7051 }]
    users: [{ name: Admin, admin: true }${users}]
${more}orderer:
  name: Orderer
  mspId: OrdererMSP
  domain: orderer.example
  orderers: [{ name: orderer0, port: 7050 }]
`);

const CLERK = ", { name: clerk, attributes: { office.role: registrar } }";
const BETA = `  - name: Beta
    mspId: BetaMSP
    domain: beta.example
    peers: [{ name: peer0, port: 7151 }]
    users: [{ name: Admin, admin: true }]
`;

const certificate = (file: string): X509Certificate => new X509Certificate(readFileSync(file));

describe("generateCrypto", () => {
  let directory: string;
  let alpha: OrganisationLayout;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "crypto-"));
    alpha = new OrganisationLayout(directory, "peer", "alpha.example");
    await generateCrypto(consortiumWith(CLERK), directory);
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it("issues identities that chain to the organisation's own authority", () => {
    const ca = certificate(alpha.ca.certificate);
    expect(ca.ca).toBe(true);
    expect(ca.verify(ca.publicKey)).toBe(true);
    for (const files of [alpha.node("peer0"), alpha.user("Admin"), alpha.user("clerk")]) {
      const identity = certificate(files.certificate);
      expect(identity.checkIssued(ca)).toBe(true);
      expect(identity.verify(ca.publicKey)).toBe(true);
      expect(identity.ca).toBe(false);
      expect(identity.verify(certificate(alpha.tlsCa.certificate).publicKey)).toBe(false);
    }
  });

  it("gives each identity the node OU of its kind", () => {
    const unitOf = (file: string): string | undefined => /OU=(\w+)/.exec(certificate(file).subject)?.[1];
    const orderers = new OrganisationLayout(directory, "orderer", "orderer.example");
    expect(unitOf(alpha.node("peer0").certificate)).toBe("peer");
    expect(unitOf(alpha.user("Admin").certificate)).toBe("admin");
    expect(unitOf(alpha.user("clerk").certificate)).toBe("client");
    expect(unitOf(orderers.node("orderer0").certificate)).toBe("orderer");
  });

  it("writes the attributes as Fabric CA does", () => {
    const raw = certificate(alpha.user("clerk").certificate).raw;
    const oid = Buffer.from([0x06, 0x08, 0x2a, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x01]);
    const json = '{"attrs":{"hf.EnrollmentID":"clerk@alpha.example","hf.Type":"client","office.role":"registrar"}}';
    const at = raw.indexOf(oid);
    expect(at).toBeGreaterThan(0);
    // OCTET STRING, length, and the JSON itself, with no further wrapping.
    expect(raw.subarray(at + oid.length, at + oid.length + 2 + json.length)).toEqual(
      Buffer.concat([Buffer.from([0x04, json.length]), Buffer.from(json)]),
    );
  });

  it("issues TLS certificates for the host name and for loopback", () => {
    const tls = certificate(alpha.node("peer0").tlsCertificate);
    expect(tls.checkIssued(certificate(alpha.tlsCa.certificate))).toBe(true);
    expect(tls.checkHost("peer0.alpha.example")).toBe("peer0.alpha.example");
    expect(tls.checkHost("localhost")).toBe("localhost");
    expect(tls.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(tls.checkIP("::1")).toBeTruthy();
    expect(tls.checkHost("peer0.beta.example")).toBeUndefined();
  });

  it.skipIf(process.platform === "win32")(
    "keeps everything from other users, and takes back what was open",
    async () => {
      expect(openToOthers(join(directory, "organizations"))).toEqual([]);
      chmodSync(join(directory, "organizations"), 0o755);
      chmodSync(alpha.ca.certificate, 0o644);
      await generateCrypto(consortiumWith(CLERK), directory);
      expect(openToOthers(join(directory, "organizations"))).toEqual([]);
    },
  );

  it("keeps private keys from other users, and each fits its certificate", () => {
    const { certificate: certificateFile, key, tlsKey } = alpha.user("clerk");
    for (const file of [key, tlsKey, alpha.ca.key, alpha.tlsCa.key]) expect(statSync(file).mode & 0o777).toBe(0o600);
    const message = Buffer.from("message");
    const privateKey = createPrivateKey(readFileSync(key));
    expect(privateKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
    const publicKey = createPublicKey(readFileSync(certificateFile));
    expect(verify("sha256", message, publicKey, sign("sha256", message, privateKey))).toBe(true);
  });

  it("keeps what exists", async () => {
    const before = readFileSync(alpha.user("clerk").certificate, "utf8");
    const summary = await generateCrypto(consortiumWith(CLERK), directory);
    expect(summary).toMatchObject({ created: 0, renewed: 0 });
    expect(readFileSync(alpha.user("clerk").certificate, "utf8")).toBe(before);
  });

  it("adds newly declared users and organisations", async () => {
    const summary = await generateCrypto(consortiumWith(`${CLERK}, { name: second }`, BETA), directory);
    // One user is two certificates; an organisation is two authorities, a peer and an administrator.
    expect(summary).toMatchObject({ created: 2 + 6, renewed: 0 });
  });

  it("issues a certificate anew over the same key when the declared attributes change", async () => {
    const key = readFileSync(alpha.user("clerk").key, "utf8");
    const changed = consortiumWith(", { name: clerk, attributes: { office.role: carrier } }");
    expect(await generateCrypto(changed, directory)).toMatchObject({ created: 0, renewed: 1 });
    expect(readFileSync(alpha.user("clerk").key, "utf8")).toBe(key);
    expect(certificate(alpha.user("clerk").certificate).raw.includes('"office.role":"carrier"')).toBe(true);
  });

  it("replaces a damaged certificate", async () => {
    truncateSync(alpha.node("peer0").certificate, 10);
    expect(await generateCrypto(consortiumWith(""), directory)).toMatchObject({ created: 0, renewed: 1 });
  });

  it("signs certificates with low S, which Fabric does not rewrite", () => {
    const half = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
    for (const file of [alpha.ca.certificate, alpha.tlsCa.certificate, alpha.node("peer0").certificate]) {
      const raw = certificate(file).raw;
      // The signature is the certificate's end: SEQUENCE of r and s, whose length reaches the end.
      const ends = (at: number): boolean => raw[at] === 0x30 && raw[at + 1] === raw.length - at - 2;
      const start = [68, 69, 70, 71, 72].map((size) => raw.length - size).find(ends) ?? 0;
      const s = raw.subarray(start + (raw[start + 3] ?? 0) + 6);
      expect(s.length).toBeLessThanOrEqual(32);
      expect(BigInt(`0x${s.toString("hex")}`) <= half).toBe(true);
    }
  });
});
