// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { hold, release as releaseHold } from "../areas/checkpoint/holding";
import { canonicalJson, CHECKPOINT_HOLD, CHECKPOINT_RELEASE, LICENCE_ADJUST, LICENCE_LIST } from "@licet/domain";
import { requireRecord } from "../fabric/records";
import { play } from "../testing/fabric/play";
import { listLicences } from "../areas/licence/read";
import { LICENCE_RECORDS } from "../rules/licence/records";
import { withLicence, WHO as OFFICERS } from "../testing/licence/fixtures";
import { gbp, onLine, refOf, take } from "../testing/licence/write-offs";
import { adjust } from "../areas/licence/write-off/adjust";
import { ConsignmentWorld, WHO } from "../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../testing/worlds/custody-world";
import { issueLicence, LICENCE } from "../testing/worlds/licence-world";
import { outcomeOf, verified } from "./world";

describe("a declaration that is amended", () => {
  it("does not take more of a line that is controlled by value without a value", async () => {
    const ledger = await withLicence();
    const { result } = await take(ledger, "1", [onLine(2, "1")], { ...OFFICERS.customs, ...gbp("1") });
    const input = {
      reason: "amended",
      lines: [{ ...refOf(result.reservations[0]!), quantity: { amount: "5000000", unit: "MGM" } }],
    };
    expect(await outcomeOf(() => play(ledger, LICENCE_ADJUST, adjust, input, OFFICERS.customs))).toBe(
      "LINE_VALUE_NEEDED",
    );
  });
});

describe("a hold of the state where the goods are", () => {
  it("still stops its own officers after the exporting state has overridden it", async () => {
    const world = await ConsignmentWorld.withConsignment();
    await world.release();
    await world.giveCopies("PKAuthorityMSP");
    const input = { consignment: CONSIGNMENT, reason: "verdict" as const };
    const { result } = await play(world.ledger, CHECKPOINT_HOLD, hold, input, WHO.pkCustoms);
    const end = { consignment: CONSIGNMENT, hold: result.id, reason: "placed-in-error" as const };
    await play(world.ledger, CHECKPOINT_RELEASE, releaseHold, end, WHO.customs);
    expect((await verified(world, WHO.pkCustoms)).disposition).toBe("stop");
  });
});

describe("who pages through all registers", () => {
  it("is not sent back to the beginning by a member that breaks its list between two pages", async () => {
    const world = await ConsignmentWorld.start();
    await issueLicence(world.ledger, { number: "FRLICENCE1", authority: "FR" });
    const { result: real } = await world.ledger.run({}, (tx) => requireRecord(tx, LICENCE_RECORDS, LICENCE));
    const text = (number: string, listed: object): string =>
      canonicalJson({ listed, record: { ...real, number, authority: "DE" }, schema: 1 } as never);
    world.forge({ type: "list", ownerOf: () => "DEAuthorityMSP" } as never, "licence/DE", {
      count: 2,
      last: "DELICENCE2",
    });
    world.forge(LICENCE_RECORDS, "DELICENCE2", text("DELICENCE2", { position: 2, previous: "DELICENCE1" }));
    world.forge(LICENCE_RECORDS, "DELICENCE1", text("DELICENCE1", { position: 1 }));
    const page = async (bookmark: string) =>
      (await play(world.ledger, LICENCE_LIST, listLicences, { pageSize: 3, bookmark }, WHO.customs)).result;
    const first = await page("");
    expect(first.bookmark).toBe("DE|DELICENCE1");
    world.unprove(LICENCE_RECORDS, "DELICENCE1");
    expect((await page(first.bookmark)).items.map(({ number }) => number)).toEqual(["FRLICENCE1"]);
  });
});
