// SPDX-License-Identifier: Apache-2.0
import { dirname } from "node:path";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { Organisation } from "../config/schema.js";
import { administratorEnvironment, peerDataEnvironment, type Environment } from "./node-settings.js";
import type { FabricContext } from "./peer-commands.js";
import { administratorOf, LOOPBACK } from "./plan.js";

/** People want to read what a command reports beside its answer; of gRPC's connections 3.1 would tell everything. */
const SHELL_LOG_LEVEL = "grpc=error:info";

/** Whose administrator is to act, and through which peer. */
export interface ShellUser {
  /** An organisation by name or MSP id, the ordering service's too, in upper or lower case. */
  readonly organisation: string;
  /** One of its nodes, by name or host name; without it the first. */
  readonly node?: string | undefined;
}

/**
 * What a shell needs so that Fabric's own commands (`peer`, `osnadmin`) act for an organisation as its administrator,
 * under the names of Fabric and of its samples. Who has no peer of their own, the ordering service's administrator among
 * them, reads through the first one.
 *
 * @throws {NetworkError} NETWORK_USAGE for an organisation or a node that there is not.
 */
export function shellEnvironment({ plan, binaries }: FabricContext, user: ShellUser): Environment {
  const { orderer, organisations } = plan.consortium;
  const ordering = isNamed(orderer, user.organisation);
  const organisation = organisations.find((candidate) => isNamed(candidate, user.organisation));
  if (!ordering && !organisation)
    throw new NetworkError(
      "NETWORK_USAGE",
      `The consortium has no organisation "${user.organisation}"; it has ` +
        `${[...organisations, orderer].map(({ name }) => name).join(", ")}.`,
    );
  const own = plan.peers.filter((peer) => peer.organisation === organisation);
  const peer = nodeNamed(own.length > 0 ? own : plan.peers, ordering ? undefined : user.node);
  const orderingNode = nodeNamed(plan.orderers, ordering ? user.node : undefined);
  return {
    PATH: `${dirname(binaries.programs.peer)}:$PATH`,
    ...administratorEnvironment(plan, peer),
    FABRIC_LOGGING_SPEC: SHELL_LOG_LEVEL,
    ...(organisation && {
      CORE_PEER_LOCALMSPID: organisation.mspId,
      CORE_PEER_MSPCONFIGPATH: administratorOf(plan, organisation).msp,
    }),
    ...(ordering && { CORE_PEER_LOCALMSPID: orderer.mspId, CORE_PEER_MSPCONFIGPATH: plan.ordererAdmin.msp }),
    CORE_PEER_ID: peer.host,
    ...peerDataEnvironment(peer),
    CHANNEL_NAME: plan.consortium.channel,
    ORDERER_ADDRESS: `${LOOPBACK}:${orderingNode.port}`,
    ORDERER_CA: orderingNode.files.tlsCa,
    ORDERER_ADMIN_ADDRESS: `${LOOPBACK}:${orderingNode.adminPort}`,
    ORDERER_ADMIN_TLS_SIGN_CERT: plan.ordererAdmin.tlsCertificate,
    ORDERER_ADMIN_TLS_PRIVATE_KEY: plan.ordererAdmin.tlsKey,
  };
}

/** Lines that a shell evaluates; only `$PATH` is expanded. */
export function exportLines(environment: Environment): string[] {
  return Object.entries(environment).map(([name, value]) => {
    const [own, ...inherited] = value.split(":$PATH");
    return `export ${name}=${quoted(own ?? "")}${inherited.length > 0 ? ':"$PATH"' : ""}`;
  });
}

function isNamed({ name, mspId }: Pick<Organisation, "name" | "mspId">, wanted: string): boolean {
  return [name, mspId].some((own) => own.toLowerCase() === wanted.toLowerCase());
}

function nodeNamed<Node extends { readonly host: string }>(nodes: readonly Node[], name: string | undefined): Node {
  const node = name === undefined ? nodes[0] : nodes.find(({ host }) => host === name || host.startsWith(`${name}.`));
  if (node) return node;
  throw new NetworkError(
    "NETWORK_USAGE",
    `There is no node "${name ?? ""}" there; there are ${nodes.map(({ host }) => host).join(", ")}.`,
  );
}

/** A shell leaves everything between single quotes alone. */
const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;
