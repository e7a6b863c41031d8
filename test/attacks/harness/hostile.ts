// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { type common, peer } from "@hyperledger/fabric-protos";
import { envelopeOf, transactionPayload } from "@licet/scripts/wire/envelope";
import type { Person } from "@licet/scripts/wire/person";
import { buildProposal, type ForgedProposal } from "@licet/scripts/wire/proposal";
import { CHAINCODE, CHAINCODE_VERSION, type Net, type Ordered } from "./network.js";
import { readWriteSet, type WriteSet } from "./write-set.js";

/** Whatever a hostile organisation says about its transaction, beside what it writes. */
export interface ForgeOptions {
  /** The client's clock in milliseconds; now unless given. */
  readonly timeMs?: number;
  /** Chaincode event that the transaction claims to have set. */
  readonly event?: { readonly name: string; readonly payload: string };
  /** What the chaincode is said to have been called with. */
  readonly args?: readonly string[];
  /** What the chaincode is said to have answered. */
  readonly payload?: string;
}

/** A transaction whose write set no chaincode made. */
export interface Forged {
  readonly txId: string;
  readonly envelope: common.Envelope;
}

/**
 * Builds a transaction whose write set no chaincode made: what an organisation with altered chaincode can send. A client signs it and
 * the peer keys of the organisations that take part endorse it.
 * @param set what it writes, where that depends on the transaction's id as a function of it
 */
export function forge(
  channel: string,
  client: Person,
  endorsers: readonly Person[],
  set: WriteSet | ((txId: string) => WriteSet),
  options: ForgeOptions = {},
): Forged {
  const args = options.args ?? ["altered"];
  const proposal = buildProposal(client, { channel, chaincode: CHAINCODE, args, timeMs: options.timeMs });
  const payload = responsePayload(proposal, typeof set === "function" ? set(proposal.txId) : set, options);
  const endorsements = endorsers.map((endorser) => {
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(endorser.creator);
    endorsement.setSignature(endorser.sign(Buffer.concat([payload, endorser.creator])));
    return endorsement;
  });
  const transaction = transactionPayload(proposal, { payload, endorsements });
  return { txId: proposal.txId, envelope: envelopeOf(transaction, client.sign(transaction)) };
}

function responsePayload(proposal: ForgedProposal, set: WriteSet, options: ForgeOptions): Uint8Array {
  const response = new peer.Response();
  response.setStatus(200);
  response.setPayload(Buffer.from(options.payload ?? ""));
  const chaincodeId = new peer.ChaincodeID();
  chaincodeId.setName(CHAINCODE);
  chaincodeId.setVersion(CHAINCODE_VERSION);
  const action = new peer.ChaincodeAction();
  action.setResults(readWriteSet(CHAINCODE, set));
  action.setResponse(response);
  action.setChaincodeId(chaincodeId);
  if (options.event !== undefined) {
    const event = new peer.ChaincodeEvent();
    event.setChaincodeId(CHAINCODE);
    event.setTxId(proposal.txId);
    event.setEventName(options.event.name);
    event.setPayload(Buffer.from(options.event.payload));
    action.setEvents(event.serializeBinary());
  }
  const { channelHeader, signatureHeader, publicPayload } = proposal;
  const hash = createHash("sha256").update(channelHeader).update(signatureHeader).update(publicPayload).digest();
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(hash);
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}

/** One or more organisations that have altered their chaincode: they endorse whatever they like, each with its own peer's key. */
export class HostileOrganisation {
  readonly mspId: string;
  readonly #net: Net;
  readonly #accomplices: readonly string[];

  constructor(net: Net, mspId: string, ...accomplices: readonly string[]) {
    this.#net = net;
    this.mspId = mspId;
    this.#accomplices = accomplices;
  }

  /** Somebody of the organisation, to sign as client. */
  get client(): Person {
    const found = this.#net.profile.people.find((one) => one.mspId === this.mspId && one.name !== "Admin");
    if (found === undefined) throw new Error(`identities.json lists nobody of ${this.mspId}.`);
    return found;
  }

  /** Writes a set to the ledger, endorsed by the organisation and its accomplices and by nobody else. */
  write(set: WriteSet | ((txId: string) => WriteSet), options: ForgeOptions = {}): Promise<Ordered> {
    const endorsers = [this.mspId, ...this.#accomplices].map((mspId) => this.#net.peerKey(mspId));
    const { txId, envelope } = forge(this.#net.channel, this.client, endorsers, set, options);
    return this.#net.order(this.client, txId, envelope);
  }
}
