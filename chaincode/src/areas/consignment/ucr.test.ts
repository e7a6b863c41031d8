// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { verify } from "../checkpoint/verify";
import {
  CHECKPOINT_VERIFY,
  CONSIGNMENT_FIND_BY_UCR,
  CONSIGNMENT_INVALIDATE,
  LicetError,
  UCR_DECLARANTS_MAX,
  UCR_INVALIDATED_EACH_MAX,
  UCR_PARTS_MAX,
  ucrReference,
} from "@licet/domain";
import { ledgerKey } from "../../fabric/keys";
import { readRecord } from "../../fabric/records";
import { play } from "../../testing/fabric/play";
import {
  ALLOCATIONS,
  ConsignmentWorld,
  EXPORTER_2,
  LICENCES,
  type RegisterInput,
  UCR,
  WHO,
} from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { EXPORTER } from "../../testing/worlds/licence-world";
import { invalidate } from "./leave";
import { findConsignments } from "./read";
import { CONSIGNMENT_RECORDS, UCR_RECORDS } from "../../rules/consignment/records";

const AE_EX = "AE-EX-0001";
const AE_ID = "AE-CN-0001";
const SECOND = "GB-CN-0002";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
});

/** Outcome of a rule: the consignments that it found, or the code of its refusal. */
async function outcomeOf(action: () => Promise<readonly string[]>): Promise<readonly string[] | string> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof LicetError) return error.code;
    throw error;
  }
}
const find = (ucr = UCR, ucrPart?: string): Promise<readonly string[] | string> =>
  outcomeOf(async () => {
    const { result } = await play(world.ledger, CONSIGNMENT_FIND_BY_UCR, findConsignments, { ucr, ucrPart });
    return result.items.map(({ id }) => id);
  });
const verified = (ucr = UCR, ucrPart?: string): Promise<readonly string[] | string> =>
  outcomeOf(async () => {
    const { result } = await play(world.ledger, CHECKPOINT_VERIFY, verify, { ucr, ucrPart }, WHO.customs);
    return result.matches?.map(({ consignment = "" }) => consignment) ?? [result.consignment ?? ""];
  });
const reasons = async (): Promise<readonly string[]> =>
  (await play(world.ledger, CHECKPOINT_VERIFY, verify, { ucr: UCR }, WHO.customs)).result.reasons;
/** Registers a second consignment of 1 kg. */
const registered = (given: Partial<RegisterInput>): Promise<readonly string[] | string> =>
  outcomeOf(async () => {
    const quantity = { amount: "1000000", unit: "KGM" };
    const allocations = ALLOCATIONS.slice(0, 1).map((allocation) => ({ ...allocation, quantity }));
    const declaration = { typeCode: "EXD", lrn: given.consignment ?? "LRN-2" };
    return [(await world.register({ consignment: SECOND, declaration, allocations, ...given })).id];
  });
const invalidated = (consignment = CONSIGNMENT, licences = LICENCES): Promise<unknown> =>
  play(world.ledger, CONSIGNMENT_INVALIDATE, invalidate, { consignment, licences, reason: "duplicate" }, WHO.customs);

/** What a hostile member writes into its own register: a consignment under a UCR, and the claim that leads to it. */
async function forgeIn(
  register: string,
  id: string,
  ucr = UCR,
  claims: unknown[] = [{ consignment: id, declarant: `${register}-EX-0001` }],
): Promise<void> {
  const { receipt: _receipt, ...real } = await world.consignment();
  world.forge(CONSIGNMENT_RECORDS, id, { ...real, id, ucr, declarant: `${register}-EX-0001` });
  world.forge(UCR_RECORDS, ucrReference(register, ucr), { register, ucr, claims });
}

