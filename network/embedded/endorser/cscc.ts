// SPDX-License-Identifier: Apache-2.0
import { msp, peer } from "@hyperledger/fabric-protos";
import { newMessage } from "../protocol/new-message.js";
import { failure, success, type ChaincodeResponse } from "../protocol/response.js";
import { localRefusal, type SystemCall } from "./system-call.js";
import { messageOf } from "../protocol/errors.js";

/** Functions of cscc that bring a channel to a peer; the embedded network's one channel is there from the start. */
const REFUSED: ReadonlySet<string> = new Set(["JoinChain", "JoinChainBySnapshot", "JoinBySnapshotStatus"]);

/** cscc: the peer's channels and their configuration. */
export async function invokeConfiguration(call: SystemCall): Promise<ChaincodeResponse> {
  const { args } = call;
  const name = args[0]?.toString() ?? "";
  if (args.length === 0 || (name !== "GetChannels" && name !== "JoinBySnapshotStatus" && args.length < 2))
    return failure(`Incorrect number of arguments, ${args.length}`);
  if (REFUSED.has(name)) return failure(`${name} is not implemented by the embedded network`);
  switch (name) {
    case "GetChannels":
      return getChannels(call);
    case "GetConfigBlock":
      return guarded(call, name, async () => (await call.channel.ledger.configBlock()).bytes);
    case "GetChannelConfig":
      return guarded(call, name, () => call.channel.ledger.channelConfig().serializeBinary());
    default:
      return failure(`Requested function ${name} not found.`);
  }
}

function getChannels(call: SystemCall): ChaincodeResponse {
  const refusal = localRefusal(call, msp.MSPRole.MSPRoleType.MEMBER, "Members");
  if (refusal) return failure(`access denied for [GetChannels]: [${refusal}]`);
  const info = newMessage(peer.ChannelInfo, { channelId: call.channel.channelId });
  return success(newMessage(peer.ChannelQueryResponse, { channelsList: [info] }).serializeBinary());
}

async function guarded(
  call: SystemCall,
  name: string,
  read: () => Uint8Array | Promise<Uint8Array>,
): Promise<ChaincodeResponse> {
  const channelId = call.args[1]!.toString();
  if (channelId !== call.channel.channelId)
    return failure(
      `access denied for [${name}][${channelId}]: Failed to get policy manager for channel [${channelId}]`,
    );
  try {
    call.access.check(`cscc/${name}`, call.creator);
  } catch (error) {
    return failure(`access denied for [${name}][${channelId}]: ${messageOf(error)}`);
  }
  return success(await read());
}
