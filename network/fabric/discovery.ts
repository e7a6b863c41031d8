// SPDX-License-Identifier: Apache-2.0
import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { credentials } from "@grpc/grpc-js";
import { discovery, gossip } from "@hyperledger/fabric-protos";
import { newMessage } from "@licet/embedded-network/protocol/new-message";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { ChaincodeDefinition } from "@licet/embedded-network/description/schema";
import { newSigningIdentity } from "@licet/embedded-network/identity/signer";
import type { FabricContext } from "./peer-commands.js";
import { administratorOf, LOOPBACK, type NetworkPlan, type PeerPlan } from "./plan.js";
import { until } from "./wait.js";

const REQUEST_TIMEOUT_MS = 5_000;
const SETTLE_TIMEOUT_MS = 90_000;
const POLL_INTERVAL_MS = 250;

/**
 * Waits until every peer has heard, by gossip, that every peer on the channel runs the chaincode. Before that a client
 * is told that no combination of peers can endorse.
 *
 * @throws {NetworkError} NETWORK_TIMEOUT naming the peer that has not heard.
 */
export async function awaitDiscovery(context: FabricContext, definition: ChaincodeDefinition): Promise<void> {
  const { plan } = context;
  for (const peer of plan.peers) {
    const asker = new DiscoveryClient(plan, peer);
    try {
      const heard = async (): Promise<boolean> => (await asker.peersWith(definition)) >= plan.peers.length;
      if (await until(heard, SETTLE_TIMEOUT_MS, context.signal, POLL_INTERVAL_MS)) continue;
    } finally {
      asker.close();
    }
    throw new NetworkError(
      "NETWORK_TIMEOUT",
      `${peer.host} has not heard from all ${plan.peers.length} peers that they run ${definition.name} within ` +
        `${SETTLE_TIMEOUT_MS / 1_000} s; see the peers' logs in ${plan.directory}/logs.`,
    );
  }
}

/** Asks one peer's discovery service as the administrator of the peer's organisation. */
class DiscoveryClient {
  readonly #client: discovery.DiscoveryClient;
  readonly #request: discovery.SignedRequest;

  constructor(plan: NetworkPlan, peer: PeerPlan) {
    const channelCredentials = credentials.createSsl(readFileSync(peer.files.tlsCa));
    this.#client = new discovery.DiscoveryClient(`${LOOPBACK}:${peer.port}`, channelCredentials, {
      "grpc.ssl_target_name_override": peer.host,
    });
    this.#request = peersRequest(plan, peer);
  }

  /** How many peers are known to run the chaincode at the defined sequence; 0 while the peer does not answer. */
  async peersWith(definition: ChaincodeDefinition): Promise<number> {
    const response = await this.#discover();
    const members = response?.getResultsList()[0]?.getMembers();
    let count = 0;
    members?.getPeersByOrgMap().forEach((peers) => {
      count += peers.getPeersList().filter((peer) => runs(peer, definition)).length;
    });
    return count;
  }

  close(): void {
    this.#client.close();
  }

  #discover(): Promise<discovery.Response | undefined> {
    return new Promise((resolve) => {
      const options = { deadline: Date.now() + REQUEST_TIMEOUT_MS };
      this.#client.discover(this.#request, options, (error, response) => resolve(error ? undefined : response));
    });
  }
}

/** What gossip calls a chaincode's version is its sequence. */
function runs(peer: discovery.Peer, definition: ChaincodeDefinition): boolean {
  const payload = peer.getStateInfo()?.getPayload_asU8();
  if (!payload) return false;
  const properties = gossip.GossipMessage.deserializeBinary(payload).getStateInfo()?.getProperties();
  return (properties?.getChaincodesList() ?? []).some(
    (chaincode) => chaincode.getName() === definition.name && chaincode.getVersion() === String(definition.sequence),
  );
}

function peersRequest(plan: NetworkPlan, peer: PeerPlan): discovery.SignedRequest {
  const admin = administratorOf(plan, peer.organisation);
  const identity = newSigningIdentity(
    peer.organisation.mspId,
    readFileSync(admin.certificate),
    readFileSync(admin.key, "utf8"),
  );
  const authentication = newMessage(discovery.AuthInfo, {
    clientIdentity: identity.serialised,
    clientTlsCertHash: tlsHash(admin.tlsCertificate),
  });
  const query = newMessage(discovery.Query, {
    channel: plan.consortium.channel,
    peerQuery: new discovery.PeerMembershipQuery(),
  });
  const request = newMessage(discovery.Request, { authentication, queriesList: [query] });
  const signed = new discovery.SignedRequest();
  const payload = request.serializeBinary();
  signed.setPayload(payload);
  signed.setSignature(identity.sign(payload));
  return signed;
}

function tlsHash(certificateFile: string): Buffer {
  return createHash("sha256")
    .update(new X509Certificate(readFileSync(certificateFile)).raw)
    .digest();
}
