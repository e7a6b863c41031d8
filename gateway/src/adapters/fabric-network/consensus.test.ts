// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Network } from "fabric-network";
import { describe, expect, it } from "vitest";
import { ANSWERS } from "../../errors/answers.js";
import { consensusType, requireOneOrdererSuffices } from "./consensus.js";

/** What a peer of real Fabric answered to cscc GetConfigBlock, with the consortium of this project. */
const RAFT = "fabric-2.5.16-raft-config-block.gz";
const SMARTBFT = "fabric-3.1.5-smartbft-config-block.gz";

function recorded(file: string): Buffer {
  return gunzipSync(readFileSync(join(import.meta.dirname, "testdata", file)));
}

function networkWith(configBlock: Buffer): Network {
  const contract = { evaluateTransaction: () => Promise.resolve(configBlock) };
  return { getContract: () => contract } as unknown as Network;
}

describe("requireOneOrdererSuffices", () => {
  it("reads the consensus type from a configuration block", () => {
    expect(consensusType(recorded(RAFT))).toBe("etcdraft");
    expect(consensusType(recorded(SMARTBFT))).toBe("BFT");
  });

  it("takes a Raft channel", async () => {
    await expect(requireOneOrdererSuffices(networkWith(recorded(RAFT)), "licet")).resolves.toBeUndefined();
  });

  it("refuses a SmartBFT channel and says what to set", async () => {
    await expect(requireOneOrdererSuffices(networkWith(recorded(SMARTBFT)), "licet")).rejects.toMatchObject({
      outcome: "not-recorded",
      refusal: {
        code: "LEDGER_CLIENT_UNSUITED",
        sentence: expect.stringContaining("Channel licet is ordered by BFT") as string,
        details: { channel: "licet", consensus: "BFT", client: "fabric-network" },
      },
    });
    expect(ANSWERS["LEDGER_CLIENT_UNSUITED"].next).toContain("LEDGER_CLIENT=fabric-gateway");
  });
});
