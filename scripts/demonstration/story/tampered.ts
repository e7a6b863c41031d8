// SPDX-License-Identifier: Apache-2.0
import { gateway } from "@hyperledger/fabric-protos";
import { newMessage } from "@licet/embedded-network/protocol/new-message";
import { canonicalJson, hashOf, type JsonValue } from "@licet/domain";
import { validationCodeName } from "../../wire/block.js";
import { commitStatus, gatewaySubmit } from "../../wire/raw-peer.js";
import { channelTransactions } from "../blocks.js";
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
  const key = licenceKey(dualUseLicence, await issuedIn(stage, dualUseLicence));
  const ordered = await orderTampered(stage, key, { ...licence, status: "issued" });
  const { code } = ordered;
  return {
    ...ordered,
    outcome: code === "VALID" ? "accepted" : "refused",
    says: `Every peer marks the transaction ${code}; the licence stays suspended.`,
  };
}

/**
 * A licence that nobody issued is written in the British authority's name. Whoever asks for it asks that authority's collection for the
 * proof, whose hash is the licence's address, and no other member can write one there.
 */
export async function forgeLicence(stage: Stage): Promise<Outcome> {
  const forged = `${stage.references.dualUseLicence}F`;
  const licence = await licenceRecord(stage);
  const key = licenceKey(forged, await issuedIn(stage, stage.references.dualUseLicence));
  const { txId, block, endorsers } = await orderTampered(stage, key, { ...licence, number: forged, status: "issued" });
  await stage.peers.reach(block);
  const read = await stage.client.call("pkCustoms", "licence:Read", { licence: forged });
  return { ...outcomeOf(read), txId, block, endorsers };
}

async function licenceRecord({ client, references }: Stage): Promise<Record<string, JsonValue>> {
  const answer = await client.call("aeCustoms", "licence:Read", { licence: references.dualUseLicence });
  return resultOf<{ licence: Record<string, JsonValue> }>(answer).licence;
}

/** Transaction that issued a licence, as every member finds it in the blocks. */
async function issuedIn({ profilesFolder, channel }: Stage, licence: string): Promise<string> {
  const all = await channelTransactions(profilesFolder, channel);
  const issued = all.find(
    ({ name, arguments: [input = ""] }) => name === "licence:Issue" && input.includes(`"${licence}"`),
  );
  if (issued === undefined) throw new Error(`No block holds the issue of ${licence}.`);
  return issued.id;
}

/** Key of a licence on the channel, at the address that the proof of its creation has. */
function licenceKey(licence: string, transaction: string): string {
  return `\u0000licence\u0000${hashOf({ record: `licence/${licence}`, transaction })}\u0000`;
}

async function orderTampered(stage: Stage, key: string, record: Record<string, JsonValue>): Promise<Ordered> {
  const { channel } = stage;
  const door = new NetworkDoor(stage.profilesFolder);
  try {
    const person = door.person("aeCustoms");
    const peer = peerIdentity(stage, TAMPERED.domain, TAMPERED.mspId);
    const value = canonicalJson({ schema: 1, record });
    const write = { channel, chaincode: "licet", chaincodeVersion: "1.0", key, value };
    const { transactionId, envelope } = tamperedTransaction(person, peer, write);
    const connection = door.peerOf(TAMPERED.mspId);
    const submit = newMessage(gateway.SubmitRequest, {
      transactionId,
      channelId: channel,
      preparedTransaction: envelope,
    });
    await gatewaySubmit(connection, submit);
    const request = newMessage(gateway.CommitStatusRequest, {
      transactionId,
      channelId: channel,
      identity: person.creator,
    });
    const signed = newMessage(gateway.SignedCommitStatusRequest, {
      request: request.serializeBinary(),
      signature: person.sign(request.serializeBinary()),
    });
    const status = await commitStatus(connection, signed, COMMIT_MS_MAX);
    const code = validationCodeName(status.getResult());
    return { code, txId: transactionId, block: status.getBlockNumber(), endorsers: [TAMPERED.mspId] };
  } finally {
    door.close();
  }
}
