// SPDX-License-Identifier: Apache-2.0
import { peer } from "@hyperledger/fabric-protos";
import { envelopeOf, transactionPayload } from "@licet/scripts/wire/envelope";
import type { Observation } from "@licet/scripts/wire/observation";
import type { Person } from "@licet/scripts/wire/person";
import { buildProposal, signedProposal, type ForgedProposal, type ProposalOptions } from "@licet/scripts/wire/proposal";
import { broadcast, processProposal } from "@licet/scripts/wire/raw-peer";
import type { World } from "./world.js";

const COMMIT_MS_MAX = 10_000;

/** Parts of an endorsed transaction, open to tampering. */
export interface ForgedTransaction {
  readonly proposal: ForgedProposal;
  /** The proposal response payload that the endorsers signed. */
  readonly payload: Uint8Array;
  readonly endorsements: readonly peer.Endorsement[];
}

/** What is proposed where nothing is forged: a write of one key through kv2. */
export function usual(world: World, args: readonly string[]): ProposalOptions {
  return { channel: world.channel, chaincode: "kv2", args };
}

/** Has each organisation's peer endorse one proposal of `person`, and returns the parts. */
export async function endorseAt(
  world: World,
  person: Person,
  options: ProposalOptions,
  organisations: readonly string[],
): Promise<ForgedTransaction> {
  const proposal = buildProposal(person, options);
  world.nameTransaction(proposal.txId);
  const signed = signedProposal(proposal.bytes, person.sign(proposal.bytes));
  const endorsements: peer.Endorsement[] = [];
  let payload: Uint8Array = new Uint8Array();
  for (const mspId of organisations) {
    const answer = await processProposal(world.peerConnection(mspId), signed);
    const endorsement = answer.getEndorsement();
    if (endorsement === undefined) {
      throw new Error(`${mspId} does not endorse: ${answer.getResponse()?.getMessage() ?? "no response"}`);
    }
    payload = answer.getPayload_asU8();
    endorsements.push(endorsement);
  }
  return { proposal, payload, endorsements };
}

/** Signs a transaction as `person` and sends it to the ordering service; says its answer and the code at every peer. */
export async function order(world: World, person: Person, transaction: ForgedTransaction): Promise<Observation> {
  const payload = transactionPayload(transaction.proposal, transaction);
  return orderPayload(world, transaction.proposal.txId, payload, person.sign(payload));
}

/** Sends any payload and signature to the ordering service; says its answer and the code at every peer. */
export async function orderPayload(
  world: World,
  txId: string,
  payload: Uint8Array,
  signature: Uint8Array,
): Promise<Observation> {
  const answer = await broadcast(world.ordererConnection(), envelopeOf(payload, signature));
  const accepted = typeof answer === "object" && answer !== null && "status" in answer && answer.status === "SUCCESS";
  if (!accepted) return { broadcast: answer };
  const { code } = await world.commitAt("Org1MSP", txId, COMMIT_MS_MAX).catch(() => ({ code: "never committed" }));
  await world.settle();
  return { broadcast: answer, code };
}

/** Rewrites the chaincode's result inside a signed payload, leaving the rest as it was. */
export function tamperResult(payload: Uint8Array, tamper: (action: peer.ChaincodeAction) => void): Uint8Array {
  const response = peer.ProposalResponsePayload.deserializeBinary(payload);
  const action = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  tamper(action);
  response.setExtension$(action.serializeBinary());
  return response.serializeBinary();
}
