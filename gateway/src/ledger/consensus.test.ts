// SPDX-License-Identifier: Apache-2.0
import { common, orderer } from "@hyperledger/fabric-protos";
import type { Network } from "fabric-network";
import { describe, expect, it } from "vitest";
import { consensusType, requireOneOrdererSuffices } from "./consensus.js";

/** A configuration block, as far as the consensus type goes. */
function configBlock(type: string): Uint8Array {
  const consensus = new orderer.ConsensusType();
  consensus.setType(type);
  const value = new common.ConfigValue();
  value.setValue(consensus.serializeBinary());
  const ordering = new common.ConfigGroup();
  ordering.getValuesMap().set("ConsensusType", value);
  const group = new common.ConfigGroup();
  group.getGroupsMap().set("Orderer", ordering);
  const config = new common.Config();
  config.setChannelGroup(group);
  const configEnvelope = new common.ConfigEnvelope();
  configEnvelope.setConfig(config);
  const payload = new common.Payload();
  payload.setData(configEnvelope.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  const data = new common.BlockData();
  data.addData(envelope.serializeBinary());
  const block = new common.Block();
  block.setData(data);
  return block.serializeBinary();
}

function networkOrderedBy(type: string): Network {
  const contract = { evaluateTransaction: () => Promise.resolve(Buffer.from(configBlock(type))) };
  return { getContract: () => contract } as unknown as Network;
}

describe("requireOneOrdererSuffices", () => {
  it("reads the consensus type from a configuration block", () => {
    expect(consensusType(configBlock("BFT"))).toBe("BFT");
  });

  it("takes a Raft channel", async () => {
    await expect(requireOneOrdererSuffices(networkOrderedBy("etcdraft"), "licet")).resolves.toBeUndefined();
  });

  it("refuses a SmartBFT channel and says what to set", async () => {
    await expect(requireOneOrdererSuffices(networkOrderedBy("BFT"), "licet")).rejects.toThrow(
      /ordered by BFT.*LEDGER_CLIENT=fabric-gateway/,
    );
  });
});
