// SPDX-License-Identifier: Apache-2.0
import { msp, peer } from "@hyperledger/fabric-protos";
import { failure, success, type ChaincodeResponse } from "../wire/response.js";
import type { SystemCall } from "./system.js";
import { messageOf } from "../message.js";

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
  const info = new peer.ChannelInfo();
  info.setChannelId(call.channel.channelId);
  const answer = new peer.ChannelQueryResponse();
  answer.setChannelsList([info]);
  return success(answer.serializeBinary());
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

/** Why the creator does not have a role in the peer's own organisation; undefined when it has. */
export function localRefusal(
  call: SystemCall,
  role: msp.MSPRole.MSPRoleTypeMap[keyof msp.MSPRole.MSPRoleTypeMap],
  policy: string,
): string | undefined {
  const principal = new msp.MSPPrincipal();
  const required = new msp.MSPRole();
  required.setMspIdentifier(call.mspId);
  required.setRole(role);
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(required.serializeBinary());
  if (call.channel.msps.satisfiesPrincipal(call.creator, principal)) return undefined;
  const what = "Failed verifying that proposal's creator satisfies local MSP principal during channelless check policy";
  return `${what} with policy [${policy}]: [${unsatisfied(call)}]`;
}

function unsatisfied({ creator, mspId }: SystemCall): string {
  if (creator.mspId !== mspId)
    return `the identity is a member of a different MSP (expected ${mspId}, got ${creator.mspId})`;
  const missing = `The identity does not contain OU [ADMIN], MSP: [${mspId}]`;
  return `The identity is not an admin under this MSP [${mspId}]: ${missing}`;
}
