// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { consensusFor, withOrderersFor } from "./consensus.js";
import { loadConsortium } from "./consortium.js";
import { defaultConsortiumFile } from "./home.js";

const consortium = loadConsortium(defaultConsortiumFile());
const names = (of: typeof consortium): string[] => of.orderer.orderers.map(({ name }) => name);

describe("the consensus of a network", () => {
  it("is the line's own where none is named", () => {
    expect(consensusFor("2.5")).toBe("raft");
    expect(consensusFor("3.1")).toBe("bft");
    expect(consensusFor("3.1", "raft")).toBe("raft");
  });

  it("is refused where the line has no such consensus", () => {
    expect(() => consensusFor("2.5", "bft")).toThrow(/Fabric 2\.5 has no SmartBFT; use --fabric 3\.1/);
    expect(() => consensusFor("3.1", "kafka")).toThrow(/takes raft or bft, not "kafka"/);
  });

  it("takes three ordering nodes of four for Raft, and all four for SmartBFT", () => {
    expect(names(withOrderersFor(consortium, "raft"))).toEqual(["orderer0", "orderer1", "orderer2"]);
    expect(names(withOrderersFor(consortium, "bft"))).toEqual(["orderer0", "orderer1", "orderer2", "orderer3"]);
  });

  it("keeps a single ordering node for Raft and refuses SmartBFT with fewer than four", () => {
    const orderers = consortium.orderer.orderers;
    const single = { ...consortium, orderer: { ...consortium.orderer, orderers: orderers.slice(0, 1) } };
    expect(names(withOrderersFor(single, "raft"))).toEqual(["orderer0"]);
    expect(() => withOrderersFor(single, "bft")).toThrow(/needs 4 ordering nodes or more.*declares 1/s);
  });
});
