// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from "node:fs";
import path from "node:path";
import type { MspId } from "@licet/domain";
import { z } from "zod";
import { ConfigError } from "../../errors/config-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { NetworkProfiles, OrganisationProfile } from "../../ports/network-profiles.js";
import { enrolmentIdOf } from "./enrolment-id.js";
import { readJson, readText } from "./json-file.js";

const Node = z.looseObject({
  url: z.string().regex(/^grpcs?:\/\/[^/]+:\d+$/, "is grpcs://HOST:PORT"),
  tlsCACerts: z.looseObject({ pem: z.string().optional(), path: z.string().optional() }).optional(),
  grpcOptions: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});

const Profile = z.looseObject({
  "x-network": z.string().optional(),
  client: z.looseObject({ organization: z.string() }),
  organizations: z.record(z.string(), z.looseObject({ mspid: z.string(), peers: z.array(z.string()).default([]) })),
  peers: z.record(z.string(), Node),
});

const Identities = z.array(
  z.looseObject({
    name: z.string().min(1),
    mspId: z.string().min(1),
    certificatePath: z.string().min(1),
    keyPath: z.string().min(1).optional(),
    keyIdentifier: z
      .string()
      .regex(/^(?:[0-9a-f]{2}){1,64}$/i, "is a CKA_ID in hex")
      .optional(),
    attributes: z.record(z.string(), z.string()).default({}),
  }),
);

/**
 * Reads a profiles folder: `connection-*.json` (Fabric's common connection profile) and `identities.json`.
 * @throws {ConfigError} naming the file and what is wrong with it.
 */
export function readProfiles(folder: string): NetworkProfiles {
  const files = filesOf(folder).filter((name) => /^connection-.+\.json$/.test(name));
  if (files.length === 0) throw new ConfigError(`${folder} holds no connection-*.json: is the network started?`);
  const organisations = new Map<MspId, OrganisationProfile>();
  for (const file of files) {
    const organisation = readOrganisation(path.join(folder, file));
    organisations.set(organisation.mspId, organisation);
  }
  return { organisations, identities: readIdentities(folder) };
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new ConfigError(
      `There is no profiles folder ${folder} (${(error as Error).message}). Start the network first, or name the folder in LICET_PROFILES.`,
    );
  }
}

function readOrganisation(file: string): OrganisationProfile {
  const profile = readJson(file, Profile);
  const organisation = profile.organizations[profile.client.organization];
  // Clients of an organisation without peers go through the first of another.
  const peer = profile.peers[organisation?.peers[0] ?? Object.keys(profile.peers)[0] ?? ""];
  if (!organisation || !peer) {
    throw new ConfigError(`${file} names no peer of its own organisation ${profile.client.organization}.`);
  }
  const alias = peer.grpcOptions["ssl-target-name-override"];
  return {
    mspId: organisation.mspid,
    endpoint: {
      address: peer.url.replace(/^grpcs?:\/\//, ""),
      tlsRootCertificate: peer.url.startsWith("grpcs:") ? tlsRoot(file, peer) : undefined,
      hostAlias: typeof alias === "string" ? alias : undefined,
    },
    network: profile["x-network"] === "embedded" ? "embedded" : undefined,
    profile,
  };
}

function tlsRoot(file: string, peer: z.output<typeof Node>): string {
  const { pem, path: pemPath } = peer.tlsCACerts ?? {};
  if (pem !== undefined) return pem;
  if (pemPath !== undefined) return readText(path.resolve(path.dirname(file), pemPath));
  throw new ConfigError(`${file} has no tlsCACerts for ${peer.url}.`);
}

function readIdentities(folder: string): Map<string, LedgerIdentity> {
  const entries = readJson(path.join(folder, "identities.json"), Identities);
  return new Map(
    entries.map((entry) => {
      const label = `${entry.name}@${entry.mspId}`;
      const certificateFile = path.resolve(folder, entry.certificatePath);
      const certificate = readText(certificateFile);
      const identity: LedgerIdentity = {
        label,
        name: entry.name,
        enrolmentId: enrolmentIdOf(certificate, certificateFile),
        mspId: entry.mspId,
        certificate,
        privateKey: entry.keyPath === undefined ? undefined : readText(path.resolve(folder, entry.keyPath)),
        keyId: entry.keyIdentifier,
        attributes: entry.attributes,
      };
      return [label, identity];
    }),
  );
}
