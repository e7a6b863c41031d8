// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { FABRIC_LINES, findFabric, type FabricLine } from "../fabric/binaries.js";
import { coreYaml } from "./core-yaml.js";

/** Settings of the sample that go through the environment, or whose absence means the same as their sample value. */
const LEFT_OUT = [
  ...["peer.id", "peer.listenAddress", "peer.address", "peer.addressAutoDetect", "peer.fileSystemPath"],
  ...["peer.mspConfigPath", "peer.localMspId", "peer.profile", "peer.gossip.bootstrap", "peer.validatorPoolSize"],
  ...["peer.tls.", "vm.docker", "chaincode.id", "chaincode.builder", "chaincode.pull", "chaincode.golang"],
  ...["chaincode.java", "chaincode.node", "chaincode.logging.format", "ledger.state.couchDBConfig"],
  ...["operations.tls.", "metrics.statsd"],
];

function sampleOf(line: FabricLine): string | undefined {
  try {
    return readFileSync(join(findFabric(line).config, "core.yaml"), "utf8");
  } catch {
    return undefined;
  }
}

/** Dotted names of all settings that have a value. */
function settingsOf(value: unknown, path = ""): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object" || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([name, member]) => settingsOf(member, path === "" ? name : `${path}.${name}`));
}

describe("coreYaml", () => {
  it("takes Docker out and chaincode as a service in", () => {
    const core = parse(coreYaml("network", "2.5")) as { vm: object; chaincode: { externalBuilders: object[] } };
    expect(core.vm).toEqual({ endpoint: "" });
    expect(core.chaincode.externalBuilders).toEqual([
      {
        name: "ccaas_builder",
        path: "/opt/hyperledger/ccaas_builder",
        propagateEnvironment: ["CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG"],
      },
    ]);
  });

  it("has Fabric 3 refuse proposals with a time far from its own, which Fabric 2.5 cannot", () => {
    expect(coreYaml("network", "3.1")).toContain("TimeWindowCheck");
    expect(coreYaml("network", "2.5")).not.toContain("TimeWindowCheck");
  });

  it.each(FABRIC_LINES.filter((line) => sampleOf(line) !== undefined))(
    "leaves none of the settings of Fabric %s's sample out, which would read as zero",
    (line) => {
      const own = new Set(settingsOf(parse(coreYaml("network", line))));
      const sample = settingsOf(parse(sampleOf(line) ?? "")).filter(
        (setting) => !LEFT_OUT.some((left) => setting === left || setting.startsWith(left)),
      );
      expect(sample.length).toBeGreaterThan(70);
      expect(sample.filter((setting) => !own.has(setting))).toEqual([]);
    },
  );
});
