// SPDX-License-Identifier: Apache-2.0
import { CustodyContent } from "@licet/domain/custody/schemas";
import { commitmentOf } from "@licet/domain/shared/commitment";
import { describe, expect, it } from "vitest";
import type { Goods } from "../goods";
import { placesOf, releasesOf, type TypedGoods, type TypedLoad } from "./load";

const PARTY = "CARRIERS-CR-0001";
const NOW = "2026-11-27T12:00:00.000+04:00";

function goods(consignment: string, head: Partial<Goods["head"]> = {}): Goods {
  return {
    consignment,
    head: { transfers: 1, route: ["GBFXT", "AEJEA", "PKBQM"], ...head } as Goods["head"],
    ucr: undefined,
    changedAt: null,
    offerLapsed: false,
  };
}

function typed(consignment: string, more: Partial<TypedGoods> = {}): TypedGoods {
  return { goods: goods(consignment), seals: [{ number: "S1", source: "CAR" }], packages: "4", ...more };
}

const LOAD: TypedLoad = {
  receivedBy: "CARRIERS-CR-0002",
  place: "AEJEA",
  sealState: "intact",
  remarks: "",
  position: undefined,
  each: [typed("GB-CN-1"), typed("GB-CN-2", { packages: "" })],
};

describe("the releases of a load", () => {
  it("are one a consignment, each with a commitment to its own content", () => {
    const { acts = [] } = releasesOf(LOAD, PARTY, NOW);
    expect(acts.map(({ consignment }) => consignment)).toEqual(["GB-CN-1", "GB-CN-2"]);
    for (const { body } of acts) {
      const { content, confidential, salts } = body as unknown as {
        content: string;
        confidential: { content: CustodyContent };
        salts: { content: string };
      };
      expect(commitmentOf({ salt: salts.content, content: confidential.content })).toBe(content);
    }
    expect(acts[0]?.body).toMatchObject({ transfer: 2, releasedBy: PARTY, timeClass: "ACT" });
    expect(acts[1]?.body).not.toHaveProperty("confidential.content.counts");
  });

  it("count a lapsed offer's number as spent", () => {
    const pending = {
      sequence: 2,
      txId: "0".repeat(64),
      receivedBy: "X",
      receiverMsp: "Y",
      offerUntil: "2026-11-27T07:59:00Z",
    };
    const each = [typed("GB-CN-1", { goods: goods("GB-CN-1", { pending }) })];
    expect(releasesOf({ ...LOAD, each }, PARTY, NOW).acts?.[0]?.body).toMatchObject({ transfer: 3 });
  });

  it.each([
    ["no receiver", { receivedBy: "" }, ["receivedBy"]],
    ["a receiver that is no party", { receivedBy: "Gulf Feeder" }, ["receivedBy"]],
    ["no place", { place: "" }, ["place"]],
    ["nothing said of the seals", { sealState: undefined }, ["sealState"]],
    [
      "a seal without a number",
      { each: [typed("GB-CN-1", { seals: [{ number: "", source: "CAR" }] })] },
      ["GB-CN-1.seals.0.number"],
    ],
    [
      "a seal that nobody affixed",
      { each: [typed("GB-CN-1", { seals: [{ number: "S1", source: "" }] })] },
      ["GB-CN-1.seals.0.source"],
    ],
    ["no number of packages", { each: [typed("GB-CN-1", { packages: "many" })] }, ["GB-CN-1.counts.0.packages"]],
  ] as const)("are not made with %s", (_name, change, paths) => {
    expect(releasesOf({ ...LOAD, ...change }, PARTY, NOW).issues?.map(({ path }) => path)).toEqual(paths);
  });

  it("may be made where every route passes", () => {
    expect(placesOf([goods("A"), goods("B", { route: ["DEHAM", "AEJEA", "PKBQM"] })])).toEqual(["AEJEA", "PKBQM"]);
    expect(placesOf([goods("A"), goods("B", { route: undefined })])).toEqual([]);
    expect(placesOf([])).toEqual([]);
  });
});
