// SPDX-License-Identifier: Apache-2.0
import { status } from "@grpc/grpc-js";
import type { CheckedProposal } from "../../endorser/endorser.js";
import type { PeerNode } from "../../endorser/peer.js";
import { unpackProposal, type UnpackedProposal } from "../../endorser/proposal.js";
import type { ProposalResponse } from "../../endorser/response.js";
import { GrpcError, type ErrorDetail } from "./errors.js";
import { messageOf } from "../../protocol/errors.js";
import { detailOf, failureOf, refusalOf } from "./outcome.js";
import type { EndorsementPlan } from "./plan.js";
import type { EndorsementPlanner } from "./planner.js";
import { prepareTransaction } from "./transaction.js";

/**
 * Collects the endorsements of a proposal and answers the unsigned transaction, a serialised common.Envelope.
 *
 * @param organisations whose endorsements are wanted; empty: as the policies of what the transaction touches say
 */
export async function endorse(
  planner: EndorsementPlanner,
  signedProposal: Buffer,
  organisations: readonly string[],
): Promise<Buffer> {
  if (signedProposal.length === 0)
    throw new GrpcError(status.INVALID_ARGUMENT, "the proposed transaction must contain a signed proposal");
  return new EndorseCall(planner, unpack(signedProposal)).run(organisations);
}

function unpack(signedProposal: Buffer): UnpackedProposal {
  try {
    return unpackProposal(signedProposal);
  } catch (error) {
    throw new GrpcError(status.INVALID_ARGUMENT, messageOf(error));
  }
}

type Answer = { readonly success: ProposalResponse } | { readonly failure: string };

class EndorseCall {
  readonly #planner: EndorsementPlanner;
  readonly #proposal: UnpackedProposal;
  #checked: CheckedProposal | undefined;

  constructor(planner: EndorsementPlanner, proposal: UnpackedProposal) {
    this.#planner = planner;
    this.#proposal = proposal;
  }

  async run(organisations: readonly string[]): Promise<Buffer> {
    const plan =
      organisations.length > 0
        ? this.#planner.forOrganisations(this.#proposal, organisations)
        : await this.#planFromFirstEndorser();
    await this.#collect(plan);
    if (!plan.complete || !plan.payload)
      throw new GrpcError(
        status.ABORTED,
        "failed to collect enough transaction endorsements, see attached details for more info",
        plan.errors,
      );
    return prepareTransaction(this.#proposal, plan.payload, plan.endorsements);
  }

  /** Executes at one peer first and plans further endorsements from what the transaction touched. */
  async #planFromFirstEndorser(): Promise<EndorsementPlan> {
    const first = this.#planner.first(this.#proposal);
    const details: ErrorDetail[] = [];
    let peer = first.nextPeers()?.[0];
    while (peer) {
      const answer = await this.#ask(peer);
      if ("success" in answer) return this.#planner.onwards(this.#proposal, peer, answer.success);
      details.push(detailOf(peer, answer.failure));
      peer = first.replacement(peer);
    }
    throw new GrpcError(status.ABORTED, "failed to endorse transaction, see attached details for more info", details);
  }

  async #collect(plan: EndorsementPlan): Promise<void> {
    while (!plan.complete) {
      const peers = plan.nextPeers();
      if (!peers) return;
      if (peers.length === 1) await this.#askWithReplacements(plan, peers[0]!);
      else await Promise.all(peers.map((peer) => this.#askWithReplacements(plan, peer)));
    }
  }

  async #askWithReplacements(plan: EndorsementPlan, first: PeerNode): Promise<void> {
    let peer: PeerNode | undefined = first;
    while (peer) {
      const answer: Answer = await this.#ask(peer);
      if ("failure" in answer) plan.errors.push(detailOf(peer, answer.failure));
      else if (plan.accept(peer, answer.success)) return;
      peer = plan.replacement(peer);
    }
  }

  /** A peer's answer. The checks before execution come out alike at every peer of the process and are made once. */
  async #ask(peer: PeerNode): Promise<Answer> {
    try {
      this.#checked ??= peer.endorser.check(this.#proposal);
    } catch (error) {
      return { failure: refusalOf(error, peer, this.#planner.local).message };
    }
    const answer = await peer.endorser.execute(this.#checked);
    const failure = failureOf(answer);
    return failure ? { failure: failure.message } : { success: answer };
  }
}
