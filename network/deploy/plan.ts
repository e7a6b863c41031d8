// SPDX-License-Identifier: Apache-2.0
import { authorityOf } from "@licet/embedded-network/description/authority";
import { withOrderersFor, type Consensus } from "../config/consensus.js";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { hostName, ORDERER_USERS, portsOf } from "@licet/embedded-network/description/names";
import { DECLARED_PORT_BASE } from "@licet/embedded-network/description/ports";
import type { Consortium } from "../config/schema.js";
import type {
  AuthorityEntry,
  ChaincodeDefinition,
  NetworkNode,
  User,
} from "@licet/embedded-network/description/schema";
import type { OrganisationKind } from "@licet/embedded-network/crypto/layout";
import type { FabricLine } from "../fabric/binaries.js";
import { imagesOf, type Images } from "./images.js";

/** Ports inside containers that the consortium file does not declare; each container has its own address. */
export const CONTAINER_PORTS = {
  ca: 7054,
  chaincode: 9999,
  gateway: 8080,
  operations: 9443,
  ordererAdmin: 7053,
  peerChaincodeListener: 7052,
  postgres: 5432,
} as const;

/** Ports that Compose publishes on the loopback interface count from here. */
const PUBLISHED_PORT_BASE = DECLARED_PORT_BASE + 3_000;

const HOST_LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const PORT_TAKEN_IN = {
  peer: [CONTAINER_PORTS.operations, CONTAINER_PORTS.peerChaincodeListener],
  orderer: [CONTAINER_PORTS.operations, CONTAINER_PORTS.ordererAdmin],
} as const;

/** A peer or ordering node. It listens on the declared port inside its container too. */
export interface DeployedNode {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Where an ordering node's administration is published. */
  readonly adminPort: number;
}

/** One of an organisation's two certificate authorities. */
export interface DeployedAuthority {
  /** `ca` issues identities, `tlsca` TLS certificates. */
  readonly name: "ca" | "tlsca";
  readonly host: string;
  /** What its clients call it. */
  readonly caName: string;
  readonly publishedPort: number;
}

/** An organisation's process of a chaincode. */
export interface DeployedChaincode {
  readonly definition: ChaincodeDefinition;
  readonly host: string;
}

/** What one organisation runs: everything it deploys, and nothing of the others'. */
export interface DeployedOrganisation {
  readonly kind: OrganisationKind;
  readonly name: string;
  /** The name in lower case: folder, Compose project and part of the Kubernetes namespace. */
  readonly slug: string;
  readonly mspId: string;
  readonly domain: string;
  readonly nodes: readonly DeployedNode[];
  readonly authorities: readonly DeployedAuthority[];
  readonly users: readonly User[];
  /** Those below are empty for the ordering organisation. */
  readonly chaincodes: readonly DeployedChaincode[];
  readonly gateway: { readonly host: string; readonly publishedPort: number } | undefined;
  readonly postgresHost: string;
}

/** A consortium as containers. */
export interface DeployPlan {
  /** With the ordering nodes that the consensus makes use of. */
  readonly consortium: Consortium;
  readonly line: FabricLine;
  readonly consensus: Consensus;
  readonly images: Images;
  readonly organisations: readonly DeployedOrganisation[];
}

/**
 * Lays a consortium out on containers. The same consortium always gives the same plan, so that organisations that
 * generate their own part alone agree on names and ports.
 *
 * @throws {NetworkError} NETWORK_USAGE for names or ports that containers cannot take, or too few ordering nodes.
 */
export function planDeployment(declared: Consortium, line: FabricLine, consensus: Consensus): DeployPlan {
  const consortium = withOrderersFor(declared, consensus);
  const next = counter(PUBLISHED_PORT_BASE, declaredPorts(consortium));
  const peers = consortium.organisations.map((organisation) =>
    planOrganisation("peer", { ...organisation, nodes: organisation.peers }, consortium.chaincodes, next),
  );
  const { orderer } = consortium;
  const ordering = planOrganisation("orderer", { ...orderer, nodes: orderer.orderers, users: ORDERER_USERS }, [], next);
  const plan = { consortium, line, consensus, images: imagesOf(line), organisations: [...peers, ordering] };
  refuseClashes(plan);
  return plan;
}

