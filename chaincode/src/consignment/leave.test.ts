// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { hold, release as releaseHold } from "../checkpoint/holding";
import { CHECKPOINT_HOLD, CHECKPOINT_RELEASE } from "../domain/checkpoint/definitions";
import { CONSIGNMENT_INVALIDATE } from "../domain/consignment/definitions";
import type { Consignment } from "../domain/consignment/schemas";
import { refusalOf, play } from "../ledger/testing/play";
import { ConsignmentWorld, declared, LICENCE_2, LICENCES, UCR, WHO } from "../testing/consignment-world";
import { CONSIGNMENT } from "../testing/custody-world";
import { LICENCE } from "../testing/licence-world";
import { invalidate } from "./leave";
import { findConsignment, listByLicence } from "./read";

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
    expect(await refusal(() => world.ledger.run({}, (tx) => findConsignment(tx, { ucr: UCR })))).toBe("NOT_FOUND");
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
    const { result } = await world.ledger.run({}, (tx) => findConsignment(tx, { ucr: UCR.toLowerCase() }));
    expect(result.id).toBe(CONSIGNMENT);
    expect([await listed(LICENCE), await listed(LICENCE_2), await listed("GBSIE000000")]).toEqual([
      [CONSIGNMENT],
      [CONSIGNMENT],
      [],
    ]);
  });

  it("is not led astray by entries that somebody else wrote", async () => {
    for (const key of [...world.ledger.state.keys()].filter((each) => each.includes("consignment-licence"))) {
      world.ledger.state.set(key.replace(LICENCE, "GBSIE000000"), JSON.stringify({ consignment: CONSIGNMENT }));
      world.ledger.state.set(key.replace(CONSIGNMENT, "GB-CN-0009"), "{not json");
    }
    expect([await listed("GBSIE000000"), await listed(LICENCE)]).toEqual([[], [CONSIGNMENT]]);
  });
});
