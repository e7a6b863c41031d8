// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { Person } from "./person.js";

const NodeSchema = z.object({
  url: z.string().startsWith("grpcs://"),
  tlsCACerts: z.object({ pem: z.string() }),
  grpcOptions: z.record(z.string(), z.unknown()).optional(),
});
const ProfileSchema = z.object({
  client: z.object({ organization: z.string() }),
  organizations: z.record(z.string(), z.object({ mspid: z.string(), peers: z.array(z.string()) })),
  peers: z.record(z.string(), NodeSchema),
  orderers: z.record(z.string(), NodeSchema),
  channels: z.record(z.string(), z.unknown()),
});
const IdentitiesSchema = z.array(
  z.object({ name: z.string(), mspId: z.string(), certificatePath: z.string(), keyPath: z.string() }),
);

/** Where a peer or an ordering node listens, as a connection profile says. */
export interface Endpoint {
  readonly name: string;
  readonly mspId: string;
  /** host:port */
  readonly address: string;
  readonly tlsCaPem: string;
  readonly hostnameOverride: string;
}

/** What a client may know of a network: everything in its folder of connection profiles, and nothing else. */
export interface NetworkProfile {
  readonly channel: string;
  readonly peers: readonly Endpoint[];
  readonly orderers: readonly Endpoint[];
  readonly people: readonly Person[];
  /** The parsed connection profile of each organisation, by MSP id, as `fabric-network` takes it. */
  readonly connectionProfiles: ReadonlyMap<string, object>;
}

function endpoint(name: string, mspId: string, node: z.infer<typeof NodeSchema>): Endpoint {
  const override = node.grpcOptions?.["ssl-target-name-override"];
  return {
    name,
    mspId,
    address: node.url.slice("grpcs://".length),
    tlsCaPem: node.tlsCACerts.pem,
    hostnameOverride: typeof override === "string" ? override : name,
  };
}

/** Reads a folder of `connection-<organisation>.json` files and its `identities.json`. */
export function readProfiles(folder: string): NetworkProfile {
  const peers = new Map<string, Endpoint>();
  const orderers = new Map<string, Endpoint>();
  const connectionProfiles = new Map<string, object>();
  let channel = "";
  for (const file of readdirSync(folder).filter((name) => /^connection-.*\.json$/.test(name))) {
    const json: unknown = JSON.parse(readFileSync(join(folder, file), "utf8"));
    const profile = ProfileSchema.parse(json);
    channel = Object.keys(profile.channels)[0] ?? channel;
    const own = profile.organizations[profile.client.organization];
    if (own === undefined) {
      throw new Error(`${file} names the organisation ${profile.client.organization} but does not describe it`);
    }
    connectionProfiles.set(own.mspid, json as object);
    for (const name of own.peers) {
      const node = profile.peers[name];
      if (node !== undefined) peers.set(name, endpoint(name, own.mspid, node));
    }
    for (const [name, node] of Object.entries(profile.orderers)) orderers.set(name, endpoint(name, "", node));
  }
  return {
    channel,
    peers: [...peers.values()],
    orderers: [...orderers.values()],
    people: readPeople(join(folder, "identities.json")),
    connectionProfiles,
  };
}

function readPeople(file: string): Person[] {
  const folder = dirname(file);
  return IdentitiesSchema.parse(JSON.parse(readFileSync(file, "utf8"))).map(
    ({ name, mspId, certificatePath, keyPath }) =>
      new Person({
        name,
        mspId,
        certificatePem: readFileSync(resolve(folder, certificatePath), "utf8"),
        privateKeyPem: readFileSync(resolve(folder, keyPath), "utf8"),
      }),
  );
}
