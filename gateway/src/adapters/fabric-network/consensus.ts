// SPDX-License-Identifier: Apache-2.0
import { common, orderer } from "@hyperledger/fabric-protos";
import type { Network } from "fabric-network";
import { GatewayError } from "../../errors/gateway-error.js";
import { LedgerError } from "../../ports/ledger-error.js";

/** Consensus types whose orderers take a transaction from any one of them. */
const ONE_ORDERER_SUFFICES: readonly string[] = ["etcdraft", "solo"];

/**
 * Refuses a channel whose consensus needs a transaction sent to a quorum of orderers, which fabric-network cannot do.
 * @throws {LedgerError} with the refusal LEDGER_CLIENT_UNSUITED, which names the consensus type and what to set instead.
 */
export async function requireOneOrdererSuffices(network: Network, channelName: string): Promise<void> {
  const block = await network.getContract("cscc").evaluateTransaction("GetConfigBlock", channelName);
  const type = consensusType(block);
  if (ONE_ORDERER_SUFFICES.includes(type)) return;
  const refusal = new GatewayError(
    "LEDGER_CLIENT_UNSUITED",
    `Channel ${channelName} is ordered by ${type}, whose orderers all need each transaction, and fabric-network sends it to one.`,
    { channel: channelName, consensus: type, client: "fabric-network" },
  );
  throw new LedgerError({
    phase: "evaluate",
    code: "FAILED_PRECONDITION",
    message: refusal.message,
    outcome: "not-recorded",
    refusal,
  });
}

/** Consensus type of a channel (`etcdraft`, `BFT`) from a configuration block. */
export function consensusType(configBlock: Uint8Array): string {
  const [envelopeBytes] = common.Block.deserializeBinary(configBlock).getData()?.getDataList_asU8() ?? [];
  const envelope = common.Envelope.deserializeBinary(envelopeBytes ?? new Uint8Array());
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
  const group = config?.getChannelGroup()?.getGroupsMap().get("Orderer");
  const value = group?.getValuesMap().get("ConsensusType")?.getValue_asU8();
  return value === undefined ? "" : orderer.ConsensusType.deserializeBinary(value).getType();
}
