// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile } from "../config/home.js";
import { portsOf } from "@licet/embedded-network/description/names";
import { generateCrypto } from "../crypto/generate.js";
import { writeProfiles, type IdentityEntry } from "./write-profiles.js";

interface Endpoint {
  url: string;
  tlsCACerts: { pem: string };
  grpcOptions: Record<string, string>;
}
interface Profile {
  client: { organization: string };
  organizations: Record<string, object>;
  peers: Record<string, Endpoint>;
  orderers: Record<string, Endpoint>;
  channels: Record<string, { peers: Record<string, { eventSource: boolean }> }>;
}

interface CaliperNetwork {
  organizations: {
    mspid: string;
    identities: { certificates: Record<"clientSignedCert" | "clientPrivateKey", { path: string }>[] };
    connectionProfile: { path: string };
  }[];
}

describe("writeProfiles", () => {
  const consortium = loadConsortium(defaultConsortiumFile());
  let directory: string;
  let folder: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "licet-profiles-"));
    await generateCrypto(consortium, directory);
    folder = writeProfiles(consortium, directory, portsOf(consortium, 17_000));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it("writes a connection profile for each organisation", () => {
    const profile = JSON.parse(readFileSync(join(folder, "connection-gbauthority.json"), "utf8")) as Profile;
    expect(profile.client.organization).toBe("GBAuthority");
    expect(profile.organizations["GBAuthority"]).toEqual({
      mspid: "GBAuthorityMSP",
      peers: ["peer0.gb.licet.example"],
      certificateAuthorities: [],
    });
    const peer = profile.peers["peer0.gb.licet.example"]!;
    expect(peer.url).toBe("grpcs://localhost:17051");
    expect(peer.grpcOptions["ssl-target-name-override"]).toBe("peer0.gb.licet.example");
    expect(new X509Certificate(peer.tlsCACerts.pem).ca).toBe(true);
    expect(Object.keys(profile.peers)).toHaveLength(5);
    expect(profile.orderers["orderer0.orderer.licet.example"]?.url).toBe("grpcs://localhost:17050");
    expect(profile.channels["licet"]?.peers["peer0.ae.licet.example"]?.eventSource).toBe(false);
  });

  it("tells a gateway what it serves", () => {
    expect(readFileSync(join(folder, "gateway.env"), "utf8").split("\n")).toEqual([
      "LEDGER_CLIENT=fabric-gateway",
      "CHANNEL_NAME=licet",
      "CHAINCODE_NAME=licet",
      `LICET_PROFILES=${folder}`,
      "",
    ]);
  });

  it("tells Caliper every organisation's users by files below the network's folder", () => {
    const network = parse(readFileSync(join(folder, "caliper-network.yaml"), "utf8")) as CaliperNetwork;
    expect(network).toMatchObject({
      version: "2.0.0",
      channels: [{ channelName: "licet", contracts: [{ id: "licet" }] }],
    });
    expect(network.organizations.map(({ mspid }) => mspid)).toEqual(consortium.organisations.map(({ mspId }) => mspId));
    for (const { identities, connectionProfile } of network.organizations) {
      expect(existsSync(join(directory, connectionProfile.path))).toBe(true);
      for (const { clientSignedCert, clientPrivateKey } of identities.certificates) {
        const certificate = new X509Certificate(readFileSync(join(directory, clientSignedCert.path)));
        const key = createPrivateKey(readFileSync(join(directory, clientPrivateKey.path)));
        expect(certificate.checkPrivateKey(key)).toBe(true);
      }
    }
  });

  it("lists every user with a certificate and key that fit", () => {
    const identities = JSON.parse(readFileSync(join(folder, "identities.json"), "utf8")) as IdentityEntry[];
    const users = consortium.organisations.flatMap((organisation) => organisation.users);
    expect(identities).toHaveLength(users.length);
    for (const identity of identities) {
      const certificate = new X509Certificate(readFileSync(join(folder, identity.certificatePath)));
      expect(certificate.checkPrivateKey(createPrivateKey(readFileSync(join(folder, identity.keyPath))))).toBe(true);
    }
    expect(identities.find(({ mspId, name }) => mspId === "CarriersMSP" && name === "carrier2")?.attributes).toEqual({
      "licet.role": "carrier",
      "licet.party": "CARRIERS-CR-0002",
    });
  });
});
