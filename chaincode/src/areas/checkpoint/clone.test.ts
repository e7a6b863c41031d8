// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { CONSIGNMENT_RECORDS } from "../../rules/consignment/records";
import { startChain } from "../../rules/custody/chain";
import { CHECKPOINT_VERIFY, commitmentOf, type Consignment, reservationReference } from "@licet/domain";
import { play } from "../../testing/fabric/play";
import { ConsignmentWorld, goods, LICENCES, WHO } from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { END_USER, EXPORTER, LICENCE, licenceContent, salted } from "../../testing/worlds/licence-world";
import { verify } from "./verify";

type Answer = z.output<typeof CHECKPOINT_VERIFY.output>;

const CLONE = "AE-CN-CLONE";
const AE = "AEAuthorityMSP";
const PK = "PKAuthorityMSP";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
  await world.release();
});

const verified = async (consignment: string): Promise<Answer> =>
  (await play(world.ledger, CHECKPOINT_VERIFY, verify, { consignment }, WHO.pkCustoms)).result;
const quantityOf = ({ verdicts }: Answer): Answer["verdicts"][number] | undefined =>
  verdicts.find(({ check }) => check === "quantity");

/**
 * Everything that a hostile state can make by itself: a proven consignment of its own register that copies another's, its custody chain,
 * and the copies that the destination holds.
 */
async function cloned(change: Partial<Consignment> = {}): Promise<void> {
  const real = await world.consignment();
  world.forge(CONSIGNMENT_RECORDS, CLONE, {
    ...real,
    id: CLONE,
    declarant: "AE-EX-0001",
    ucr: "AE-CLONE-1",
    ...change,
  });
  await world.ledger.run({ caller: { mspId: AE } }, (tx) =>
    startChain(tx, {
      consignment: CLONE,
      custodian: "AE-EX-0001",
      custodianMsp: AE,
      routeStates: ["GB", "AE", "PK"],
      owningParty: undefined,
      sealState: "intact",
      certificates: [],
      eventTime: "2026-11-23T08:00:00Z",
      place: "AEJEA",
    }),
  );
  world.plant(PK, { kind: "consignment", id: CLONE, part: "goods" }, salted(goods()));
  for (const id of LICENCES) world.plant(PK, { kind: "licence", id, part: "content" }, salted(licenceContent()));
}

describe("one write-off, two consignments", () => {
  it("pass the one that it was made for", async () => {
    await world.giveCopies(PK);
    expect(await verified(CONSIGNMENT)).toMatchObject({ disposition: "may-pass" });
  });

  it("stop the other, though everything else agrees", async () => {
    await cloned();
    const answer = await verified(CLONE);
    expect(answer).toMatchObject({ disposition: "stop", reasons: ["QUANTITY_NOT_COVERED"] });
    expect(quantityOf(answer)?.facts["uncovered"]).toMatchObject([
      {
        item: 1,
        licence: LICENCE,
        claimed: "12000000",
        held: "12000000",
        differs: ["consignment", "declarant", "ucr", "organisation"],
      },
      { item: 2, differs: ["consignment", "declarant", "ucr", "organisation"] },
    ]);
  });

  it.each<[string, (real: Consignment) => Partial<Consignment>, string[]]>([
    ["with the other's UCR too", ({ ucr }) => ({ ucr }), ["consignment", "declarant", "organisation"]],
    [
      "with a document of its own",
      () => ({ document: { type: "LRN", reference: "LRN-AE" } }),
      ["consignment", "declarant", "document", "ucr", "organisation"],
    ],
    [
      "under its own goods item",
      ({ allocations }) => ({ allocations: allocations.slice(0, 1).map((each) => ({ ...each, item: 2 })) }),
      ["item", "consignment", "declarant", "ucr", "organisation"],
    ],
  ])("stop the other %s", async (_what, change, differs) => {
    await cloned(change(await world.consignment()));
    const answer = await verified(CLONE);
    expect(answer.disposition).toBe("stop");
    expect(quantityOf(answer)).toMatchObject({ code: "QUANTITY_NOT_COVERED" });
    expect((quantityOf(answer)?.facts["uncovered"] as { differs: string[] }[])[0]?.differs).toEqual(differs);
  });

  it("stop a second consignment of the same register as well", async () => {
    const real = await world.consignment();
    world.forge(CONSIGNMENT_RECORDS, "GB-CN-0002", { ...real, id: "GB-CN-0002" });
    expect(quantityOf(await verified("GB-CN-0002"))?.code).toBe("QUANTITY_NOT_COVERED");
  });

  it("stop one that names its single write-off for twice the goods", async () => {
    const [first] = (await world.consignment()).allocations;
    await cloned({ id: CLONE, allocations: first === undefined ? [] : [first, first] });
    await expect(verified(CLONE)).rejects.toMatchObject({ code: "CONSIGNMENT_NOT_AUTHENTIC" });
  });

  it("stop one that names the other's declarant", async () => {
    await cloned({ declarant: EXPORTER });
    await expect(verified(CLONE)).rejects.toMatchObject({ code: "CONSIGNMENT_NOT_AUTHENTIC" });
  });

  it("stop one whose write-off names nobody, though its amount agrees", async () => {
    const [first] = (await world.consignment()).allocations;
    if (first === undefined) throw new Error("the consignment has allocations");
    const reference = reservationReference(first.licence, first.line, first.reservation);
    await world.giveCopies(PK);
    await world.changeReservation(reference, { consignment: undefined });
    expect(quantityOf(await verified(CONSIGNMENT))?.code).toBe("QUANTITY_NOT_COVERED");
    await world.changeReservation(reference, { consignment: CONSIGNMENT, declarant: END_USER });
    expect(quantityOf(await verified(CONSIGNMENT))?.code).toBe("QUANTITY_NOT_COVERED");
    await world.changeReservation(reference, { declarant: EXPORTER });
    expect((await verified(CONSIGNMENT)).disposition).toBe("may-pass");
  });

  it("commit to goods that only their own record's hash stands for", async () => {
    await cloned({ commitments: { goods: commitmentOf(salted({})) } });
    const { verdicts } = await verified(CLONE);
    expect(verdicts[0]).toMatchObject({ code: "COPY_ALTERED" });
  });
});
