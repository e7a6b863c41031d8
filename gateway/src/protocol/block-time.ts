// SPDX-License-Identifier: Apache-2.0
import { common } from "@hyperledger/fabric-protos";
import { openEnvelope } from "./envelope.js";
import { headerTime } from "./header-time.js";

/**
 * When the newest transaction of a block was made: Fabric's blocks carry no time of their own, each transaction that of its client.
 * @param bytes `common.Block` in protobuf
 * @returns undefined where no transaction says
 */
export function newestTransactionAt(bytes: Uint8Array): Date | undefined {
  const envelopes = common.Block.deserializeBinary(bytes).getData()?.getDataList_asU8() ?? [];
  const times = envelopes.flatMap((envelope) => timeOf(envelope) ?? []);
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}

function timeOf(envelope: Uint8Array): number | undefined {
  try {
    const { channelHeader } = openEnvelope(common.Envelope.deserializeBinary(envelope));
    return headerTime(channelHeader)?.getTime();
  } catch {
    // A block may hold what is no transaction: it is in there, and invalid.
    return undefined;
  }
}
