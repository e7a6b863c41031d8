// SPDX-License-Identifier: Apache-2.0
import { discovery, msp, peer } from "@hyperledger/fabric-protos";
import { rolePrincipal } from "../../policy/dsl.js";
import { newMessage } from "../../protocol/new-message.js";
import type { PeerNetwork, PeerNode } from "../../endorser/peer.js";
import type { Endpoint } from "../../blocks/channel-options.js";
import type { Identity } from "../../identity/identity.js";
import { interestText } from "./interest-text.js";
import { groupByOrganisation, type EndorsementAnalyzer } from "./layouts.js";
import { describePeers } from "./messages.js";
import { messageOf } from "../../protocol/errors.js";

export interface DiscoveryOptions {
  readonly network: PeerNetwork;
  readonly analyzer: EndorsementAnalyzer;
  /** Organisation of the peer that answers. */
  readonly mspId: string;
  /** Ordering organisation to the addresses of its nodes. */
  readonly orderers: ReadonlyMap<string, readonly Endpoint[]>;
}

const { QueryCase } = discovery.Query;

/** The discovery service of one peer. */
export class Discovery {
  readonly #options: DiscoveryOptions;

  constructor(options: DiscoveryOptions) {
    this.#options = options;
  }

  /**
   * Answers a serialised discovery.SignedRequest with a serialised discovery.Response.
   *
   * @throws {Error} with Fabric's sentence for a request without identity.
   */
  discover(bytes: Buffer): Buffer {
    const signed = discovery.SignedRequest.deserializeBinary(bytes);
    const payload = signed.getPayload_asU8();
    const request = discovery.Request.deserializeBinary(payload);
    const authentication = request.getAuthentication();
    if (!authentication) throw new Error("access denied, no authentication info in request");
    const identity = authentication.getClientIdentity_asU8();
    if (identity.length === 0) throw new Error("access denied, client identity wasn't supplied");
    const signature = signed.getSignature_asU8();
    const response = newMessage(discovery.Response, {
      resultsList: request.getQueriesList().map((query) => this.#answer(query, { data: payload, identity, signature })),
    });
    return Buffer.from(response.serializeBinary());
  }

  #answer(query: discovery.Query, signed: Parameters<Discovery["mayAsk"]>[1]): discovery.QueryResult {
    if (!this.mayAsk(query.getChannel(), signed)) return failed("access denied");
    const local = query.getChannel() === "";
    switch (query.getQueryCase()) {
      case QueryCase.CONFIG_QUERY:
        return local ? failed("unknown or missing request type") : this.#config();
      case QueryCase.PEER_QUERY:
        return local ? failed("unknown or missing request type") : this.#members(query.getPeerQuery()!);
      case QueryCase.CC_QUERY:
        return local ? failed("unknown or missing request type") : this.#endorsers(query.getCcQuery()!);
      case QueryCase.LOCAL_PEERS:
        return local ? this.#localMembers() : failed("unknown or missing request type");
      default:
        return failed("unknown or missing request type");
    }
  }

  /** Channel queries are for the channel's writers, queries without a channel for members of the peer's organisation. */
  mayAsk(channelId: string, signed: { data: Uint8Array; identity: Uint8Array; signature: Uint8Array }): boolean {
    const { network, mspId } = this.#options;
    if (channelId !== "" && channelId !== network.channel.channelId) return false;
    try {
      const identity: Identity = network.channel.msps.deserialise(signed.identity);
      if (!network.channel.msps.verify(identity, signed.data, signed.signature)) return false;
      const admin = rolePrincipal(mspId, msp.MSPRole.MSPRoleType.ADMIN);
      return channelId === ""
        ? network.channel.msps.satisfiesPrincipal(identity, admin)
        : network.access.allows("peer/Propose", identity);
    } catch {
      return false;
    }
  }

