// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { receive } from "../areas/consignment/receive";
import { commitmentOf, CONSIGNMENT_RECEIVE, LICENCE_RESERVE } from "@licet/domain";
import { CONSIGNMENT_RECORDS } from "../rules/consignment/records";
import { play } from "../testing/fabric/play";
import { reserve } from "../areas/licence/write-off/reserve";
import { ALLOCATIONS, ConsignmentWorld, EXPORTER_2, goods, kilograms, WHO } from "../testing/worlds/consignment-world";
import { CARRIER_1, CONSIGNMENT } from "../testing/worlds/custody-world";
import { EXPORTER, LICENCE, salted } from "../testing/worlds/licence-world";
import { outcomeOf, verified } from "./world";

describe("what a direct write-off says of its declaration", () => {
  let world: ConsignmentWorld;
  beforeEach(async () => {
    world = await ConsignmentWorld.start();
  });
  const reserved = (declaration: { declarant?: string; ucrPart?: string }) =>
    play(
      world.ledger,
      LICENCE_RESERVE,
      reserve,
      {
        document: { type: "LRN", reference: "1" },
        ucr: "6GB1-1",
        ...declaration,
        lines: [{ licence: LICENCE, line: 1, item: 1, quantity: kilograms(1) }],
      },
      WHO.customs,
    );

  it("is kept: declarant and part of the UCR", async () => {
    const { result } = await reserved({ declarant: EXPORTER, ucrPart: "1" });
    expect(result.reservations[0]).toMatchObject({ declarant: EXPORTER, ucrPart: "1" });
  });

  it("tells two declarants with the same local reference apart", async () => {
    await reserved({ declarant: EXPORTER });
    expect(await outcomeOf(() => reserved({ declarant: EXPORTER_2 }))).toBe("accepted");
  });
});

const OTHER = "GB-CN-0002";
const small = [{ item: 1, licence: LICENCE, line: 1, quantity: kilograms(1) }];

describe("an exporter who cheats", () => {
  let world: ConsignmentWorld;
  beforeEach(async () => {
    world = await ConsignmentWorld.start();
  });

  it("does not begin custody with a party that has not said that it has the goods", async () => {
    const attempt = () =>
      world.register({ consignment: OTHER, allocations: small, custodian: EXPORTER }, {}, WHO.otherExporter);
    expect(await outcomeOf(attempt)).not.toBe("accepted");
  });

  it("does not use up the licence of another, whose content it knows", async () => {
    // goods.exporter names the licence's holder; the declarant is somebody else.
    const attempt = () =>
      world.register(
        { consignment: OTHER, allocations: [{ ...small[0]!, quantity: kilograms(20) }], custodian: EXPORTER_2 },
        {},
        WHO.otherExporter,
      );
    expect(await outcomeOf(attempt)).not.toBe("accepted");
  });

  it("does not get goods past that carry no code to compare with the licence's", async () => {
    const items = [1, 2].map((item) => ({ item, description: "Machine guns" }));
    const attempt = () => world.register({ allocations: ALLOCATIONS }, { goods: goods({ items }) }, WHO.exporter);
    expect(await outcomeOf(attempt)).toBe("CONSIGNMENT_MISMATCH");
  });
});

describe("what must not pass", () => {
  let world: ConsignmentWorld;
  beforeEach(async () => {
    world = await ConsignmentWorld.withConsignment();
    for (const state of ["AE", "PK"]) await world.giveCopies(`${state}AuthorityMSP`);
  });

  it("are goods that customs of the exporting state have not released, at a checkpoint abroad", async () => {
    const abroad = () => world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1 });
    expect(await outcomeOf(abroad)).toBe("CONSIGNMENT_NOT_RELEASED");
    await world.custody.runHandoff({ releasedBy: EXPORTER, receivedBy: CARRIER_1, place: "GBFXT" });
    const { disposition } = await verified(world, WHO.aeCustoms, { place: "AEJEA" });
    expect(disposition).not.toBe("may-pass");
  });

  it("are a second load of goods that the destination has received already", async () => {
    await world.release();
    const counts = [
      { item: 1, quantity: kilograms(12) },
      { item: 2, quantity: kilograms(5) },
    ];
    const input = { consignment: CONSIGNMENT, place: "PKBQM", eventTime: "2026-11-23T14:30:00+05:00", counts };
    await play(world.ledger, CONSIGNMENT_RECEIVE, receive, input, WHO.pkCustoms);
    const { disposition } = await verified(world, WHO.aeCustoms, { place: "AEJEA" });
    expect(disposition).not.toBe("may-pass");
  });
});

describe("goods that their state committed to and that are no goods", () => {
  it("are an answer, and not a failure of the question", async () => {
    const world = await ConsignmentWorld.withConsignment();
    await world.release();
    const real = await world.consignment();
    const nonsense = salted({ items: 1 });
    world.forge(CONSIGNMENT_RECORDS, CONSIGNMENT, {
      ...real,
      commitments: { ...real.commitments, goods: commitmentOf(nonsense) },
    });
    world.plant("PKAuthorityMSP", { kind: "consignment", id: CONSIGNMENT, part: "goods" }, nonsense);
    expect(
      await outcomeOf(async () => expect((await verified(world, WHO.pkCustoms)).disposition).not.toBe("may-pass")),
    ).toBe("accepted");
  });
});