describe("a UCR", () => {
  it("leads to its one consignment, in any letters and with any spaces", async () => {
    for (const ucr of [UCR, UCR.toLowerCase(), ` ${UCR.replace("-", " - ")} `]) {
      expect([await find(ucr), await verified(ucr)]).toEqual([[CONSIGNMENT], [CONSIGNMENT]]);
    }
    expect([await find("OTHER-1"), await verified("OTHER-1")]).toEqual(["NOT_FOUND", "NOT_FOUND"]);
  });

  it.each<[string, Partial<RegisterInput>, string | readonly string[]]>([
    ["the same UCR", {}, "UCR_IN_USE"],
    ["the same UCR in other letters", { ucr: UCR.toLowerCase() }, "UCR_IN_USE"],
    ["a part of the same UCR", { ucrPart: "1" }, [SECOND]],
    ["another UCR", { ucr: "OTHER-1" }, [SECOND]],
  ])("is its consignment's own within a register: %s", async (_what, given, outcome) => {
    expect(await registered(given)).toEqual(outcome);
  });

  it("is shared by parts, each once, and asked for by part", async () => {
    expect(await registered({ ucrPart: "1a" })).toEqual([SECOND]);
    expect(await registered({ consignment: "GB-CN-0003", ucrPart: "1A" })).toBe("UCR_IN_USE");
    expect(await registered({ consignment: "GB-CN-0003", ucrPart: "2" })).toEqual(["GB-CN-0003"]);
    expect(await find()).toEqual([CONSIGNMENT, SECOND, "GB-CN-0003"]);
    expect(await verified()).toEqual([CONSIGNMENT, SECOND, "GB-CN-0003"]);
    expect(await reasons()).toEqual([]);
    expect([await find(UCR, "1A"), await verified(UCR, "2")]).toEqual([[SECOND], ["GB-CN-0003"]]);
    expect(await verified(UCR, "3")).toBe("NOT_FOUND");
  });

  it("is free again once its consignment was invalidated", async () => {
    await invalidated();
    expect(await registered({})).toEqual([SECOND]);
    expect([await find(), await verified()]).toEqual([[SECOND, CONSIGNMENT], [SECOND]]);
    expect(await registered({ consignment: "GB-CN-0003" })).toBe("UCR_IN_USE");
  });

  it("is answered where its consignment was invalidated and none declared anew: the goods stop", async () => {
    await invalidated();
    expect([await find(), await verified()]).toEqual([[CONSIGNMENT], [CONSIGNMENT]]);
    expect(await reasons()).toContain("DECLARATION_INVALIDATED");
  });

  it("remembers the last invalidated declaration of each declarant and part, and of each declarant a few", async () => {
    const first = LICENCES[0] ?? "";
    for (const consignment of [SECOND, "GB-CN-0003"]) {
      await registered({ consignment, ucrPart: "1" });
      await invalidated(consignment, [first]);
    }
    expect(await find(UCR, "1")).toEqual(["GB-CN-0003"]);
    const many = Array.from({ length: UCR_INVALIDATED_EACH_MAX }, (_, index) => index.toString());
    const earlier = many.map((part) => ({ part, consignment: SECOND, declarant: EXPORTER }));
    const other = { consignment: SECOND, declarant: EXPORTER_2 };
    const claims = [{ consignment: CONSIGNMENT, declarant: EXPORTER }];
    world.forge(UCR_RECORDS, ucrReference("GB", UCR), {
      register: "GB",
      ucr: UCR,
      claims,
      invalidated: [other, ...earlier],
    });
    await invalidated();
    const { result } = await world.ledger.run({}, (tx) => readRecord(tx, UCR_RECORDS, ucrReference("GB", UCR)));
    expect(result?.claims).toEqual([]);
    expect(result?.invalidated).toEqual([other, ...earlier.slice(1), ...claims]);
  });

  it("has a named number of parts at most", async () => {
    claimFor([EXPORTER]);
    expect(await registered({ ucrPart: "999" })).toBe("LIMIT_EXCEEDED");
    expect(await registered({ declarant: EXPORTER_2 })).toEqual([SECOND]);
  });

  it("has a named number of declarants at most, each with every part", async () => {
    const others = Array.from({ length: UCR_DECLARANTS_MAX }, (_, index) => `GB-EX-${(index + 10).toString()}`);
    claimFor(others.slice(1));
    expect(await registered({})).toEqual([SECOND]);
    claimFor(others);
    expect(await registered({ consignment: "GB-CN-0003" })).toBe("LIMIT_EXCEEDED");
  });

  it("is not taken from its declarant by another of the register: both are told, and neither is the answer", async () => {
    expect(await registered({ declarant: EXPORTER_2 })).toEqual([SECOND]);
    expect(await registered({ declarant: EXPORTER_2, consignment: "GB-CN-0003" })).toBe("UCR_IN_USE");
    expect(await find()).toEqual([CONSIGNMENT, SECOND]);
    expect(await verified()).toEqual([CONSIGNMENT, SECOND]);
    expect(await reasons()).toContain("REFERENCE_CLAIMED_TWICE");
    await invalidated(SECOND, [LICENCES[0] ?? ""]);
    expect([await find(), await verified()]).toEqual([[CONSIGNMENT, SECOND], [CONSIGNMENT]]);
  });

  /** Every part of the UCR is claimed for these declarants. */
  function claimFor(declarants: readonly string[]): void {
    const claims = declarants.flatMap((declarant) =>
      Array.from({ length: UCR_PARTS_MAX }, (_, index) => ({
        part: (index + 1).toString(),
        consignment: CONSIGNMENT,
        declarant,
      })),
    );
    world.forge(UCR_RECORDS, ucrReference("GB", UCR), { register: "GB", ucr: UCR, claims });
  }
});

