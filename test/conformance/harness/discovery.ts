// SPDX-License-Identifier: Apache-2.0
import { common, discovery, gossip, msp, peer } from "@hyperledger/fabric-protos";
import { observeError, type Observation } from "@licet/scripts/wire/observation";
import type { Person } from "@licet/scripts/wire/person";
import type { World } from "./world.js";

export interface DiscoverOptions {
  /** The organisation whose peer is asked; Org1, unless given. */
  readonly at?: string;
  readonly person?: Person;
  readonly signature?: Uint8Array;
}

async function discover(
  world: World,
  queries: readonly discovery.Query[],
  options: DiscoverOptions = {},
): Promise<discovery.Response> {
  const person = options.person ?? world.person("Org1MSP");
  const authentication = new discovery.AuthInfo();
  authentication.setClientIdentity(person.creator);
  const request = new discovery.Request();
  request.setAuthentication(authentication);
  request.setQueriesList([...queries]);
  const signed = new discovery.SignedRequest();
  signed.setPayload(request.serializeBinary());
  signed.setSignature(options.signature ?? person.sign(request.serializeBinary()));
  return new Promise((resolve, reject) => {
    world.peerConnection(options.at ?? "Org1MSP").discovery.discover(signed, (error, response) => {
      if (error !== null || response === undefined) reject(error ?? new Error("no response"));
      else resolve(response);
    });
  });
}

/** One question about a channel. */
export function query(channel: string, fill: (query: discovery.Query) => void): discovery.Query {
  const built = new discovery.Query();
  built.setChannel(channel);
  fill(built);
  return built;
}

/** Asks for the peers of a channel. */
export const peersQuery = (channel: string): discovery.Query =>
  query(channel, (built) => built.setPeerQuery(new discovery.PeerMembershipQuery()));
/** Asks for the configuration of a channel. */
export const configQuery = (channel: string): discovery.Query =>
  query(channel, (built) => built.setConfigQuery(new discovery.ConfigQuery()));

/** What a transaction would touch of one chaincode. */
export interface PlannedCall {
  readonly name: string;
  readonly collections?: string[];
  /** The policies of keys that it writes, in hexadecimal digits. */
  readonly keyPolicies?: readonly string[];
  /** Whether it writes no other key, so that the chaincode's own policy is not asked. */
  readonly disregardOwn?: boolean;
}

function chaincodeCall({ name, collections, keyPolicies, disregardOwn }: PlannedCall): peer.ChaincodeCall {
  const call = new peer.ChaincodeCall();
  call.setName(name);
  call.setCollectionNamesList(collections ?? []);
  call.setDisregardNamespacePolicy(disregardOwn ?? false);
  call.setKeyPoliciesList(
    (keyPolicies ?? []).map((policy) => common.SignaturePolicyEnvelope.deserializeBinary(Buffer.from(policy, "hex"))),
  );
  return call;
}

/** Asks who can endorse calls of chaincodes. */
export function endorsersQuery(channel: string, ...calls: readonly PlannedCall[]): discovery.Query {
  const interest = new peer.ChaincodeInterest();
  interest.setChaincodesList(calls.map(chaincodeCall));
  const chaincodes = new discovery.ChaincodeQuery();
  chaincodes.setInterestsList([interest]);
  return query(channel, (built) => built.setCcQuery(chaincodes));
}

function describeMember(member: discovery.Peer): Observation {
  const alive = gossip.GossipMessage.deserializeBinary(member.getMembershipInfo()?.getPayload_asU8() ?? Buffer.of());
  const state = gossip.GossipMessage.deserializeBinary(member.getStateInfo()?.getPayload_asU8() ?? Buffer.of());
  const properties = state.getStateInfo()?.getProperties();
  return {
    mspId: msp.SerializedIdentity.deserializeBinary(member.getIdentity_asU8()).getMspid(),
    endpoint: alive.getAliveMsg()?.getMembership()?.getEndpoint() ?? "",
    leftChannel: properties?.getLeftChannel() ?? null,
    chaincodes: (properties?.getChaincodesList() ?? [])
      .map((chaincode) => `${chaincode.getName()}:${chaincode.getVersion()}`)
      .sort(),
  };
}

function describeResult(result: discovery.QueryResult): Observation {
  const failure = result.getError();
  if (failure !== undefined) return { error: failure.getContent() };
  const members = result.getMembers();
  if (members !== undefined) {
    const entries = [...members.getPeersByOrgMap().entries()].sort(([a], [b]) => a.localeCompare(b));
    return entries.map(([mspId, peers]) => [mspId, peers.getPeersList().map(describeMember)]);
  }
  const config = result.getConfigResult();
  if (config !== undefined) {
    const orderers = [...config.getOrderersMap().entries()].map(([mspId, endpoints]) => [
      mspId,
      endpoints.getEndpointList().map((endpoint) => `${endpoint.getHost()}:${endpoint.getPort()}`),
    ]);
    return { msps: [...config.getMspsMap().keys()].sort(), orderers };
  }
  return (result.getCcQueryRes()?.getContentList() ?? []).map((descriptor) => describeDescriptor(descriptor));
}

/** Groups are named by the organisation of their peers, since the ledger numbers them as it likes. */
function describeDescriptor(descriptor: discovery.EndorsementDescriptor): Observation {
  const names = new Map<string, string>();
  descriptor.getEndorsersByGroupsMap().forEach((peers, group) => {
    const members = peers
      .getPeersList()
      .map((member) => msp.SerializedIdentity.deserializeBinary(member.getIdentity_asU8()));
    names.set(group, [...new Set(members.map((member) => member.getMspid()))].sort().join("+"));
  });
  const layouts = descriptor.getLayoutsList().map((layout) =>
    [...layout.getQuantitiesByGroupMap().entries()]
      .map(([group, quantity]) => `${quantity} of ${names.get(group) ?? "unknown"}`)
      .sort()
      .join(" and "),
  );
  return { chaincode: descriptor.getChaincode(), groups: [...names.values()].sort(), layouts: layouts.sort() };
}

/** Asks a peer and describes its answers. */
export async function discovered(
  world: World,
  queries: readonly discovery.Query[],
  options: DiscoverOptions = {},
): Promise<Observation> {
  try {
    const response = await discover(world, queries, options);
    return response.getResultsList().map(describeResult);
  } catch (error) {
    return observeError(error);
  }
}
