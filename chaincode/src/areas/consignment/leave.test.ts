// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { hold, release as releaseHold } from "../checkpoint/holding";
import {
  CHECKPOINT_HOLD,
  CHECKPOINT_RELEASE,
  type Consignment,
  CONSIGNMENT_FIND_BY_UCR,
  CONSIGNMENT_INVALIDATE,
  LICENCE_RELEASE,
} from "@licet/domain";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { refusalOf, play } from "../../testing/fabric/play";
import {
  ALLOCATIONS,
  ConsignmentWorld,
  declared,
  LICENCE_2,
  LICENCES,
  UCR,
  WHO,
} from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { EXPORTER, LICENCE } from "../../testing/worlds/licence-world";
import { release as releaseReservation } from "../licence/write-off/release";
import { invalidate } from "./leave";
import { CONSIGNMENT_RECORDS } from "../../rules/consignment/records";
import { findConsignments, listByLicence } from "./read";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
});

const refusal = async (action: () => Promise<unknown>): Promise<string> => (await refusalOf(world.ledger, action)).code;
const invalidated = async (licences = LICENCES, setting = WHO.customs): Promise<Consignment> => {
  const input = { consignment: CONSIGNMENT, licences, reason: "not-exported" as const };
  return (await play(world.ledger, CONSIGNMENT_INVALIDATE, invalidate, input, setting)).result;
};

describe("consignment:ReleaseForExport", () => {
  it("writes every reservation off", async () => {
    expect(await world.release()).toMatchObject({
      status: "released",
      releasedAt: "2026-11-23T10:00:00.000Z",
      releasedBy: "GB000051",
    });
    expect(await world.balances()).toEqual([
      [0, 12],
      [0, 5],
    ]);
  });

  it("refuses where one licence may not be used at this moment, and writes none off", async () => {
    await world.changeLicence({ status: "suspended" }, LICENCE_2);
    expect(await refusal(() => world.release())).toBe("LICENCE_SUSPENDED");
    await world.changeLicence({ status: "revoked" }, LICENCE_2);
    expect(await refusal(() => world.release())).toBe("LICENCE_NOT_USABLE");
    await world.changeLicence({ status: "issued", validTo: "2026-11-22" }, LICENCE_2);
    expect(await refusal(() => world.release())).toBe("LICENCE_NOT_USABLE");
    expect(await world.balances()).toEqual([
      [12, 0],
      [5, 0],
    ]);
  });

  it("refuses where the end-use certificate does not stand any more", async () => {
    await world.bindCertificate();
    await world.changeCertificate({ status: "repudiated" });
    expect(await refusal(() => world.release())).toBe("CERTIFICATE_NOT_IN_FORCE");
  });

  it("waits for every hold, whichever state placed it", async () => {
    const placing = { consignment: CONSIGNMENT, reason: "documents" as const };
    const { result } = await play(world.ledger, CHECKPOINT_HOLD, hold, placing, WHO.aeCustoms);
    expect(await refusal(() => world.release())).toBe("CONSIGNMENT_ON_HOLD");
    const lifting = { consignment: CONSIGNMENT, hold: result.id, reason: "cleared" as const };
    await play(world.ledger, CHECKPOINT_RELEASE, releaseHold, lifting, WHO.aeCustoms);
    expect((await world.release()).status).toBe("released");
  });

  it("asks the authority of every licence: none may be left out or added", async () => {
    expect(await refusal(() => world.release([LICENCE]))).toBe("CONSIGNMENT_MISMATCH");
    expect(await refusal(() => world.release([...LICENCES, "AESIE0000001"]))).toBe("CONSIGNMENT_MISMATCH");
    expect((await world.release([...LICENCES].reverse())).status).toBe("released");
  });

  it("is not for goods of a declarant that is suspended", async () => {
    await world.changeParty(EXPORTER, { status: "suspended" });
    expect(await refusal(() => world.release())).toBe("PARTY_NOT_IN_FORCE");
  });

  it("is for customs of the registering state, once", async () => {
    expect(await refusal(() => world.release(LICENCES, WHO.aeCustoms))).toBe("NOT_YOUR_RECORD");
    expect(await refusal(() => world.release(LICENCES, WHO.exporter))).toBe("ROLE_NOT_ALLOWED");
    await world.release();
    expect(await refusal(() => world.release())).toBe("TRANSITION_NOT_ALLOWED");
  });
});

