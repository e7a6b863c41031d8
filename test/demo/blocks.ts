// SPDX-License-Identifier: Apache-2.0
import { common, peer } from "@hyperledger/fabric-protos";
import { buildProposal, signedProposal } from "../conformance/harness/proposal.js";
import { processProposal } from "../conformance/harness/rawPeer.js";
import { NetworkDoor } from "./story/network.js";

const READER = "deCustoms";
const READER_MSP = "DEAuthorityMSP";

/** One transaction of a channel block, in bytes as every member of the channel receives it. */
export interface ChannelTransaction {
  readonly block: number;
  /** Name of the transaction, `contract:Transaction`; empty for configuration. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Every transaction of every block of the channel, as a member who is not concerned reads them. */
export async function channelTransactions(profilesFolder: string, channel: string): Promise<ChannelTransaction[]> {
  const door = new NetworkDoor(profilesFolder);
  const person = door.person(READER);
  const query = async (...args: string[]): Promise<Uint8Array> => {
    const proposal = buildProposal(person, { channel, chaincode: "qscc", args });
    const signed = signedProposal(proposal.bytes, person.sign(proposal.bytes));
    const answer = await processProposal(door.peerOf(READER_MSP), signed);
    return answer.getResponse()?.getPayload_asU8() ?? new Uint8Array();
  };
  try {
    const info = common.BlockchainInfo.deserializeBinary(await query("GetChainInfo", channel));
    const found: ChannelTransaction[] = [];
    for (let number = 0; number < info.getHeight(); number += 1) {
      const block = common.Block.deserializeBinary(await query("GetBlockByNumber", channel, String(number)));
      for (const bytes of block.getData()?.getDataList_asU8() ?? []) {
        found.push({ block: number, name: transactionName(bytes), bytes: Buffer.from(bytes) });
      }
    }
    return found;
  } finally {
    door.close();
  }
}

function transactionName(envelopeBytes: Uint8Array): string {
  const envelope = common.Envelope.deserializeBinary(envelopeBytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return "";
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const actionPayload = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? new Uint8Array());
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(actionPayload.getChaincodeProposalPayload_asU8());
  const invocation = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8());
  const [name] = invocation.getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? [];
  return Buffer.from(name ?? []).toString("utf8");
}
