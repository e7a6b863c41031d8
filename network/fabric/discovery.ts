// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, sign, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { discovery, gossip, msp } from "@hyperledger/fabric-protos";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { ChaincodeDefinition } from "@licet/embedded-network/description/schema";
import type { FabricContext } from "./peer-commands.js";
import { administratorOf, LOOPBACK, type NetworkPlan, type PeerPlan } from "./plan.js";
import { until } from "./wait.js";

const DISCOVER = "/discovery.Discovery/Discover";
const REQUEST_TIMEOUT_MS = 5_000;
const SETTLE_TIMEOUT_MS = 90_000;
const POLL_INTERVAL_MS = 250;
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const SCALAR_BYTES = 32;

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
  readonly #client: Client;
  readonly #request: discovery.SignedRequest;

  constructor(plan: NetworkPlan, peer: PeerPlan) {
    const channelCredentials = credentials.createSsl(readFileSync(peer.files.tlsCa));
    this.#client = new Client(`${LOOPBACK}:${peer.port}`, channelCredentials, {
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
      const answer = (error: ServiceError | null, response?: discovery.Response): void =>
        resolve(error ? undefined : response);
      this.#client.makeUnaryRequest(
        DISCOVER,
        (request: discovery.SignedRequest) => Buffer.from(request.serializeBinary()),
        (bytes: Buffer) => discovery.Response.deserializeBinary(bytes),
        this.#request,
        { deadline: Date.now() + REQUEST_TIMEOUT_MS },
        answer,
      );
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
  const identity = new msp.SerializedIdentity();
  identity.setMspid(peer.organisation.mspId);
  identity.setIdBytes(readFileSync(admin.certificate));
  const authentication = new discovery.AuthInfo();
  authentication.setClientIdentity(identity.serializeBinary());
  authentication.setClientTlsCertHash(tlsHash(admin.tlsCertificate));
  const query = new discovery.Query();
  query.setChannel(plan.consortium.channel);
  query.setPeerQuery(new discovery.PeerMembershipQuery());
  const request = new discovery.Request();
  request.setAuthentication(authentication);
  request.setQueriesList([query]);
  const signed = new discovery.SignedRequest();
  const payload = request.serializeBinary();
  signed.setPayload(payload);
  signed.setSignature(signLowS(payload, readFileSync(admin.key)));
  return signed;
}

function tlsHash(certificateFile: string): Buffer {
  return createHash("sha256")
    .update(new X509Certificate(readFileSync(certificateFile)).raw)
    .digest();
}

/** Fabric accepts a signature only in the lower of its two forms. */
function signLowS(message: Uint8Array, keyPem: Buffer): Buffer {
  const raw = sign("sha256", message, { key: createPrivateKey(keyPem), dsaEncoding: "ieee-p1363" });
  const s = BigInt(`0x${raw.subarray(SCALAR_BYTES).toString("hex")}`);
  const low = s > P256_ORDER / 2n ? P256_ORDER - s : s;
  const integers = [
    raw.subarray(0, SCALAR_BYTES),
    Buffer.from(low.toString(16).padStart(2 * SCALAR_BYTES, "0"), "hex"),
  ];
  const body = Buffer.concat(integers.map(derInteger));
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function derInteger(value: Buffer): Buffer {
  const start = value.findIndex((byte) => byte !== 0);
  const digits = value.subarray(start);
  const padded = (digits[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits;
  return Buffer.concat([Buffer.from([0x02, padded.length]), padded]);
}