describe("a UCR that another state claims too", () => {
  it("is answered by neither: every claim has its own verdicts", async () => {
    await forgeIn("AE", AE_ID);
    expect(await find()).toEqual([CONSIGNMENT, AE_ID]);
    const { result } = await play(world.ledger, CHECKPOINT_VERIFY, verify, { ucr: UCR }, WHO.customs);
    expect(result).toMatchObject({ verdicts: [], disposition: "stop" });
    expect(result.reasons).toContain("REFERENCE_CLAIMED_TWICE");
    expect(result.matches).toMatchObject([
      { consignment: CONSIGNMENT, disposition: "refer", reasons: ["REFERENCE_CLAIMED_TWICE"] },
      { consignment: AE_ID, disposition: "stop" },
    ]);
  });

  it("is not taken from the register that registers under it", async () => {
    await forgeIn("AE", AE_ID, "OTHER-1");
    expect(await registered({ ucr: "OTHER-1" })).toEqual([SECOND]);
  });

  it.each<[string, () => Promise<void> | void]>([
    [
      "a claim to a consignment that nobody registered",
      () => forgeClaims([{ consignment: "AE-CN-0009", declarant: AE_EX }]),
    ],
    ["a claim to somebody else's consignment", () => forgeClaims([{ consignment: CONSIGNMENT, declarant: EXPORTER }])],
    [
      "a claim that its consignment does not bear out",
      async () => {
        await forgeIn("AE", AE_ID, "OTHER-1");
        forgeClaims([{ consignment: AE_ID, declarant: AE_EX }]);
      },
    ],
    ["a claim to another part", () => forgeIn("AE", AE_ID, UCR, [{ part: "7", consignment: AE_ID, declarant: AE_EX }])],
    [
      "a claim for another declarant",
      () => forgeIn("AE", AE_ID, UCR, [{ consignment: AE_ID, declarant: "AE-EX-0002" }]),
    ],
    ["a consignment that is longer than any", () => forgeLong()],
    [
      "claims without number",
      () => forgeClaims(Array.from({ length: 5_000 }, () => ({ consignment: AE_ID, declarant: AE_EX }))),
    ],
    [
      "something that is no record of claims",
      () => void world.forge(UCR_RECORDS, ucrReference("AE", UCR), "{not json"),
    ],
    [
      "a consignment of an organisation that is no authority",
      async () => {
        await forgeIn("CARRIERS", "CARRIERS-CN-0001");
      },
    ],
    [
      "ten thousand keys on the channel and proofs in its own collection",
      () => {
        for (let index = 0; index < 10_000; index += 1) {
          world.ledger.state.set(ledgerKey("ucr", UCR, index.toString()), JSON.stringify({ consignment: AE_ID }));
          world.ledger.collections.get("AEAuthorityMSP")?.set(`proof/ucr/GB:${UCR}#${index.toString()}`, "junk");
        }
      },
    ],
  ])("is answered all the same where the other has proven nothing: %s", async (_what, hostile) => {
    await hostile();
    expect([await find(), await verified()]).toEqual([[CONSIGNMENT], [CONSIGNMENT]]);
  });

  async function forgeLong(): Promise<void> {
    await forgeIn("AE", AE_ID);
    const registeredAt = `2026-11-23T10:00:00.${"0".repeat(40_000)}Z`;
    world.forge(CONSIGNMENT_RECORDS, AE_ID, { ...(await world.consignment(AE_ID)), registeredAt });
  }

  function forgeClaims(claims: unknown[]): void {
    world.forge(UCR_RECORDS, ucrReference("AE", UCR), { register: "AE", ucr: UCR, claims });
  }
});
