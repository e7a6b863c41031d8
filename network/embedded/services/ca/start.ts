// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { authorityOf, type LocalAuthority } from "../../description/authority.js";
import { AUTHORITY_NODE, hostName, portOf, type Ports } from "../../description/names.js";
import type { Consortium } from "../../description/schema.js";
import { OrganisationLayout } from "../../crypto/layout.js";
import { ensureSecret, writeText } from "../../crypto/material.js";
import type { Authority } from "./authority.js";
import { serveAuthority } from "./server.js";

const REGISTRY_FILE = "registry.ndjson";

/** An authority that answers. */
export interface RunningAuthority {
  readonly mspId: string;
  readonly caName: string;
  /** `host:port`, by its host name in the certificate. */
  readonly address: string;
  stop(): Promise<void>;
}

/** What the authorities of an embedded network need. */
export interface AuthoritiesOptions {
  readonly consortium: Consortium;
  readonly directory: string;
  readonly ports: Ports;
  readonly listenOn: string;
  /** Told of each revocation list that an authority makes. */
  readonly onRevocationList: (mspId: string, crlPem: string) => void;
}

interface Owner {
  readonly mspId: string;
  readonly domain: string;
  readonly layout: OrganisationLayout;
  /** The nodes and users whose certificates were generated. */
  readonly certificates: readonly string[];
}

/**
 * Lets the authorities listen that the consortium declares with a port.
 *
 * @param started told of each as soon as it listens, so that the caller can stop those before one that fails
 * @throws {NetworkError} NETWORK_PORT_TAKEN.
 */
export async function startAuthorities(
  options: AuthoritiesOptions,
  started: (authority: RunningAuthority) => void,
): Promise<void> {
  const { consortium, directory } = options;
  for (const organisation of [...consortium.organisations, consortium.orderer]) {
    const authority = authorityOf(organisation);
    if (authority?.kind !== "local") continue;
    const isPeers = "peers" in organisation;
    const layout = new OrganisationLayout(directory, isPeers ? "peer" : "orderer", organisation.domain);
    const nodes = isPeers ? organisation.peers : organisation.orderers;
    const users = isPeers ? organisation.users.map(({ name }) => name) : ["Admin"];
    const certificates = [
      ...nodes.map(({ name }) => layout.node(name).certificate),
      ...users.map((name) => layout.user(name).certificate),
    ];
    started(await start(options, authority, { ...organisation, layout, certificates }));
  }
}

async function start(
  options: AuthoritiesOptions,
  { caName, registrar }: LocalAuthority,
  owner: Owner,
): Promise<RunningAuthority> {
  const { mspId, layout } = owner;
  const host = hostName({ name: AUTHORITY_NODE }, owner);
  const port = portOf(options.ports, host);
  const { tlsCertificate, tlsKey } = layout.caServer;
  const stop = await serveAuthority({
    host: options.listenOn,
    port,
    tlsCertificate,
    tlsKey,
    open: () =>
      open(owner, caName, registrar, (crlPem) => {
        writeText(join(layout.msp, "crls", `${caName}-crl.pem`), crlPem);
        options.onRevocationList(mspId, crlPem);
      }),
  });
  return { mspId, caName, address: `${host}:${port}`, stop };
}

/** Loaded with the first request: nothing of it is needed by a network on which nobody enrols. */
async function open(
  { layout, certificates }: Owner,
  caName: string,
  registrarId: string,
  onRevocationList: (crlPem: string) => void,
): Promise<Authority> {
  const [{ openAuthority }, { Registry }, { importGenerated }] = await Promise.all([
    import("./authority.js"),
    import("./registry.js"),
    import("./import-generated.js"),
  ]);
  const { root, registrarSecret } = layout.caServer;
  const authority = await openAuthority({
    caName,
    keyPem: readFileSync(layout.ca.key, "utf8"),
    certificatePem: readFileSync(layout.ca.certificate, "utf8"),
    registry: new Registry(join(root, REGISTRY_FILE)),
    registrar: { id: registrarId, secret: ensureSecret(registrarSecret) },
    onRevocationList,
  });
  for (const file of certificates) if (existsSync(file)) importGenerated(authority, readFileSync(file, "utf8"));
  return authority;
}
