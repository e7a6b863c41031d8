// SPDX-License-Identifier: Apache-2.0
import { gateway } from "@hyperledger/fabric-protos";
import { canonicalJson, type JsonValue } from "@licet/chaincode/domain";
import { validationCodeName } from "../../conformance/harness/block.js";
import { commitStatus, gatewaySubmit } from "../../conformance/harness/rawPeer.js";
import { outcomeOf, resultOf, type Outcome, type Stage } from "../step.js";
import { tamperedTransaction } from "../tampered-peer.js";
import { NetworkDoor, peerIdentity } from "./network.js";

const TAMPERED = { mspId: "AEAuthorityMSP", domain: "ae.licet.example" } as const;
const COMMIT_MS_MAX = 20_000;

interface Ordered {
  readonly code: string;
  readonly txId: string;
  readonly block: number;
  readonly endorsers: readonly string[];
}

/** The suspended licence is written as issued, endorsed by one organisation that does not own it. */
export async function endorseAlone(stage: Stage): Promise<Outcome> {
  const { dualUseLicence } = stage.references;
  const licence = await licenceRecord(stage);
  const ordered = await orderTampered(stage, dualUseLicence, { ...licence, status: "issued" });
  const { code } = ordered;
  return {
    ...ordered,
    outcome: code === "VALID" ? "accepted" : "refused",
    says: `Every peer marks the transaction ${code}; the licence stays suspended.`,
  };
}

/** A licence that nobody issued is written in the British authority's name; whoever reads it finds its owner's seal missing. */
export async function forgeLicence(stage: Stage): Promise<Outcome> {
  const forged = `${stage.references.dualUseLicence}F`;
  const licence = await licenceRecord(stage);
  const { txId, block, endorsers } = await orderTampered(stage, forged, {
    ...licence,
    number: forged,
    status: "issued",
  });
  await stage.peers.reach(block);
  const read = await stage.client.call("pkCustoms", "licence:Read", { licence: forged });
  return { ...outcomeOf(read), txId, block, endorsers };
}

async function licenceRecord({ client, references }: Stage): Promise<Record<string, JsonValue>> {
  const answer = await client.call("aeCustoms", "licence:Read", { licence: references.dualUseLicence });
  return resultOf<{ licence: Record<string, JsonValue> }>(answer).licence;
}

async function orderTampered(stage: Stage, number: string, record: Record<string, JsonValue>): Promise<Ordered> {
  const { channel } = stage;
  const door = new NetworkDoor(stage.profilesFolder);
  try {
    const person = door.person("aeCustoms");
    const peer = peerIdentity(stage, TAMPERED.domain, TAMPERED.mspId);
    const key = `\u0000licence\u0000GB\u0000${number}\u0000`;
    const write = { channel, chaincode: "licet", chaincodeVersion: "1.0", key, value: canonicalJson(record) };
    const { transactionId, envelope } = tamperedTransaction(person, peer, write);
    const connection = door.peerOf(TAMPERED.mspId);
    const submit = new gateway.SubmitRequest();
    submit.setTransactionId(transactionId);
    submit.setChannelId(channel);
    submit.setPreparedTransaction(envelope);
    await gatewaySubmit(connection, submit);
    const request = new gateway.CommitStatusRequest();
    request.setTransactionId(transactionId);
    request.setChannelId(channel);
    request.setIdentity(person.creator);
    const signed = new gateway.SignedCommitStatusRequest();
    signed.setRequest(request.serializeBinary());
    signed.setSignature(person.sign(request.serializeBinary()));
    const status = await commitStatus(connection, signed, COMMIT_MS_MAX);
    const code = validationCodeName(status.getResult());
    return { code, txId: transactionId, block: status.getBlockNumber(), endorsers: [TAMPERED.mspId] };
  } finally {
    door.close();
  }
}