/**
 * The organisations that are to be generated: the one named, or all.
 *
 * @throws {NetworkError} NETWORK_USAGE when no organisation has that name or MSP id.
 */
export function selectOrganisations(plan: DeployPlan, wanted: string | undefined): readonly DeployedOrganisation[] {
  if (wanted === undefined) return plan.organisations;
  const found = plan.organisations.filter(({ name, mspId, slug }) => [name, mspId, slug].includes(wanted));
  if (found.length > 0) return found;
  const names = plan.organisations.map(({ name }) => name).join(", ");
  throw new NetworkError("NETWORK_USAGE", `There is no organisation "${wanted}"; the consortium has ${names}.`);
}

interface Members {
  readonly name: string;
  readonly mspId: string;
  readonly domain: string;
  readonly nodes: readonly NetworkNode[];
  readonly users: readonly User[];
  readonly ca?: AuthorityEntry | undefined;
}

function planOrganisation(
  kind: OrganisationKind,
  members: Members,
  chaincodes: readonly ChaincodeDefinition[],
  next: () => number,
): DeployedOrganisation {
  const { name, mspId, domain, users } = members;
  const hostOf = (label: string): string => hostName({ name: label }, { domain });
  return {
    kind,
    name,
    slug: name.toLowerCase(),
    mspId,
    domain,
    users,
    nodes: members.nodes.map((node) => ({
      name: node.name,
      host: hostOf(node.name),
      port: node.port,
      adminPort: kind === "orderer" ? next() : 0,
    })),
    authorities: (["ca", "tlsca"] as const).map((label) => ({
      name: label,
      host: hostOf(label),
      caName: (label === "ca" ? authorityOf(members)?.caName : undefined) ?? `${label}-${name.toLowerCase()}`,
      publishedPort: next(),
    })),
    chaincodes:
      members.nodes.length > 0 ? chaincodes.map((definition) => ({ definition, host: hostOf(definition.name) })) : [],
    gateway:
      kind === "peer" && members.nodes.length > 0 ? { host: hostOf("gateway"), publishedPort: next() } : undefined,
    postgresHost: hostOf("postgres"),
  };
}

/** Every host name of an organisation's part. */
export function hostsOf(organisation: DeployedOrganisation): string[] {
  return [
    ...organisation.nodes.map(({ host }) => host),
    ...organisation.authorities.map(({ host }) => host),
    ...organisation.chaincodes.map(({ host }) => host),
    ...(organisation.gateway ? [organisation.gateway.host, organisation.postgresHost] : []),
  ];
}

function declaredPorts(consortium: Consortium): ReadonlySet<number> {
  return new Set(portsOf(consortium).values());
}

function counter(first: number, taken: ReadonlySet<number>): () => number {
  let candidate = first;
  return () => {
    while (taken.has(candidate)) candidate += 1;
    return candidate++;
  };
}

function refuseClashes(plan: DeployPlan): void {
  for (const { name } of plan.consortium.chaincodes)
    if (!HOST_LABEL.test(name))
      throw new NetworkError(
        "NETWORK_USAGE",
        `The chaincode "${name}" cannot be deployed on containers: its name becomes a host name, so it must hold ` +
          `only lower-case letters, digits and hyphens. Rename it in the consortium file.`,
      );
  for (const organisation of plan.organisations) {
    const hosts = hostsOf(organisation);
    const twice = hosts.find((host, at) => hosts.indexOf(host) !== at);
    if (twice !== undefined)
      throw new NetworkError(
        "NETWORK_USAGE",
        `${organisation.name} has two services called ${twice}; a node may not be called ca, tlsca, gateway, ` +
          `postgres or like a chaincode. Rename the node in the consortium file.`,
      );
    const taken: readonly number[] = PORT_TAKEN_IN[organisation.kind];
    const node = organisation.nodes.find(({ port }) => taken.includes(port));
    if (node !== undefined)
      throw new NetworkError(
        "NETWORK_USAGE",
        `${node.host} declares port ${node.port}, which its container needs for itself; declare another.`,
      );
  }
}

/** The consortium's chaincodes, as one of its organisations runs them. */
export function chaincodesOf(plan: DeployPlan): readonly DeployedChaincode[] {
  return plan.organisations.find(({ chaincodes }) => chaincodes.length > 0)?.chaincodes ?? [];
}
