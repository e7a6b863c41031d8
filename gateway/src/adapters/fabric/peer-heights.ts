// SPDX-License-Identifier: Apache-2.0
import type { Client } from "@grpc/grpc-js";
import { discovery, gossip, msp } from "@hyperledger/fabric-protos";
import type { LedgerIdentity, PeerHeight } from "../../ports/ledger.js";
import { DEADLINE_MS } from "./limits.js";
import type { SignMessage } from "./signer.js";

/** Fabric's discovery service, as gRPC names its one method. */
const DISCOVER = "/discovery.Discovery/Discover";

/**
 * Asks a peer's discovery service which peers of a channel it hears of, and how high each says its copy is.
 * @throws {Error} of gRPC, or one with what the service says where it refuses.
 */
export async function peerHeights(
  connection: Client,
  identity: LedgerIdentity,
  sign: SignMessage,
  channel: string,
): Promise<readonly PeerHeight[]> {
  const request = await signedRequest(identity, sign, channel);
  const response = await new Promise<discovery.Response | undefined>((resolve, reject) => {
    connection.makeUnaryRequest(
      DISCOVER,
      (message: discovery.SignedRequest) => Buffer.from(message.serializeBinary()),
      (bytes) => discovery.Response.deserializeBinary(bytes),
      request,
      { deadline: Date.now() + DEADLINE_MS.evaluate },
      (error, answer) => (error === null ? resolve(answer) : reject(error)),
    );
  });
  const [result] = response?.getResultsList() ?? [];
  const members = result?.getMembers();
  if (members === undefined) throw new Error(result?.getError()?.getContent() ?? "discovery gave no answer");
  return [...members.getPeersByOrgMap().entries()].flatMap(([, peers]) => peers.getPeersList().map(heightOf));
}

async function signedRequest(
  identity: LedgerIdentity,
  sign: SignMessage,
  channel: string,
): Promise<discovery.SignedRequest> {
  const creator = new msp.SerializedIdentity();
  creator.setMspid(identity.mspId);
  creator.setIdBytes(Buffer.from(identity.certificate));
  const authentication = new discovery.AuthInfo();
  authentication.setClientIdentity(creator.serializeBinary());
  const query = new discovery.Query();
  query.setChannel(channel);
  query.setPeerQuery(new discovery.PeerMembershipQuery());
  const request = new discovery.Request();
  request.setAuthentication(authentication);
  request.setQueriesList([query]);
  const payload = request.serializeBinary();
  const signed = new discovery.SignedRequest();
  signed.setPayload(payload);
  signed.setSignature(await sign(payload));
  return signed;
}

function heightOf(member: discovery.Peer): PeerHeight {
  const state = gossip.GossipMessage.deserializeBinary(member.getStateInfo()?.getPayload_asU8() ?? Buffer.of());
  return {
    mspId: msp.SerializedIdentity.deserializeBinary(member.getIdentity_asU8()).getMspid(),
    height: BigInt(state.getStateInfo()?.getProperties()?.getLedgerHeight() ?? 0),
  };
}
