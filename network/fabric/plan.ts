// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { withOrderersFor, type Consensus } from "../config/consensus.js";
import { hostName, ORDERER_ADMIN, portOf, portsOf, type Ports } from "@licet/embedded-network/description/names";
import { AUXILIARY_PORT_OFFSET, DECLARED_PORT_BASE, HIGHEST_PORT } from "@licet/embedded-network/description/ports";
import type { Consortium, Organisation } from "../config/schema.js";
import { OrganisationLayout, type IdentityFiles } from "@licet/embedded-network/crypto/layout";

/** Everything listens on this address only. */
export const LOOPBACK = "127.0.0.1";

/** Where a network lies and how it is made up. */
export interface PlanOptions {
  /** Moves all declared ports; see `portsOf`. */
  readonly portBase?: number | undefined;
  /** Raft unless given. */
  readonly consensus?: Consensus | undefined;
  /** Ports that an earlier plan of the same network handed out; what is new gets others. */
  readonly handedOut?: Readonly<Record<string, number>> | undefined;
}

/** One peer process: where its files lie and what it listens on. */
export interface PeerPlan {
  readonly host: string;
  readonly organisation: Organisation;
  readonly files: IdentityFiles;
  /** Holds core.yaml and the ledger. */
  readonly folder: string;
  readonly port: number;
  readonly chaincodePort: number;
  readonly operationsPort: number;
}

/** One ordering node's process. */
export interface OrdererPlan {
  readonly host: string;
  readonly files: IdentityFiles;
  readonly folder: string;
  readonly port: number;
  readonly adminPort: number;
  readonly operationsPort: number;
}

/** A network as planned on this machine: folders, processes and ports, before anything runs. */
export interface NetworkPlan {
  /** With the ordering nodes that the consensus makes use of. */
  readonly consortium: Consortium;
  readonly consensus: Consensus;
  /** The network's own folder, such as `.licet/fabric-2.5`. */
  readonly directory: string;
  readonly portBase: number;
  readonly ports: Ports;
  /** Every port that the file does not declare, by what it is for. */
  readonly handedOut: Readonly<Record<string, number>>;
  readonly peers: readonly PeerPlan[];
  readonly orderers: readonly OrdererPlan[];
  readonly ordererAdmin: IdentityFiles;
  /** The port on which an organisation's process of a chaincode listens, another for each version. */
  readonly chaincodePort: (chaincode: string, mspId: string) => number;
}

/**
 * Lays a consortium out on this machine. The same consortium, folder and options always give the same plan.
 *
 * @throws {RangeError} when the port base moves a port out of range.
 * @throws {NetworkError} NETWORK_USAGE when too few ordering nodes are declared for the consensus.
 */
export function planNetwork(declared: Consortium, directory: string, options: PlanOptions = {}): NetworkPlan {
  const { portBase = DECLARED_PORT_BASE, consensus = "raft" } = options;
  const consortium = withOrderersFor(declared, consensus);
  const ports = portsOf(consortium, portBase);
  const handedOut: Record<string, number> = { ...options.handedOut };
  const next = portAllocator(portBase + AUXILIARY_PORT_OFFSET, [...ports.values(), ...Object.values(handedOut)]);
  const auxiliary = (purpose: string): number => (handedOut[purpose] ??= next());
  const ordererLayout = new OrganisationLayout(directory, "orderer", consortium.orderer.domain);
  const orderers = consortium.orderer.orderers.map((node): OrdererPlan => {
    const host = hostName(node, consortium.orderer);
    return {
      host,
      files: ordererLayout.node(node.name),
      folder: join(directory, "nodes", host),
      port: portOf(ports, host),
      adminPort: auxiliary(`administration of ${host}`),
      operationsPort: auxiliary(`operations service of ${host}`),
    };
  });
  const peers = consortium.organisations.flatMap((organisation) => {
    const layout = new OrganisationLayout(directory, "peer", organisation.domain);
    return organisation.peers.map((node): PeerPlan => {
      const host = hostName(node, organisation);
      return {
        host,
        organisation,
        files: layout.node(node.name),
        folder: join(directory, "nodes", host),
        port: portOf(ports, host),
        chaincodePort: auxiliary(`chaincode listener of ${host}`),
        operationsPort: auxiliary(`operations service of ${host}`),
      };
    });
  });
  const chaincodePorts = new Map<string, number>();
  for (const chaincode of consortium.chaincodes)
    for (const organisation of consortium.organisations.filter(({ peers }) => peers.length > 0))
      chaincodePorts.set(
        `${chaincode.name}@${organisation.mspId}`,
        auxiliary(chaincodePurpose(chaincode.name, chaincode.version, organisation.mspId)),
      );
  return {
    consortium,
    consensus,
    directory,
    portBase,
    ports,
    handedOut,
    peers,
    orderers,
    ordererAdmin: ordererLayout.user(ORDERER_ADMIN),
    chaincodePort: (chaincode, mspId) => portOf(chaincodePorts, `${chaincode}@${mspId}`),
  };
}

/** A version keeps its port, so that its package keeps its id and two versions run side by side. */
function chaincodePurpose(name: string, version: string, mspId: string): string {
  return `chaincode ${name} ${version} of ${mspId}`;
}

/** Versions of a chaincode that were deployed by an organisation once or are declared now. */
export function chaincodeVersions(plan: Pick<NetworkPlan, "handedOut">, name: string, mspId: string): string[] {
  const [before, after] = [`chaincode ${name} `, ` of ${mspId}`];
  return Object.keys(plan.handedOut)
    .filter((purpose) => purpose.startsWith(before) && purpose.endsWith(after))
    .map((purpose) => purpose.slice(before.length, -after.length));
}

/** Counts up from a port, leaving out those that are taken. */
function portAllocator(first: number, taken: readonly number[]): () => number {
  let candidate = first;
  return () => {
    while (taken.includes(candidate)) candidate += 1;
    if (candidate > HIGHEST_PORT)
      throw new RangeError(`ports from ${first} on do not reach for this network; choose a lower --port-base`);
    return candidate++;
  };
}

/** The first peer of each organisation that has peers, through which the organisation's administrator acts. */
export function administrativePeers(plan: NetworkPlan): PeerPlan[] {
  return plan.consortium.organisations.flatMap(({ mspId }) => {
    const peer = plan.peers.find((candidate) => candidate.organisation.mspId === mspId);
    return peer === undefined ? [] : [peer];
  });
}

/** The files of the user that acts for an organisation: its first administrator. */
export function administratorOf(plan: NetworkPlan, organisation: Organisation): IdentityFiles {
  const admin = organisation.users.find((user) => user.admin);
  if (!admin) throw new Error(`${organisation.name} has no administrator`);
  return new OrganisationLayout(plan.directory, "peer", organisation.domain).user(admin.name);
}
