// SPDX-License-Identifier: Apache-2.0
import { status } from "@grpc/grpc-js";
import { peer as protos } from "@hyperledger/fabric-protos";
import { newMessage } from "../../protocol/new-message.js";
import { groupByOrganisation, NoEndorsersError, type EndorsementAnalyzer } from "../discovery/layouts.js";
import type { PeerNetwork, PeerNode } from "../../endorser/peer.js";
import type { UnpackedProposal } from "../../endorser/proposal.js";
import type { ProposalResponse } from "../../endorser/response.js";
import { GrpcError } from "./errors.js";
import { messageOf } from "../../protocol/errors.js";
import { EndorsementPlan, localFirst, planFrom } from "./plan.js";

/** Decides which peers a gateway asks for endorsements. */
export class EndorsementPlanner {
  readonly #network: PeerNetwork;
  /** The gateway's own peer. */
  readonly local: PeerNode;
  readonly #analyzer: EndorsementAnalyzer;

  constructor(network: PeerNetwork, local: PeerNode, analyzer: EndorsementAnalyzer) {
    this.#network = network;
    this.local = local;
    this.#analyzer = analyzer;
  }

  /**
   * One peer of each organisation the client named, which takes it upon itself that this satisfies the policies.
   *
   * @throws {GrpcError} UNAVAILABLE when an organisation has no peer with the chaincode.
   */
  forOrganisations(proposal: UnpackedProposal, organisations: readonly string[]): EndorsementPlan {
    const onChannel = proposal.channelId === this.#network.channel.channelId;
    const able = onChannel ? this.#network.peers.filter((peer) => peer.has(proposal.invocation.chaincode ?? "")) : [];
    const groups = groupByOrganisation(able);
    const missing = organisations.filter((mspId) => !groups.has(mspId));
    if (missing.length > 0)
      throw new GrpcError(status.UNAVAILABLE, `failed to find any endorsing peers for org(s): ${missing.join(", ")}`);
    const layout = new Map(organisations.map((mspId) => [mspId, 1]));
    const peers = organisations.map((mspId) => [mspId, localFirst(groups.get(mspId)!, this.local)] as const);
    return new EndorsementPlan([layout], new Map(peers));
  }

  /**
   * Where a transaction without named organisations is executed first: at the gateway's own organisation, or, when it has no such
   * chaincode and nothing confidential would leave it, wherever the chaincode's policy says.
   */
  first(proposal: UnpackedProposal): EndorsementPlan {
    try {
      return this.forOrganisations(proposal, [this.local.mspId]);
    } catch {
      if (proposal.hasTransient)
        throw new GrpcError(
          status.FAILED_PRECONDITION,
          "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) to protect " +
            "transient data",
        );
      return this.#planFor(proposal.channelId, defaultInterest(proposal.invocation.chaincode ?? ""), undefined);
    }
  }

  /** The plan for the endorsements that are still needed after the first one, by what the transaction touched. */
  onwards(proposal: UnpackedProposal, peer: PeerNode, answer: ProposalResponse): EndorsementPlan {
    const interest = answer.interest?.getChaincodesList().length
      ? answer.interest
      : defaultInterest(proposal.invocation.chaincode ?? "");
    const guarded = proposal.hasTransient ? guardCollections(interest) : { interest, collections: [] };
    const plan = this.#guardedPlan(proposal.channelId, interest, guarded, peer);
    plan.accept(peer, answer);
    return plan;
  }

  #guardedPlan(
    channelId: string,
    original: protos.ChaincodeInterest,
    guarded: GuardedInterest,
    peer: PeerNode,
  ): EndorsementPlan {
    try {
      return this.#planFor(channelId, guarded.interest, peer.mspId);
    } catch (error) {
      if (guarded.collections.length === 0 || !this.#canPlan(channelId, original, peer)) throw error;
      throw new GrpcError(
        status.FAILED_PRECONDITION,
        "requires endorsement from organisation(s) that are not in the distribution policy of the private data " +
          `collection(s): [${guarded.collections.join(" ")}]; retry specifying trusted endorsing organizations to ` +
          "protect transient data",
      );
    }
  }

  #canPlan(channelId: string, interest: protos.ChaincodeInterest, peer: PeerNode): boolean {
    try {
      this.#planFor(channelId, interest, peer.mspId);
      return true;
    } catch {
      return false;
    }
  }

  #planFor(channelId: string, interest: protos.ChaincodeInterest, preferred: string | undefined): EndorsementPlan {
    // Fabric says nothing more of a proposal without a channel.
    if (channelId === "") throw new GrpcError(status.FAILED_PRECONDITION, "");
    try {
      if (channelId !== this.#network.channel.channelId)
        throw new NoEndorsersError(
          `No metadata was found for chaincode ${interest.getChaincodesList()[0]?.getName()} in channel ${channelId}`,
        );
      return planFrom(this.#analyzer.optionsFor(interest), preferred, this.local);
    } catch (error) {
      throw new GrpcError(
        status.FAILED_PRECONDITION,
        `no combination of peers can be derived which satisfy the endorsement policy: ${messageOf(error)}`,
      );
    }
  }
}

interface GuardedInterest {
  readonly interest: protos.ChaincodeInterest;
  readonly collections: readonly string[];
}

/**
 * With transient data, only members of the collections written may see the proposal, so the interest is read as if the
 * transaction read them.
 */
function guardCollections(original: protos.ChaincodeInterest): GuardedInterest {
  const interest = original.cloneMessage();
  const collections: string[] = [];
  for (const call of interest.getChaincodesList()) {
    if (!call.getNoPrivateReads()) continue;
    call.setNoPrivateReads(false);
    collections.push(...call.getCollectionNamesList());
  }
  return { interest, collections };
}

function defaultInterest(chaincode: string): protos.ChaincodeInterest {
  const call = newMessage(protos.ChaincodeCall, { name: chaincode });
  return newMessage(protos.ChaincodeInterest, { chaincodesList: [call] });
}
