// SPDX-License-Identifier: Apache-2.0
import { common } from "@hyperledger/fabric-protos";
import { decodeBlock } from "@licet/gateway/blocks/decode-block";
import type { LedgerEvent } from "@licet/gateway/blocks/ledger-event";
import { buildProposal, signedProposal } from "../wire/proposal.js";
import { processProposal } from "../wire/raw-peer.js";
import { NetworkDoor } from "./story/network.js";

const READER = "deCustoms";
const READER_MSP = "DEAuthorityMSP";
const CHAINCODE = "licet";

/** One transaction of a channel block, in bytes as every member of the channel receives it. */
export interface ChannelTransaction {
  readonly block: number;
  readonly id: string;
  /** Name of the transaction, `contract:Transaction`; empty for configuration. */
  readonly name: string;
  /** What it was called with. */
  readonly arguments: readonly string[];
  readonly bytes: Buffer;
  /** What it tells. */
  readonly event: LedgerEvent;
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
      found.push(...transactionsIn(await query("GetBlockByNumber", channel, String(number))));
    }
    return found;
  } finally {
    door.close();
  }
}

function transactionsIn(block: Uint8Array): ChannelTransaction[] {
  const envelopes = common.Block.deserializeBinary(block).getData()?.getDataList_asU8() ?? [];
  const { number, events } = decodeBlock(block, CHAINCODE);
  return events.map((event, index) => ({
    block: Number(number),
    id: event.transactionId,
    ...callOf(event),
    bytes: Buffer.from(envelopes[index] ?? []),
    event,
  }));
}

function callOf(event: LedgerEvent): Pick<ChannelTransaction, "name" | "arguments"> {
  const call = event.kind === "transaction" ? event : event.kind === "invalid" ? event.call : undefined;
  return { name: call?.name ?? "", arguments: call?.arguments ?? [] };
}
