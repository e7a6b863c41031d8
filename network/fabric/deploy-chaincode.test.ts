// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { collectionsConfig } from "./deploy-chaincode.js";

describe("collectionsConfig", () => {
  it("is Fabric's collections_config.json", () => {
    const collection = {
      name: "shared",
      policy: "OR('AMSP.member','BMSP.member')",
      requiredPeerCount: 0,
      maxPeerCount: 1,
      blockToLive: 5,
      memberOnlyRead: true,
      memberOnlyWrite: false,
    };
    const endorsed = { ...collection, name: "endorsed", endorsementPolicy: "OR('AMSP.peer')" };
    const definition = { name: "cc", version: "1", sequence: 1, collections: [collection, endorsed] };
    expect(JSON.parse(collectionsConfig(definition))).toEqual([
      collection,
      { ...endorsed, endorsementPolicy: { signaturePolicy: "OR('AMSP.peer')" } },
    ]);
  });
});