describe("consignment:Invalidate", () => {
  it("gives every reservation back and frees the UCR", async () => {
    expect(await invalidated()).toMatchObject({
      status: "invalidated",
      invalidated: { reason: "not-exported", at: "2026-11-23T10:00:00.000Z" },
    });
    expect(await world.balances()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    const { result } = await world.ledger.run({}, (tx) => findConsignments(tx, { ucr: UCR }));
    expect(result.items.map(({ id, status }) => [id, status])).toEqual([[CONSIGNMENT, "invalidated"]]);
    const declaration = { typeCode: "EXD", lrn: "LRN-2" };
    const again = await world.register({ ...declared(), consignment: "GB-CN-0002", declaration });
    expect(again).toMatchObject({ id: "GB-CN-0002", ucr: UCR });
  });

  it("gives quantities back to a licence that may not be used any more", async () => {
    await world.changeLicence({ status: "revoked" });
    await invalidated();
    expect(await world.balances()).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it("comes after the licence's authority took back what another state had set aside, too", async () => {
    world = await ConsignmentWorld.start();
    await world.changeLicence({ writeOffBy: ["AE"] });
    await world.custody.register("AE-EX-0001");
    const own = { consignment: "AE-CN-0001", custodian: "AE-EX-0001", route: ["AEJEA", "PKBQM"] };
    const { allocations } = await world.register({ ...own, allocations: ALLOCATIONS.slice(0, 1) }, {}, WHO.aeCustoms);
    const lines = allocations.map(({ licence, line, reservation }) => ({ licence, line, reservation }));
    const back = { reason: "grant withdrawn", lines };
    const takenBack = (setting: TransactionSetting): Promise<unknown> =>
      play(world.ledger, LICENCE_RELEASE, releaseReservation, back, setting);
    expect(await refusal(() => takenBack(WHO.customs))).toBe("RESERVATION_OF_CONSIGNMENT");
    expect(await refusal(() => takenBack(WHO.aeCustoms))).toBe("RESERVATION_OF_CONSIGNMENT");
    await takenBack(WHO.licensing);
    expect((await world.balances())[0]).toEqual([0, 0]);
    const input = { consignment: "AE-CN-0001", licences: [LICENCE], reason: "refused-by-customs" as const };
    const { result } = await play(world.ledger, CONSIGNMENT_INVALIDATE, invalidate, input, WHO.aeCustoms);
    expect(result.status).toBe("invalidated");
    expect((await world.balances())[0]).toEqual([0, 0]);
  });

  it("does not let the licence's authority take back what its own customs has set aside", async () => {
    const lines = (await world.consignment()).allocations.map(({ licence, line, reservation }) => ({
      licence,
      line,
      reservation,
    }));
    const back = () => play(world.ledger, LICENCE_RELEASE, releaseReservation, { reason: "x", lines }, WHO.licensing);
    expect(await refusal(back)).toBe("RESERVATION_OF_CONSIGNMENT");
  });

  it("is for customs of the registering state, names every licence, and comes before the goods leave", async () => {
    expect(await refusal(() => invalidated([LICENCE]))).toBe("CONSIGNMENT_MISMATCH");
    expect(await refusal(() => invalidated(LICENCES, WHO.aeCustoms))).toBe("NOT_YOUR_RECORD");
    expect(await refusal(() => invalidated(LICENCES, WHO.exporter))).toBe("ROLE_NOT_ALLOWED");
    await world.release();
    expect(await refusal(() => invalidated())).toBe("TRANSITION_NOT_ALLOWED");
  });
});

describe("finding consignments", () => {
  const listed = async (licence: string): Promise<string[]> => {
    const input = { licence, pageSize: 10, bookmark: "" };
    return (await world.ledger.run({}, (tx) => listByLicence(tx, input))).result.items.map(({ id }) => id);
  };

  it("goes by UCR in any letters, and by licence", async () => {
    const question = { ucr: ` ${UCR.toLowerCase()} ` };
    const { result } = await play(world.ledger, CONSIGNMENT_FIND_BY_UCR, findConsignments, question);
    expect(result.items.map(({ id }) => id)).toEqual([CONSIGNMENT]);
    expect([await listed(LICENCE), await listed(LICENCE_2)]).toEqual([[CONSIGNMENT], [CONSIGNMENT]]);
    expect(await refusal(() => listed("GBSIE000000"))).toBe("NOT_FOUND");
  });

  it("lists no consignment that its owner has not proven, whatever else lies on the channel", async () => {
    world.forge(CONSIGNMENT_RECORDS, "AE-CN-0001", { ...(await world.consignment()), id: "AE-CN-0001" });
    expect(await listed(LICENCE)).toEqual([CONSIGNMENT]);
    world.unprove(CONSIGNMENT_RECORDS, CONSIGNMENT);
    expect(await listed(LICENCE)).toEqual([]);
  });
});
