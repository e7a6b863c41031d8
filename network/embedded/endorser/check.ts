// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { common } from "@hyperledger/fabric-protos";
import type { Channel } from "../channel/api.js";
import { type Identity, InvalidIdentityError } from "../identity/identity.js";
import type { AccessControl } from "../policy/access.js";
import { codec, string } from "../protocol/message.js";
import { ProposalError, type Proposal } from "./proposal.js";
import { messageOf } from "../protocol/errors.js";

const { HeaderType } = common;
const HEADER_TYPE_NAMES = new Map<number, string>(Object.entries(HeaderType).map(([name, value]) => [value, name]));

/** Names that belong to a peer's own chaincodes. */
const SYSTEM_CHAINCODES: ReadonlySet<string> = new Set(["lscc", "cscc", "qscc", "_lifecycle"]);

export function isSystemChaincode(name: string): boolean {
  return SYSTEM_CHAINCODES.has(name);
}

/**
 * The checks a peer makes before it executes a proposal, in Fabric's order: header, transaction id, creator, signature, duplicate,
 * right to propose.
 *
 * @param localMspId the organisation of the peer, which alone may make proposals without a channel
 * @returns the creator
 * @throws {ProposalError} with Fabric's sentence.
 */
export function checkProposal(
  proposal: Proposal,
  channel: Channel,
  access: AccessControl,
  localMspId: string,
): Identity {
  checkHeader(proposal);
  const creator = authenticate(proposal, channel, localMspId);
  if (proposal.channelId === "") return creator;
  if (channel.ledger.transactionStatus(proposal.txId))
    throw new ProposalError(
      `duplicate transaction found [${proposal.txId}]. Creator [${proposal.creator.toString("hex")}]`,
    );
  if (!isSystemChaincode(proposal.chaincode)) checkWriter(creator, access);
  return creator;
}

function checkWriter(creator: Identity, access: AccessControl): void {
  try {
    access.check("peer/Propose", creator);
  } catch (error) {
    throw new ProposalError(messageOf(error));
  }
}

function checkHeader(proposal: Proposal): void {
  const problem = headerProblem(proposal);
  if (problem) throw new ProposalError(`error validating proposal: ${problem}`);
}

function headerProblem({ type, epoch, nonce, creator, txId, signature }: Proposal): string | undefined {
  if (type !== HeaderType.ENDORSER_TRANSACTION && type !== HeaderType.CONFIG)
    return `invalid header type ${HEADER_TYPE_NAMES.get(type) ?? type}`;
  if (epoch !== 0) return "epoch is non-zero";
  if (nonce.length === 0) return "nonce is empty";
  if (creator.length === 0) return "creator is empty";
  const expected = createHash("sha256").update(nonce).update(creator).digest("hex");
  if (txId !== expected) return `incorrectly computed txid '${txId}' -- expected '${expected}'`;
  return signature.length === 0 ? "empty signature bytes" : undefined;
}

function authenticate(proposal: Proposal, channel: Channel, localMspId: string): Identity {
  const { channelId } = proposal;
  const denied = `error validating proposal: access denied: channel [${channelId}] creator org`;
  const identity = deserialiseCreator(proposal, channel, denied);
  if (channelId === "" && identity.mspId !== localMspId)
    throw new ProposalError(`${denied} unknown, creator is malformed`);
  if (!channel.msps.verify(identity, proposal.proposalBytes, proposal.signature))
    throw new ProposalError(`${denied} [${identity.mspId}]`);
  if (identity.notAfter.getTime() < Date.now()) throw new ProposalError("proposal client identity expired");
  return identity;
}

function deserialiseCreator({ creator }: Proposal, channel: Channel, denied: string): Identity {
  try {
    return channel.msps.deserialise(creator);
  } catch (error) {
    const organisation =
      error instanceof InvalidIdentityError ? `[${decodeIdentity(creator).mspId}]` : "unknown, creator is malformed";
    throw new ProposalError(`${denied} ${organisation}`, { cause: error });
  }
}

/** The MSP id in a serialised identity. */
const decodeIdentity = codec({ mspId: string(1) });