  #config(): discovery.QueryResult {
    const { network, orderers } = this.#options;
    const config = new discovery.ConfigResult();
    for (const mspId of network.channel.msps.mspIds) {
      const definition = network.channel.msps.config(mspId);
      if (definition) config.getMspsMap().set(mspId, definition);
    }
    for (const [mspId, endpoints] of orderers) {
      const list = endpoints.map(({ host, port }) => {
        return newMessage(discovery.Endpoint, { host, port });
      });
      config.getOrderersMap().set(mspId, newMessage(discovery.Endpoints, { endpointList: list }));
    }
    return newMessage(discovery.QueryResult, { configResult: config });
  }

  #members(query: discovery.PeerMembershipQuery): discovery.QueryResult {
    const filter = query.getFilter();
    try {
      if (!filter?.getChaincodesList().length) return this.#membership(this.#running(), true);
      return this.#membership(groupByOrganisation(this.#options.analyzer.authorisedPeers(filter)), true);
    } catch (error) {
      return failed(messageOf(error));
    }
  }

  #localMembers(): discovery.QueryResult {
    return this.#membership(this.#running(), false);
  }

  /** The peers that run, by organisation; an organisation whose peers are away is listed without any. */
  #running(): Map<string, PeerNode[]> {
    const { nodes, peers } = this.#options.network;
    return new Map(
      [...groupByOrganisation(nodes)].map(([mspId, all]) => [mspId, all.filter((one) => peers.includes(one))]),
    );
  }

  #membership(groups: ReadonlyMap<string, PeerNode[]>, withState: boolean): discovery.QueryResult {
    const members = new discovery.PeerMembershipResult();
    for (const [mspId, peers] of groups)
      members.getPeersByOrgMap().set(mspId, describePeers(this.#options.network, peers, withState));
    return newMessage(discovery.QueryResult, { members });
  }

  #endorsers(query: discovery.ChaincodeQuery): discovery.QueryResult {
    const interests = query.getInterestsList();
    const problem = interestProblem(interests);
    if (problem) return failed(problem);
    const content = new discovery.ChaincodeQueryResult();
    for (const interest of interests) {
      try {
        content.addContent(this.#descriptor(interest));
      } catch {
        return failed(`failed constructing descriptor for ${interestText(interest)}`);
      }
    }
    return newMessage(discovery.QueryResult, { ccQueryRes: content });
  }

  #descriptor(interest: peer.ChaincodeInterest): discovery.EndorsementDescriptor {
    const { network, analyzer } = this.#options;
    const { layouts, peersByOrganisation } = analyzer.optionsFor(interest);
    const groups = new Map([...peersByOrganisation.keys()].map((mspId, index) => [mspId, `G${index}`]));
    const descriptor = newMessage(discovery.EndorsementDescriptor, {
      chaincode: interest.getChaincodesList()[0]?.getName() ?? "",
    });
    const used = new Set(layouts.flatMap((layout) => [...layout.keys()]));
    for (const [mspId, peers] of peersByOrganisation)
      if (used.has(mspId))
        descriptor.getEndorsersByGroupsMap().set(groups.get(mspId)!, describePeers(network, peers, true));
    descriptor.setLayoutsList(
      layouts.map((layout) => {
        const entry = new discovery.Layout();
        for (const [mspId, quantity] of layout) entry.getQuantitiesByGroupMap().set(groups.get(mspId)!, quantity);
        return entry;
      }),
    );
    return descriptor;
  }
}

function interestProblem(interests: readonly peer.ChaincodeInterest[]): string | undefined {
  if (interests.length === 0) return "chaincode query must have at least one chaincode interest";
  for (const interest of interests) {
    const calls = interest.getChaincodesList();
    if (calls.length === 0) return "chaincode interest must contain at least one chaincode";
    if (calls.some((call) => call.getName() === "")) return "chaincode name in interest cannot be empty";
  }
  return undefined;
}

function failed(content: string): discovery.QueryResult {
  return newMessage(discovery.QueryResult, { error: newMessage(discovery.Error, { content }) });
}
