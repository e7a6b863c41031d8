// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey, createSign, generateKeyPairSync, sign } from "node:crypto";
import { msp } from "@hyperledger/fabric-protos";
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { beforeAll, describe, expect, it } from "vitest";
import { generateKeyPem, issueAuthority, issueIdentity, openIssuer, type Issuer } from "../crypto/certificates.js";
import { MspError } from "./identity.js";
import { rolePrincipal } from "../policy/dsl.js";
import { DER_SEQUENCE, writeDer, writeDerInteger } from "../protocol/der.js";
import { signEcdsa, verifyEcdsa } from "./ecdsa.js";
import { ChannelMspManager } from "./manager.js";
import { serialiseIdentity } from "./signer.js";

const MSP_ID = "OrgMSP";
const { MSPRoleType } = msp.MSPRole;
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function ou(unit: string): msp.FabricOUIdentifier {
  const identifier = new msp.FabricOUIdentifier();
  identifier.setOrganizationalUnitIdentifier(unit);
  return identifier;
}

function config(changes: {
  roots?: string[];
  intermediates?: string[];
  admins?: string[];
  crls?: string[];
}): msp.FabricMSPConfig {
  const definition = new msp.FabricMSPConfig();
  const pems = (list: string[] = []): Uint8Array[] => list.map((pem) => Buffer.from(pem));
  definition.setName(MSP_ID);
  definition.setRootCertsList(pems(changes.roots));
  definition.setIntermediateCertsList(pems(changes.intermediates));
  definition.setAdminsList(pems(changes.admins));
  definition.setRevocationListList(pems(changes.crls));
  const nodeOus = new msp.FabricNodeOUs();
  nodeOus.setEnable(true);
  nodeOus.setClientOuIdentifier(ou("client"));
  nodeOus.setPeerOuIdentifier(ou("peer"));
  nodeOus.setAdminOuIdentifier(ou("admin"));
  nodeOus.setOrdererOuIdentifier(ou("orderer"));
  definition.setFabricNodeOus(nodeOus);
  return definition;
}

