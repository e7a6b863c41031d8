// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from "node:path";
import type { Consortium } from "./description/consortium.js";
import { portsOf } from "./description/names.js";
import { ownFolder } from "./files/owner-only.js";
import { generateCrypto, type CryptoOptions } from "./crypto/generate.js";
import { writeConnectionProfiles } from "./profiles/connection-profiles.js";
import { startAuthorities, type RunningAuthority } from "./services/ca/start.js";
import { filteredBlocks, wholeBlocks } from "./services/deliver/responses.js";
import { Discovery } from "./services/discovery/discovery.js";
import { EndorsementAnalyzer } from "./services/discovery/layouts.js";
import { PeerNetwork, type PeerNode } from "./endorser/peer.js";
import { Gateway } from "./services/gateway/gateway.js";
import type { Endpoint } from "./blocks/channel-options.js";
import type { Channel } from "./channel/api.js";
import { openChannel } from "./channel/channel.js";
import { addAtomicBroadcast } from "./services/atomic-broadcast.js";
import { checkChaincodes, type ChaincodeAddress } from "./chaincode-address.js";
import { checkSameChannel } from "./same-channel.js";
import { EMBEDDED_FOLDER } from "./ledger-files.js";
import { NodeServer } from "./services/grpc/node-server.js";
import { planNodes, peerOptions, type NetworkFiles, type NodeFiles } from "./nodes.js";
import { addPeerServices } from "./services/peer-services.js";
import type { TlsServerOptions } from "./services/grpc/tls-server.js";

const LOOPBACK = "127.0.0.1";

export interface EmbeddedOptions {
  readonly consortium: Consortium;
  /** Home folder; the network keeps everything in `embedded` below it. */
  readonly home: string;
  /** Moves every declared port by `portBase - 7000`. */
  readonly portBase?: number | undefined;
  readonly chaincodes: readonly ChaincodeAddress[];
  /** Address to listen on; loopback unless given. */
  readonly listenOn?: string | undefined;
  /** How long one execution of a chaincode may take, in milliseconds; 30,000 unless given, as in Fabric. */
  readonly executeTimeoutMs?: number | undefined;
  /** Told in a sentence what a crash had left and was put right at the start; written to the standard error output unless given. */
  readonly onNotice?: ((sentence: string) => void) | undefined;
  /** Enrols organisations whose certificate authority runs elsewhere; see `generateCrypto`. */
  readonly enrol?: CryptoOptions["enrol"];
}

/** A peer of the network, which can be stopped alone: its organisation is then without one. */
export interface EmbeddedPeer {
  readonly mspId: string;
  readonly address: string;
  /** Ends the peer's server and takes the peer out of discovery. */
  stop(): Promise<void>;
  /** Lets the peer serve again. */
  start(): Promise<void>;
}

/** A running embedded network. */
export interface EmbeddedNetwork {
  /** Folder with the connection profiles and `identities.json`. */
  readonly profilesDir: string;
  /** Blocks on the ledger when the network came up. */
  readonly height: bigint;
  readonly peers: readonly EmbeddedPeer[];
  readonly orderers: readonly { readonly mspId: string; readonly address: string }[];
  /** Certificate authorities, where the consortium declares them. */
  readonly authorities: readonly { readonly mspId: string; readonly caName: string; readonly address: string }[];
  /** Ends the servers, finishes the block being written and closes the ledger. Safe to call more than once. */
  stop(): Promise<void>;
}

