// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { authorityOf } from "../description/authority.js";
import { AUTHORITY_NODE, hostName, portOf, type Ports } from "../description/names.js";
import type { Consortium, NetworkNode, Organisation } from "../description/schema.js";
import { OrganisationLayout } from "../crypto/layout.js";
import { writeText } from "../crypto/material.js";
import { profileFileName, writeIdentities } from "./identities.js";

export type { IdentityEntry } from "./identities.js";

const ENDORSE_TIMEOUT_SECONDS = "300";

/** What the profiles say beside the consortium file. */
export interface ProfileOptions {
  /** Whether the authorities that the file declares with a port run on this network. */
  readonly localAuthorities?: boolean;
  /** Whether they are those of an embedded network, which they then say, so that a client can tell it from one that others rely on. */
  readonly embedded?: boolean;
}

/**
 * Writes a connection profile for each organisation and the list of users into `<directory>/profiles`. The certificates must lie in `<directory>/organizations` already.
 *
 * @param ports where each node listens, by host name; see `portsOf`
 * @returns the profiles folder
 */
export function writeConnectionProfiles(
  consortium: Consortium,
  directory: string,
  ports: Ports,
  options: ProfileOptions = {},
): string {
  const folder = join(directory, "profiles");
  for (const organisation of consortium.organisations) {
    const profile = connectionProfile(consortium, organisation, directory, ports, options);
    writeText(join(folder, profileFileName(organisation)), `${JSON.stringify(profile, null, 2)}\n`);
  }
  writeIdentities(consortium, directory, folder);
  return folder;
}

/** Fabric's common connection profile as `fabric-network` reads it, with every organisation's peers in it. */
function connectionProfile(
  consortium: Consortium,
  own: Organisation,
  directory: string,
  ports: Ports,
  options: ProfileOptions,
): object {
  const peersOf = (organisation: Organisation): string[] =>
    organisation.peers.map((peer) => hostName(peer, organisation));
  const peers = consortium.organisations.flatMap((organisation) => {
    const layout = new OrganisationLayout(directory, "peer", organisation.domain);
    return organisation.peers.map((peer) => endpoint(organisation.domain, peer, layout, ports));
  });
  const layout = new OrganisationLayout(directory, "orderer", consortium.orderer.domain);
  const orderers = consortium.orderer.orderers.map((node) => endpoint(consortium.orderer.domain, node, layout, ports));
  const roles = (organisation: Organisation): object => ({
    endorsingPeer: true,
    chaincodeQuery: true,
    ledgerQuery: true,
    // Clients of an organisation without peers listen to those of others.
    eventSource: organisation.mspId === own.mspId || own.peers.length === 0,
  });
  return {
    name: `${consortium.name}-${own.name.toLowerCase()}`,
    version: "1.0.0",
    ...(options.embedded === true && { "x-network": "embedded" }),
    client: {
      organization: own.name,
      connection: { timeout: { peer: { endorser: ENDORSE_TIMEOUT_SECONDS }, orderer: ENDORSE_TIMEOUT_SECONDS } },
    },
    organizations: Object.fromEntries(
      consortium.organisations.map((organisation) => [
        organisation.name,
        {
          mspid: organisation.mspId,
          peers: peersOf(organisation),
          certificateAuthorities: hasAuthority(organisation, options) ? [authorityHost(organisation)] : [],
        },
      ]),
    ),
    peers: Object.fromEntries(peers),
    orderers: Object.fromEntries(orderers),
    certificateAuthorities: Object.fromEntries(
      [...consortium.organisations, consortium.orderer]
        .filter((organisation) => hasAuthority(organisation, options))
        .map((organisation) => [authorityHost(organisation), authorityEntry(organisation, directory, ports)]),
    ),
    channels: {
      [consortium.channel]: {
        orderers: consortium.orderer.orderers.map((node) => hostName(node, consortium.orderer)),
        peers: Object.fromEntries(
          consortium.organisations.flatMap((organisation) =>
            peersOf(organisation).map((host) => [host, roles(organisation)]),
          ),
        ),
      },
    },
  };
}

function endpoint(domain: string, node: NetworkNode, layout: OrganisationLayout, ports: Ports): [string, object] {
  const host = hostName(node, { domain });
  return [
    host,
    {
      url: `grpcs://localhost:${portOf(ports, host)}`,
      tlsCACerts: { pem: readFileSync(layout.tlsCa.certificate, "utf8") },
      grpcOptions: { "ssl-target-name-override": host, hostnameOverride: host },
    },
  ];
}

type AnyOrganisation = Organisation | Consortium["orderer"];

const authorityHost = (organisation: AnyOrganisation): string => hostName({ name: AUTHORITY_NODE }, organisation);

function hasAuthority(organisation: AnyOrganisation, { localAuthorities = false }: ProfileOptions): boolean {
  const kind = authorityOf(organisation)?.kind;
  return kind === "remote" || (kind === "local" && localAuthorities);
}

function authorityEntry(organisation: AnyOrganisation, directory: string, ports: Ports): object {
  const authority = authorityOf(organisation);
  const { tlsCa } = new OrganisationLayout(
    directory,
    "peers" in organisation ? "peer" : "orderer",
    organisation.domain,
  );
  const isRemote = authority?.kind === "remote";
  const tlsRoot = isRemote ? authority.tlsCaCertificate : tlsCa.certificate;
  return {
    url: isRemote ? authority.url : `https://localhost:${portOf(ports, authorityHost(organisation))}`,
    caName: authority?.caName,
    tlsCACerts: { pem: [readFileSync(tlsRoot, "utf8")] },
    httpOptions: { verify: true },
  };
}
