// SPDX-License-Identifier: Apache-2.0
import { gateway } from "@hyperledger/fabric-protos";
import { canonicalJson, type JsonValue } from "@licet/chaincode/domain";
import { validationCodeName } from "../../conformance/harness/block.js";
import { commitStatus, gatewaySubmit } from "../../conformance/harness/rawPeer.js";
import { resultOf, type Outcome, type Stage } from "../step.js";
import { tamperedTransaction } from "../tampered-peer.js";
import { NetworkDoor, peerIdentity } from "./network.js";

const TAMPERED = { mspId: "AEAuthorityMSP", domain: "ae.licet.example" } as const;
const COMMIT_MS_MAX = 20_000;

/** The suspended licence is written as issued, endorsed by one organisation that does not own it. */
export async function endorseAlone(stage: Stage): Promise<Outcome> {
  const { client, references, channel } = stage;
  const { licence } = resultOf<{ licence: Record<string, JsonValue> }>(
    await client.call("aeCustoms", "licence:Read", { licence: references.dualUseLicence }),
  );
  const door = new NetworkDoor(stage.profilesFolder);
  try {
    const person = door.person("aeCustoms");
    const { transactionId, envelope } = tamperedTransaction(
      person,
      peerIdentity(stage, TAMPERED.domain, TAMPERED.mspId),
      {
        channel,
        chaincode: "licet",
        chaincodeVersion: "1.0",
        key: `\u0000licence\u0000GB\u0000${references.dualUseLicence}\u0000`,
        value: canonicalJson({ ...licence, status: "issued" }),
      },
    );
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
    return {
      outcome: code === "VALID" ? "accepted" : "refused",
      code,
      txId: transactionId,
      block: status.getBlockNumber(),
      endorsers: [TAMPERED.mspId],
      says: `Every peer marks the transaction ${code}; the licence stays suspended.`,
    };
  } finally {
    door.close();
  }
}
