// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { fabricFolder, fabricNetwork, isFabricNetwork } from "./network-name.js";

describe("the folder of a network", () => {
  it("names the line, and the consensus where it is not the line's own", () => {
    expect(fabricFolder({ home: "/home", version: "2.5.16" })).toBe("/home/fabric-2.5");
    expect(fabricNetwork({ version: "3.1" })).toBe("fabric-3.1");
    expect(fabricNetwork({ version: "3.1", consensus: "bft" })).toBe("fabric-3.1");
    expect(fabricNetwork({ version: "3.1", consensus: "raft" })).toBe("fabric-3.1-raft");
  });

  it("is known from others", () => {
    expect(["fabric-2.5", "fabric-3.1-raft", "embedded", "fabric-2.5.tmp"].filter(isFabricNetwork)).toEqual([
      "fabric-2.5",
      "fabric-3.1-raft",
    ]);
  });
});
