// SPDX-License-Identifier: Apache-2.0
import { DECLARED_PORT_BASE, HIGHEST_PORT } from "./ports.js";
import type { AuthorityEntry, Consortium, NetworkNode, User } from "./schema.js";

/** The administrator that the orderer organisation always has. */
export const ORDERER_ADMIN = "Admin";
export const ORDERER_USERS: readonly User[] = [{ name: ORDERER_ADMIN, admin: true, attributes: {} }];

/** Where a node listens: its host name, such as `peer0.org1.example`, to its port. */
export type Ports = ReadonlyMap<string, number>;

/** Host label of an organisation's certificate authority. */
export const AUTHORITY_NODE = "ca";

/** A node's host name in certificates and profiles, such as `peer0.org1.example`. */
export function hostName(node: Pick<NetworkNode, "name">, organisation: { readonly domain: string }): string {
  return `${node.name}.${organisation.domain}`;
}

/**
 * The ports of all peers, ordering nodes and certificate authorities of this network.
 *
 * @param portBase moves every declared port by `portBase - 7000`, so that two networks can run beside each other
 * @throws {RangeError} when a moved port leaves 1 to 65535.
 */
export function portsOf(consortium: Consortium, portBase: number = DECLARED_PORT_BASE): Ports {
  const owners = [
    ...consortium.organisations.map((organisation) => ({
      organisation,
      nodes: [...organisation.peers, ...authorityNodes(organisation.ca)],
    })),
    {
      organisation: consortium.orderer,
      nodes: [...consortium.orderer.orderers, ...authorityNodes(consortium.orderer.ca)],
    },
  ];
  const ports = new Map<string, number>();
  for (const { organisation, nodes } of owners) {
    for (const node of nodes) {
      const port = node.port - DECLARED_PORT_BASE + portBase;
      if (!Number.isInteger(port) || port < 1 || port > HIGHEST_PORT)
        throw new RangeError(
          `port base ${portBase} moves ${hostName(node, organisation)} from port ${node.port} to ${port}, ` +
            `outside 1 to ${HIGHEST_PORT}; choose another --port-base`,
        );
      ports.set(hostName(node, organisation), port);
    }
  }
  return ports;
}

function authorityNodes(ca: AuthorityEntry | undefined): NetworkNode[] {
  return ca?.port === undefined ? [] : [{ name: AUTHORITY_NODE, port: ca.port }];
}

/**
 * The port of one node.
 *
 * @throws {Error} when the host is not in the table.
 */
export function portOf(ports: Ports, host: string): number {
  const port = ports.get(host);
  if (port === undefined) throw new Error(`no port is known for ${host}`);
  return port;
}
