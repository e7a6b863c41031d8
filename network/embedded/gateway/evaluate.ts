// SPDX-License-Identifier: Apache-2.0
import { status } from "@grpc/grpc-js";
import type { CheckedProposal } from "../endorser/endorser.js";
import type { PeerNetwork, PeerNode } from "../endorser/peer.js";
import { ProposalError, unpackProposal, type UnpackedProposal } from "../endorser/proposal.js";
import { encodeResponse } from "../wire/response.js";
import { GrpcError, type ErrorDetail } from "./errors.js";
import { messageOf } from "../message.js";
import { detailOf, failureOf } from "./outcome.js";
import { localFirst } from "./plan.js";

/**
 * Executes a proposal at one peer for its result, a serialised protos.Response. A peer that fails, as opposed to a chaincode that
 * refuses, is replaced by the next.
 *
 * @param organisations whose peers may be asked; empty: all, or with transient data the gateway's own
 */
export async function evaluate(
  network: PeerNetwork,
  local: PeerNode,
  signedProposal: Buffer,
  organisations: readonly string[],
): Promise<Buffer> {
  const proposal = unpack(signedProposal);
  requireChannel(network, proposal.channelId, status.UNAVAILABLE);
  const candidates = evaluators(network, local, proposal, organisations);
  const checked = check(proposal, candidates[0]!);
  const details: ErrorDetail[] = [];
  let code = status.ABORTED;
  for (const peer of candidates) {
    const answer = await peer.endorser.evaluate(checked);
    const failure = failureOf(answer);
    if (!failure) return encodeResponse(answer.response);
    details.push(detailOf(peer, failure.message));
    code = failure.code;
    if (!failure.retry) throw new GrpcError(code, `${REFUSED}: ${failure.message}`, details);
  }
  throw new GrpcError(code, "failed to evaluate transaction, see attached details for more info", details);
}

const REFUSED = "evaluate call to endorser returned error";

/** @throws {GrpcError} with the given code when the channel is not the network's */
export function requireChannel(network: PeerNetwork, channelId: string, code: status): void {
  if (channelId !== network.channel.channelId)
    throw new GrpcError(
      code,
      `failed to get config for channel [${channelId}]: could not get last config for channel ${channelId}`,
    );
}

/** Peers to evaluate at, best first. */
function evaluators(
  network: PeerNetwork,
  local: PeerNode,
  proposal: UnpackedProposal,
  organisations: readonly string[],
): PeerNode[] {
  const guarded = proposal.hasTransient && organisations.length === 0;
  const allowed = guarded ? [local.mspId] : organisations;
  const able = network.peers.filter(
    (peer) => peer.has(proposal.invokedChaincode) && (allowed.length === 0 || allowed.includes(peer.mspId)),
  );
  if (able.length > 0) {
    const own = able.filter((peer) => peer.mspId === local.mspId);
    const others = able.filter((peer) => peer.mspId !== local.mspId);
    return [...localFirst(own, local), ...others];
  }
  const reason = `no peers available to evaluate chaincode ${proposal.invokedChaincode} in channel ${proposal.channelId}`;
  const advice =
    "no endorsers found in the gateway's organization; retry specifying target organization(s) to protect transient data";
  throw new GrpcError(status.FAILED_PRECONDITION, guarded ? `${advice}: ${reason}` : reason);
}

function check(proposal: UnpackedProposal, peer: PeerNode): CheckedProposal {
  try {
    return peer.endorser.check(proposal);
  } catch (error) {
    const message = messageOf(error);
    throw new GrpcError(status.FAILED_PRECONDITION, `${REFUSED}: ${message}`, [detailOf(peer, message)]);
  }
}

function unpack(signedProposal: Buffer): UnpackedProposal {
  try {
    if (signedProposal.length === 0) throw new ProposalError("a signed proposal is required");
    const proposal = unpackProposal(signedProposal);
    if (proposal.channelId === "") throw new ProposalError("no channel id provided");
    if (proposal.invokedChaincode === "")
      throw new ProposalError(`no chaincode name is provided, channel id [${proposal.channelId}]`);
    return proposal;
  } catch (error) {
    throw new GrpcError(status.INVALID_ARGUMENT, `failed to unpack transaction proposal: ${messageOf(error)}`);
  }
}
