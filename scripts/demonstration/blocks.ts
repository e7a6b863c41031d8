// SPDX-License-Identifier: Apache-2.0
import { common, peer } from "@hyperledger/fabric-protos";
import { buildProposal, signedProposal } from "../wire/proposal.js";
import { processProposal } from "../wire/raw-peer.js";
import { NetworkDoor } from "./story/network.js";

const READER = "deCustoms";
const READER_MSP = "DEAuthorityMSP";

/** One transaction of a channel block, in bytes as every member of the channel receives it. */
export interface ChannelTransaction {
  readonly block: number;
  readonly id: string;
  /** Name of the transaction, `contract:Transaction`; empty for configuration. */
  readonly name: string;
  /** What it was called with. */
  readonly arguments: readonly string[];
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
        found.push({ block: number, ...callIn(bytes), bytes: Buffer.from(bytes) });
      }
    }
    return found;
  } finally {
    door.close();
  }
}

function callIn(envelopeBytes: Uint8Array): Pick<ChannelTransaction, "id" | "name" | "arguments"> {
  const envelope = common.Envelope.deserializeBinary(envelopeBytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  const id = header.getTxId();
  if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return { id, name: "", arguments: [] };
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const actionPayload = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? new Uint8Array());
  const proposal = peer.ChaincodeProposalPayload.deserializeBinary(actionPayload.getChaincodeProposalPayload_asU8());
  const invocation = peer.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8());
  const given = invocation.getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? [];
  const [name = "", ...rest] = given.map((bytes) => Buffer.from(bytes).toString("utf8"));
  return { id, name, arguments: rest };
}
