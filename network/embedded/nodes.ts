// SPDX-License-Identifier: Apache-2.0
import type { Consortium } from "./description/consortium.js";
import { hostName, portOf, type Ports } from "./description/names.js";
import { OrganisationLayout } from "./crypto/layout.js";
import type { PeerOptions } from "./endorser/peer.js";
import type { ChannelOptions, Endpoint } from "./blocks/channel-options.js";
import { loadSigningIdentity } from "./identity/signer.js";
import type { ChaincodeAddress } from "./chaincode-address.js";

/** A node of the network and where its files are. */
export interface NodeFiles {
  readonly endpoint: Endpoint;
  readonly mspId: string;
  readonly mspDirectory: string;
  readonly tlsDirectory: string;
}

/** What a consortium's nodes need from the folder its certificates are in. */
export interface NetworkFiles {
  readonly peers: readonly NodeFiles[];
  readonly orderers: readonly NodeFiles[];
  readonly channel: ChannelOptions;
}

/** Plans the nodes of a consortium: which there are, where each listens, and where its files lie. */
export function planNodes(
  consortium: Consortium,
  directory: string,
  ports: Ports,
  ledgerDirectory: string,
): NetworkFiles {
  const organisations = consortium.organisations.map((organisation) => {
    const layout = new OrganisationLayout(directory, "peer", organisation.domain);
    const peers = organisation.peers.map(({ name }) => {
      const host = hostName({ name }, organisation);
      const files = layout.node(name);
      const endpoint = { host, port: portOf(ports, host) };
      return { endpoint, mspId: organisation.mspId, mspDirectory: files.msp, tlsDirectory: files.tls };
    });
    const anchorPeers = peers.slice(0, 1).map(({ endpoint }) => endpoint);
    const { mspId, access } = organisation;
    return { peers, definition: { mspId, access, mspDirectory: layout.msp, anchorPeers } };
  });
  const { orderer } = consortium;
  const ordererLayout = new OrganisationLayout(directory, "orderer", orderer.domain);
  const orderers = orderer.orderers.map(({ name }) => {
    const host = hostName({ name }, orderer);
    const files = ordererLayout.node(name);
    const endpoint = { host, port: portOf(ports, host) };
    return { endpoint, mspId: orderer.mspId, mspDirectory: files.msp, tlsDirectory: files.tls };
  });
  return {
    peers: organisations.flatMap(({ peers }) => peers),
    orderers,
    channel: {
      channelId: consortium.channel,
      organisations: organisations.map(({ definition }) => definition),
      orderer: {
        mspId: orderer.mspId,
        mspDirectory: ordererLayout.msp,
        signerDirectory: orderers[0]!.mspDirectory,
        endpoints: orderers.map(({ endpoint }) => endpoint),
      },
      chaincodes: consortium.chaincodes,
      directory: ledgerDirectory,
    },
  };
}

/** A peer with its key, and the chaincode servers it calls. */
export function peerOptions(node: NodeFiles, chaincodes: readonly ChaincodeAddress[]): PeerOptions {
  const own = chaincodes.filter(({ mspId }) => mspId === undefined || mspId === node.mspId);
  // An address for one organisation goes before one for all.
  const ordered = [...own].sort((a, b) => Number(a.mspId !== undefined) - Number(b.mspId !== undefined));
  return {
    endpoint: node.endpoint,
    signer: loadSigningIdentity(node.mspId, node.mspDirectory),
    chaincodes: new Map(ordered.map(({ name, address }) => [name, address])),
  };
}