describe("membership", () => {
  let rootKey: string;
  let rootPem: string;
  let root: Issuer;
  let key: string;
  let client: string;
  let manager: ChannelMspManager;

  beforeAll(async () => {
    rootKey = await generateKeyPem();
    rootPem = await issueAuthority({ commonName: "ca", organisation: "org" }, rootKey);
    root = await openIssuer(rootKey, rootPem);
    key = await generateKeyPem();
    client = await issueIdentity(root, { commonName: "user", organisation: "org", unit: "client" }, key, {
      role: "clerk",
    });
    manager = new ChannelMspManager([config({ roots: [rootPem] })], 2);
  });

  const identify = (pem: string, msps = manager): ReturnType<ChannelMspManager["deserialise"]> =>
    msps.deserialise(serialiseIdentity(MSP_ID, pem));

  it("reads who somebody is", () => {
    const identity = identify(client);
    expect(identity).toMatchObject({ mspId: MSP_ID, commonName: "user", organisationalUnits: ["client"] });
    expect(identity.attributes.get("role")).toBe("clerk");
    expect(identity.notAfter.getTime()).toBeGreaterThan(Date.now());
    expect(identify(client)).toBe(identity);
  });

  it("keeps a bounded number of identities", async () => {
    const identity = identify(client);
    for (const name of ["x", "y"])
      identify(await issueIdentity(root, { commonName: name, organisation: "org", unit: "peer" }, key));
    expect(identify(client)).not.toBe(identity);
  });

  it("knows roles from organisational units", async () => {
    const peer = identify(await issueIdentity(root, { commonName: "p", organisation: "org", unit: "peer" }, key));
    const holds = (identity: typeof peer, role: number): boolean =>
      manager.satisfiesPrincipal(identity, rolePrincipal(MSP_ID, role as 0));
    expect(holds(peer, MSPRoleType.PEER)).toBe(true);
    expect(holds(peer, MSPRoleType.MEMBER)).toBe(true);
    expect(holds(peer, MSPRoleType.CLIENT)).toBe(false);
    expect(holds(identify(client), MSPRoleType.CLIENT)).toBe(true);
    expect(manager.satisfiesPrincipal(peer, rolePrincipal("Other", MSPRoleType.PEER))).toBe(false);
    const listed = new ChannelMspManager([config({ roots: [rootPem], admins: [client] })], 10);
    expect(listed.satisfiesPrincipal(identify(client, listed), rolePrincipal(MSP_ID, MSPRoleType.ADMIN))).toBe(true);
  });

  it("refuses strangers", async () => {
    const otherKey = await generateKeyPem();
    const other = await openIssuer(otherKey, await issueAuthority({ commonName: "ca", organisation: "org" }, otherKey));
    const forged = await issueIdentity(other, { commonName: "user", organisation: "org", unit: "client" }, key);
    expect(() => identify(forged)).toThrow("was not issued by an authority");
    expect(() => identify(rootPem)).toThrow("certificate authority cannot be used as an identity");
    expect(() => manager.deserialise(serialiseIdentity("Other", client))).toThrow("MSP Other is unknown");
    expect(() => manager.deserialise(Buffer.from([0xff]))).toThrow(MspError);
    expect(() => identify("no certificate")).toThrow("cannot be read");
    const noRole = await issueIdentity(root, { commonName: "user", organisation: "org" }, key);
    expect(() => identify(noRole)).toThrow("does not have an OU that resolves to");
  });

  it("follows intermediate authorities as far as the root allows", async () => {
    for (const pathLength of [undefined, 0]) {
      const top = await issueChainCa("top", rootKey, pathLength);
      const subKey = await generateKeyPem();
      const sub = await issueChainCa("sub", subKey, undefined, { key: rootKey, pem: top });
      const subject = { commonName: "user", organisation: "org", unit: "client" } as const;
      const leaf = await issueIdentity(await openIssuer(subKey, sub), subject, key);
      const direct = await issueIdentity(await openIssuer(rootKey, top), subject, key);
      const open = (): ChannelMspManager => new ChannelMspManager([config({ roots: [top], intermediates: [sub] })], 10);
      if (pathLength === 0) {
        expect(() => identify(leaf, open())).toThrow("was not issued by an authority");
        continue;
      }
      expect(identify(leaf, open()).commonName).toBe("user");
      expect(() => identify(direct, open())).toThrow("not a leaf");
      expect(() => identify(leaf)).toThrow("was not issued by an authority");
    }
  });

  it("refuses revoked certificates", async () => {
    const { serialNumber } = new x509.X509Certificate(client);
    const crl = await x509.X509CrlGenerator.create({
      issuer: new x509.X509Certificate(rootPem).subject,
      thisUpdate: new Date(),
      signingKey: root.key,
      signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
      entries: [{ serialNumber }],
    });
    const revoking = new ChannelMspManager([config({ roots: [rootPem], crls: [crl.toString("pem")] })], 10);
    expect(() => identify(client, revoking)).toThrow("revoked");
    const peer = await issueIdentity(root, { commonName: "p", organisation: "org", unit: "peer" }, key);
    expect(identify(peer, revoking).commonName).toBe("p");
  });

  it("verifies signatures, low S and strict DER only", () => {
    const privateKey = createPrivateKey(key);
    const message = Buffer.from("message");
    const identity = identify(client);
    for (let round = 0; round < 20; round++) {
      const signature = signEcdsa(privateKey, message);
      expect(manager.verify(identity, message, signature)).toBe(true);
      expect(createSign("sha256").update(message).sign(privateKey)).not.toHaveLength(0);
    }
    const raw = sign("sha256", message, { key: privateKey, dsaEncoding: "ieee-p1363" });
    const r = raw.subarray(0, 32);
    const s = BigInt(`0x${raw.toString("hex", 32)}`);
    const encode = (value: bigint): Uint8Array =>
      writeDer(
        DER_SEQUENCE,
        writeDerInteger(r),
        writeDerInteger(Buffer.from(value.toString(16).padStart(64, "0"), "hex")),
      );
    const low = s > ORDER / 2n ? ORDER - s : s;
    expect(manager.verify(identity, message, encode(low))).toBe(true);
    expect(manager.verify(identity, message, encode(ORDER - low))).toBe(false);
    expect(manager.verify(identity, message, Buffer.concat([encode(low), Buffer.from([0])]))).toBe(false);
    expect(manager.verify(identity, Buffer.from("other"), encode(low))).toBe(false);
    expect(manager.verify(identity, message, new Uint8Array(0))).toBe(false);
    const other = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
    expect(verifyEcdsa(other.publicKey, message, sign("sha256", message, other.privateKey))).toBe(false);
  });
});

/** A CA certificate, self-signed or signed by the given issuer, valid for years before and after now. */
async function issueChainCa(
  name: string,
  keyPem: string,
  pathLength: number | undefined,
  issuer?: { key: string; pem: string },
): Promise<string> {
  const own = await openIssuer(keyPem, await issueAuthority({ commonName: name, organisation: "org" }, keyPem));
  const signer = issuer === undefined ? own : await openIssuer(issuer.key, issuer.pem);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: issuer === undefined ? `CN=${name}` : signer.certificate.subject,
    notBefore: new Date("2020-01-01T00:00:00Z"),
    notAfter: new Date("2060-01-01T00:00:00Z"),
    publicKey: own.certificate.publicKey,
    signingKey: signer.key,
    signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
    extensions: [
      new x509.BasicConstraintsExtension(true, pathLength, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return certificate.toString("pem");
}
