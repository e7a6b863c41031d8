// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { common } from "@hyperledger/fabric-protos";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile } from "../config/home.js";
import { generateCrypto } from "../crypto/generate.js";
import { findFabric, type FabricBinaries } from "./binaries.js";
import { ensureGenesisBlock } from "./channel.js";
import { CHANNEL_PROFILE, configtxYaml } from "./configtx.js";
import { planNetwork } from "./plan.js";

interface Profile {
  Application: { Organizations: { ID: string; AnchorPeers: object[] }[]; Capabilities: object };
  Orderer: {
    OrdererType: string;
    Organizations: { OrdererEndpoints: string[] }[];
    EtcdRaft?: { Consenters: object[] };
    ConsenterMapping?: { ID: number; Port: number; Identity: string }[];
  };
}
interface Configtx {
  Profiles: Record<string, Profile>;
}

const GENESIS_TIMEOUT_MS = 30_000;
const consortium = loadConsortium(defaultConsortiumFile());

describe("configtxYaml", () => {
  it("describes all organisations, the ordering nodes and the capabilities", () => {
    const text = configtxYaml(planNetwork(consortium, "/network", { portBase: 17_000 }));
    const profile = (parse(text) as Configtx).Profiles[CHANNEL_PROFILE]!;
    expect(profile.Application.Organizations.map(({ ID }) => ID)).toEqual(
      consortium.organisations.map(({ mspId }) => mspId),
    );
    expect(profile.Application.Capabilities).toEqual({ V2_5: true });
    expect(profile.Application.Organizations[0]?.AnchorPeers).toEqual([{ Host: "127.0.0.1", Port: 17_051 }]);
    expect(profile.Orderer.Organizations[0]?.OrdererEndpoints[0]).toBe("127.0.0.1:17050");
    expect(profile.Orderer.EtcdRaft?.Consenters).toHaveLength(3);
  });

  it("maps the four consenters of SmartBFT to their identities", () => {
    const text = configtxYaml(planNetwork(consortium, "/network", { consensus: "bft" }));
    const { Orderer } = (parse(text) as Configtx).Profiles[CHANNEL_PROFILE]!;
    expect(Orderer.OrdererType).toBe("BFT");
    expect(Orderer.ConsenterMapping?.map(({ ID, Port }) => [ID, Port])).toEqual([
      [1, 7_050],
      [2, 7_052],
      [3, 7_056],
      [4, 7_058],
    ]);
    expect(new Set(Orderer.ConsenterMapping?.map(({ Identity }) => Identity)).size).toBe(4);
  });
});

function installedFabric(): FabricBinaries | undefined {
  try {
    return findFabric("2.5");
  } catch {
    return undefined;
  }
}

const binaries = installedFabric();

describe.skipIf(!binaries)("Fabric's configtxgen", () => {
  let directory: string;

  beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), "licet-configtx-"))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it(
    "accepts the certificates and the description, and makes the first block",
    async () => {
      await generateCrypto(consortium, directory);
      await ensureGenesisBlock({ plan: planNetwork(consortium, directory), binaries: binaries! });
      const block = common.Block.deserializeBinary(readFileSync(join(directory, "channel", "licet.block")));
      expect(block.getHeader()?.getNumber()).toBe(0);
      expect(block.getData()?.getDataList()).toHaveLength(1);
    },
    GENESIS_TIMEOUT_MS,
  );
});
