// SPDX-License-Identifier: Apache-2.0
import { common, peer } from "@hyperledger/fabric-protos";
import { newMessage } from "../protocol/new-message.js";
import type { CommittedBlock } from "../blocks/committed.js";
import type { Channel } from "../channel/api.js";
import { failure, success, type ChaincodeResponse } from "../protocol/response.js";
import { WireWriter } from "../protocol/wire.js";
import type { SystemCall } from "./system-call.js";
import { messageOf } from "../protocol/errors.js";

type Query = (channel: Channel, argument: Buffer) => ChaincodeResponse | Promise<ChaincodeResponse>;

const QUERIES: ReadonlyMap<string, Query> = new Map<string, Query>([
  ["GetChainInfo", getChainInfo],
  ["GetBlockByNumber", getBlockByNumber],
  ["GetBlockByHash", getBlockByHash],
  ["GetTransactionByID", getTransaction],
  ["GetBlockByTxID", getBlockByTxId],
]);

const MAX_BLOCK_NUMBER = 2n ** 64n;

/** qscc: blocks and transactions of the ledger, with Fabric's arguments (function, channel, what is looked for). */
export async function invokeQuery(call: SystemCall): Promise<ChaincodeResponse> {
  const { args, channel, access, creator } = call;
  if (args.length < 2) return failure(`Incorrect number of arguments, ${args.length}`);
  const name = args[0]!.toString();
  const channelId = args[1]!.toString();
  if (name !== "GetChainInfo" && args.length < 3) return failure(`missing 3rd argument for ${name}`);
  if (channelId !== channel.channelId) return failure(`Invalid chain ID, ${channelId}`);
  const query = QUERIES.get(name);
  if (!query) return failure(`access denied for [${name}][${channelId}]: [Unmapped policy for qscc/${name}]`);
  try {
    access.check(`qscc/${name}`, creator);
  } catch (error) {
    return failure(`access denied for [${name}][${channelId}]: [${messageOf(error)}]`);
  }
  return query(channel, args[2] ?? Buffer.alloc(0));
}

function getChainInfo(channel: Channel): ChaincodeResponse {
  const { height, currentBlockHash, previousBlockHash } = channel.ledger.info();
  return success(new WireWriter().uint(1, height).bytes(2, currentBlockHash).bytes(3, previousBlockHash).finish());
}

async function getBlockByNumber(channel: Channel, argument: Buffer): Promise<ChaincodeResponse> {
  const text = argument.toString();
  if (!/^\d+$/.test(text))
    return failure(
      `Failed to parse block number with error strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  const number = BigInt(text);
  // The largest number asks for the newest block.
  const wanted = number === MAX_BLOCK_NUMBER - 1n ? channel.ledger.info().height - 1n : number;
  const found = wanted < MAX_BLOCK_NUMBER ? await channel.ledger.block(wanted) : undefined;
  return blockAnswer(found, `Failed to get block number ${number}, error no such block number [${number}] in index`);
}

async function getBlockByHash(channel: Channel, argument: Buffer): Promise<ChaincodeResponse> {
  const hash = argument.toString("hex");
  return blockAnswer(
    await channel.ledger.blockByHash(argument),
    `Failed to get block hash ${argument.toString()}, error no such block hash [${hash}] in index`,
  );
}

async function getBlockByTxId(channel: Channel, argument: Buffer): Promise<ChaincodeResponse> {
  const txId = argument.toString();
  return blockAnswer(
    await channel.ledger.blockByTxId(txId),
    `Failed to get block for txID ${txId}, error no such transaction ID [${txId}] in index`,
  );
}

function blockAnswer(block: CommittedBlock | undefined, absent: string): ChaincodeResponse {
  return block ? success(block.bytes) : failure(absent);
}

async function getTransaction(channel: Channel, argument: Buffer): Promise<ChaincodeResponse> {
  const txId = argument.toString();
  const found = await channel.ledger.transaction(txId);
  if (!found)
    return failure(`Failed to get transaction with id ${txId}, error no such transaction ID [${txId}] in index`);
  const processed = newMessage(peer.ProcessedTransaction, {
    transactionenvelope: common.Envelope.deserializeBinary(found.envelope),
    validationcode: found.validationCode,
  });
  return success(processed.serializeBinary());
}
