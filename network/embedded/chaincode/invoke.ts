// SPDX-License-Identifier: Apache-2.0
import { bytes, codec, partOr, string } from "../protocol/message.js";
import type { ExecutionContext } from "./context.js";
import type { ChaincodeMessage } from "./messages.js";
import { wrapped } from "../protocol/errors.js";

/**
 * INVOKE_CHAINCODE: runs another chaincode of the channel in the same transaction and answers its final message whole.
 * The callee's reads and writes enter the same read/write set under its own namespace; its event is dropped, as in Fabric.
 */
export async function handleInvoke(context: ExecutionContext, message: ChaincodeMessage): Promise<Buffer> {
  const { target, input } = decodeSpec(message.payload);
  const [instance = "", channelId = context.scope.channelId] = splitOnce(target, "/");
  const [chaincode = ""] = splitOnce(instance, ":");
  if (channelId !== context.scope.channelId) throw new Error(`Failed to get policy manager for channel [${channelId}]`);
  try {
    return (await context.scope.invoke(context.scope, chaincode, input)).raw;
  } catch (error) {
    throw wrapped("execute failed", error);
  }
}

/** `name:version/channel` names a chaincode; version and channel are optional. */
function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

const decodeId = codec({ name: string(2) });

/** The name in a serialised protos.ChaincodeID. */
export function decodeName(own: Uint8Array): string {
  return decodeId(own).name;
}

const decodeSpec = codec({ target: partOr(2, "", decodeName), input: bytes(3) });