/**
 * Brings up a whole consortium in this process: certificates, ledger, one TLS server for each peer and ordering node.
 * A second start on the same home folder continues its ledger. From then on, what the process creates is its owner's alone.
 *
 * A ledger that is damaged is not opened, and nothing in it is changed.
 *
 * @throws {NetworkError} NETWORK_CHAINCODE_UNKNOWN, NETWORK_CHANGED, NETWORK_PORT_TAKEN, NETWORK_LEDGER_DAMAGED, NETWORK_DISK_FULL,
 *   NETWORK_LEDGER_NOT_WRITABLE.
 * @throws {RangeError} when a port leaves 1 to 65535.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedNetwork> {
  const { consortium, chaincodes, listenOn = LOOPBACK } = options;
  checkChaincodes(consortium, chaincodes);
  const directory = join(resolve(options.home), EMBEDDED_FOLDER);
  ownFolder(directory);
  const ledgerDirectory = join(directory, "ledger");
  checkSameChannel(join(directory, "ledger", "channel.json"), consortium);
  const ports = portsOf(consortium, options.portBase);
  await generateCrypto(consortium, directory, { enrol: options.enrol });
  const files = planNodes(consortium, directory, ports, join(ledgerDirectory, consortium.channel));

  const { onNotice = warn } = options;
  const channel = await openChannel({ ...files.channel, onNotice });
  const { executeTimeoutMs } = options;
  const network = new PeerNetwork(
    channel,
    files.peers.map((node) => ({ ...peerOptions(node, chaincodes), executeTimeoutMs })),
  );
  const authorities: RunningAuthority[] = [];
  const servers = planServers(network, files, listenOn);
  const stop = once(() => close([...servers.peers, ...servers.orderers, ...authorities], network, channel));
  try {
    for (const server of [...servers.peers, ...servers.orderers]) await server.start();
    const onRevocationList = (mspId: string, crlPem: string): void => channel.msps.revoke(mspId, Buffer.from(crlPem));
    await startAuthorities({ consortium, directory, ports, listenOn, onRevocationList }, (authority) => {
      authorities.push(authority);
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    profilesDir: writeConnectionProfiles(consortium, directory, ports, { localAuthorities: true, embedded: true }),
    height: channel.ledger.info().height,
    peers: network.nodes.map((node, index) => controlOf(network, node, servers.peers[index]!)),
    orderers: files.orderers.map(({ mspId, endpoint }) => ({ mspId, address: addressOf(endpoint) })),
    authorities,
    stop,
  };
}

function warn(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

function controlOf(network: PeerNetwork, node: PeerNode, server: NodeServer): EmbeddedPeer {
  return {
    mspId: node.mspId,
    address: node.address,
    async stop() {
      network.setRunning(node, false);
      await server.stop();
    },
    async start() {
      await server.start();
      network.setRunning(node, true);
    },
  };
}

interface Servers {
  readonly peers: readonly NodeServer[];
  readonly orderers: readonly NodeServer[];
}

function planServers(network: PeerNetwork, files: NetworkFiles, host: string): Servers {
  const { channel, access } = network;
  const analyzer = new EndorsementAnalyzer(network);
  const filtered = filteredBlocks(channel.channelId);
  const orderers = new Map<string, Endpoint[]>();
  for (const { mspId, endpoint } of files.orderers) orderers.set(mspId, [...(orderers.get(mspId) ?? []), endpoint]);
  const optionsOf = ({ endpoint, tlsDirectory }: NodeFiles): TlsServerOptions => ({
    host,
    port: endpoint.port,
    tlsDirectory,
  });

  const peers = files.peers.map((peerFiles, index) => {
    const node = network.nodes[index]!;
    const gateway = new Gateway(network, node, analyzer);
    const discovery = new Discovery({ network, analyzer, mspId: node.mspId, orderers });
    return new NodeServer(optionsOf(peerFiles), (server) =>
      addPeerServices(server, { network, node, gateway, discovery, filtered }),
    );
  });
  const ordering = files.orderers.map(
    (node) => new NodeServer(optionsOf(node), (server) => addAtomicBroadcast(server, channel, access, wholeBlocks)),
  );
  return { peers, orderers: ordering };
}

async function close(
  servers: readonly { stop(): Promise<void> }[],
  network: PeerNetwork,
  channel: Channel,
): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
  network.close();
  await channel.close();
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}

function addressOf({ host, port }: Endpoint): string {
  return `${host}:${port}`;
}
