// SPDX-License-Identifier: Apache-2.0
import { discovery, gossip, msp, peer } from "@hyperledger/fabric-protos";
import type { ConformanceCase } from "../harness/case.js";
import { observeError, type Observation } from "../harness/observation.js";
import type { Person } from "../harness/person.js";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

interface DiscoverOptions {
  readonly person?: Person;
  readonly signature?: Uint8Array;
}

async function discover(
  world: World,
  queries: readonly discovery.Query[],
  options: DiscoverOptions = {},
): Promise<discovery.Response> {
  const person = options.person ?? world.person(ORG1);
  const authentication = new discovery.AuthInfo();
  authentication.setClientIdentity(person.creator);
  const request = new discovery.Request();
  request.setAuthentication(authentication);
  request.setQueriesList([...queries]);
  const signed = new discovery.SignedRequest();
  signed.setPayload(request.serializeBinary());
  signed.setSignature(options.signature ?? person.sign(request.serializeBinary()));
  return new Promise((resolve, reject) => {
    world.peerConnection(ORG1).discovery.discover(signed, (error, response) => {
      if (error !== null || response === undefined) reject(error ?? new Error("no response"));
      else resolve(response);
    });
  });
}

function query(channel: string, fill: (query: discovery.Query) => void): discovery.Query {
  const built = new discovery.Query();
  built.setChannel(channel);
  fill(built);
  return built;
}

const peersQuery = (channel: string): discovery.Query =>
  query(channel, (built) => built.setPeerQuery(new discovery.PeerMembershipQuery()));
const configQuery = (channel: string): discovery.Query =>
  query(channel, (built) => built.setConfigQuery(new discovery.ConfigQuery()));

function endorsersQuery(channel: string, ...calls: readonly { name: string; collections?: string[] }[]) {
  const interest = new peer.ChaincodeInterest();
  interest.setChaincodesList(
    calls.map(({ name, collections }) => {
      const call = new peer.ChaincodeCall();
      call.setName(name);
      call.setCollectionNamesList(collections ?? []);
      return call;
    }),
  );
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

async function results(
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

/** Discovery: how clients learn of peers, orderers and who must endorse. */
export const discoveryCases: readonly ConformanceCase[] = [
  {
    id: "discovery-network",
    title: "Discovery of the configuration and the peers",
    what: "MSPs, ordering endpoints, every organisation's peers and the chaincodes they run.",
    run: (world) => results(world, [configQuery(world.channel), peersQuery(world.channel)]),
  },
  {
    id: "discovery-endorsers",
    title: "Discovery of endorsers",
    what: "Layouts for a majority, for any, for two chaincodes together and for collections.",
    async run(world) {
      const { channel } = world;
      const of = (...calls: readonly { name: string; collections?: string[] }[]): Promise<Observation> =>
        results(world, [endorsersQuery(channel, ...calls)]);
      return {
        majority: await of({ name: "kv" }),
        any: await of({ name: "kv2" }),
        both: await of({ name: "kv2" }, { name: "kv" }),
        members: await of({ name: "kv", collections: ["members12"] }),
        ownPolicy: await of({ name: "kv", collections: ["endorsed3"] }),
        implicit: await of({ name: "kv2", collections: ["_implicit_org_Org2MSP"] }),
        unknownCollection: await of({ name: "kv", collections: ["nosuch"] }),
        unknown: await of({ name: "nosuch" }),
        none: await of(),
      };
    },
  },
  {
    id: "discovery-refused",
    title: "Discovery that is refused",
    what: "Unknown channels, strangers, signatures that do not hold.",
    async run(world) {
      const { channel } = world;
      const person = world.person(ORG1);
      return {
        unknownChannel: await results(world, [peersQuery("nosuchchannel"), configQuery("nosuchchannel")]),
        stranger: await results(world, [peersQuery(channel)], { person: person.claiming("NoSuchMSP") }),
        impostor: await results(world, [peersQuery(channel)], { person: person.claiming(ORG2) }),
        unsigned: await results(world, [peersQuery(channel)], { signature: new Uint8Array() }),
        otherSigner: await results(world, [peersQuery(channel)], { signature: person.sign(Buffer.from("other")) }),
        member: await results(world, [endorsersQuery(channel, { name: "kv2" })], { person: world.person(ORG3) }),
        nothing: await results(world, []),
      };
    },
  },
];
