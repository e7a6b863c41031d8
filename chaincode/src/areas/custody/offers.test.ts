// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { CUSTODY_RELEASE, custodyReleaseMessage, type TransferTerms } from "@licet/domain";
import {
  CARRIER_1,
  CARRIER_2,
  CARRIER_3,
  CONSIGNMENT,
  COURIER,
  CustodyWorld,
  found,
  terms,
  WAREHOUSE,
} from "../../testing/worlds/custody-world";
import { codeOf, refusalOf } from "../../testing/fabric/refusals";
import { requireHead } from "../../rules/custody/head";
import { auditOf, CONTENT, HERE, perform, personOf } from "../../testing/custody/acts";
import { storedHead } from "../../testing/custody/hostile";

const UNTIL = "2026-11-23T12:00:00Z";
const BEFORE = "2026-11-23T11:59:59.999Z";
const AFTER = "2026-11-23T12:00:00.000Z";

let world: CustodyWorld;
beforeEach(async () => {
  world = await CustodyWorld.start();
});

const at = (time: string, party: string) => ({ ...personOf(party), time });
const offer = (given: Partial<TransferTerms> = {}, time = BEFORE) => {
  const offered = terms(given);
  const signature = world.sign(CARRIER_1, CUSTODY_RELEASE, custodyReleaseMessage(offered));
  return perform(world.ledger, "propose", { ...offered, timeClass: "ACT", signature }, { caller: COURIER, time });
};
const accept = (given: Partial<TransferTerms> = {}, time = BEFORE) =>
  perform(world.ledger, "accept", { ...terms(given), accepted: found() }, at(time, terms(given).receivedBy));
const refuse = (transfer = 1, time = BEFORE) =>
  perform(
    world.ledger,
    "refuse",
    { consignment: CONSIGNMENT, transfer, refusedBy: CARRIER_2, code: "DISE", eventTime: HERE.eventTime },
    at(time, CARRIER_2),
  );
const cancel = (time = BEFORE) =>
  perform(world.ledger, "cancel", { consignment: CONSIGNMENT, eventTime: HERE.eventTime }, at(time, CARRIER_1));
const handOff = (given: Partial<TransferTerms> = {}, time = BEFORE) =>
  perform(world.ledger, "handOff", world.handoff(terms(given), found()), { caller: COURIER, time });
const report = (time = BEFORE) =>
  perform(world.ledger, "reportIncident", { ...HERE, code: "1" }, { ...at(time, CARRIER_1), parts: CONTENT.incident });

describe("a release that was spent", () => {
  const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["cancelled", () => cancel()],
    ["refused", () => refuse()],
    ["lapsed, with an event since", () => report(AFTER)],
    ["lapsed", () => Promise.resolve()],
  ];

  it.each(ways)("and %s takes the goods nowhere, and its number serves nobody again", async (_name, spend) => {
    await offer({ offerUntil: UNTIL });
    await spend();
    const used = terms({ offerUntil: UNTIL });
    const code = await refusalOf(world.ledger, () => handOff(used, AFTER));
    expect(["TRANSFER_NUMBER_WRONG", "CUSTODY_OFFER_LAPSED"]).toContain(code);
    expect(await refusalOf(world.ledger, () => accept(used, AFTER))).toBe("CUSTODY_OFFER_LAPSED");
    expect(await refusalOf(world.ledger, () => handOff({}, AFTER))).toBe("TRANSFER_NUMBER_WRONG");
    expect(await refusalOf(world.ledger, () => offer({}, AFTER))).toBe("TRANSFER_NUMBER_WRONG");
    expect(await refusalOf(world.ledger, () => handOff({ transfer: 3 }, AFTER))).toBe("TRANSFER_NUMBER_WRONG");
    await handOff({ transfer: 2 }, AFTER);
    expect(await world.head()).toMatchObject({ custodian: CARRIER_2, transfers: 2 });
    expect(await auditOf(world.ledger)).toEqual([]);
  });

  it.each([
    ["cancelled", () => cancel()],
    ["refused", () => refuse()],
  ])("and was %s without a date is refused as well", async (_name, spend) => {
    await offer();
    await spend();
    expect(await refusalOf(world.ledger, () => handOff())).toBe("TRANSFER_NUMBER_WRONG");
    expect(await refusalOf(world.ledger, () => accept())).toBe("NO_CUSTODY_PROPOSAL");
    expect(await refusalOf(world.ledger, () => refuse())).toBe("NO_CUSTODY_PROPOSAL");
    expect(await refusalOf(world.ledger, () => cancel())).toBe("NO_CUSTODY_PROPOSAL");
  });

  it("cannot be used before it is spent, and not for somebody else", async () => {
    await offer();
    expect(await refusalOf(world.ledger, () => handOff())).toBe("CUSTODY_PROPOSAL_PENDING");
    expect(await refusalOf(world.ledger, () => handOff({ transfer: 2 }))).toBe("TRANSFER_NUMBER_WRONG");
    expect(await refusalOf(world.ledger, () => accept({ receivedBy: WAREHOUSE }))).toBe("NOT_NAMED_PARTY");
    expect(await refusalOf(world.ledger, () => refuse(2))).toBe("TRANSFER_NUMBER_WRONG");
  });

  it("serves once", async () => {
    await handOff();
    const back = { transfer: 2, releasedBy: CARRIER_2, receivedBy: CARRIER_1, eventTime: found().acceptedAt };
    await handOff(back);
    expect(await refusalOf(world.ledger, () => handOff({ eventTime: found().acceptedAt }))).toBe(
      "TRANSFER_NUMBER_WRONG",
    );
    expect(await refusalOf(world.ledger, () => handOff(back))).toBe("NOT_CUSTODIAN");
  });
});

describe("an offer with a date", () => {
  it.each([
    ["the moment before it", BEFORE, "no error"],
    ["at it", AFTER, "CUSTODY_OFFER_LAPSED"],
    ["a day later", "2026-11-24T12:00:00.000Z", "CUSTODY_OFFER_LAPSED"],
  ])("can be accepted and handed over %s: %s %s", async (_name, time, code) => {
    const dated = { offerUntil: UNTIL };
    const fresh = await CustodyWorld.start();
    const input = fresh.handoff(terms(dated), found());
    expect(await codeOf(perform(fresh.ledger, "handOff", input, { caller: COURIER, time }))).toBe(code);
    await offer(dated);
    expect(await codeOf(accept(dated, time))).toBe(code);
  });

  it("is not made after it", async () => {
    expect(await refusalOf(world.ledger, () => offer({ offerUntil: UNTIL }, AFTER))).toBe("CUSTODY_OFFER_LAPSED");
  });

  it("is a term that is signed: neither put off nor left out", async () => {
    const signed = world.handoff(terms({ offerUntil: UNTIL }), found());
    for (const offerUntil of ["2026-11-23T13:00:00Z", undefined]) {
      const bent = { ...signed, offerUntil };
      const sending = () => perform(world.ledger, "handOff", bent, { caller: COURIER, time: AFTER });
      expect(await refusalOf(world.ledger, sending)).toBe("SIGNER_NOT_ACCEPTED");
    }
    await offer({ offerUntil: UNTIL });
    expect(await refusalOf(world.ledger, () => accept())).toBe("PROPOSAL_TERMS_DIFFER");
  });

  it("blocks nothing once it has lapsed, and nobody writes that it has", async () => {
    await offer({ offerUntil: UNTIL });
    expect(await refusalOf(world.ledger, () => offer({ transfer: 2 }))).toBe("TRANSFER_NUMBER_WRONG");
    const seen = async (time: string) =>
      (await world.ledger.run({ time }, (tx) => requireHead(tx, CONSIGNMENT))).result;
    expect(await seen(BEFORE)).toMatchObject({ transfers: 0, pending: { receivedBy: CARRIER_2 } });
    expect(await seen(AFTER)).toMatchObject({ transfers: 1, pending: undefined });
    expect(storedHead(world.ledger)).toMatchObject({ transfers: 0, pending: { receivedBy: CARRIER_2 } });
    expect(await refusalOf(world.ledger, () => refuse(1, AFTER))).toBe("NO_CUSTODY_PROPOSAL");
    await offer({ transfer: 2, receivedBy: CARRIER_3 }, AFTER);
    expect(storedHead(world.ledger)).toMatchObject({ transfers: 1, pending: { receivedBy: CARRIER_3 } });
    expect(await auditOf(world.ledger)).toEqual([]);
  });

  it("may be cancelled once it has lapsed, so that an acceptance that was held back finds another head", async () => {
    await offer({ offerUntil: UNTIL });
    await cancel(AFTER);
    expect(storedHead(world.ledger)).toMatchObject({ transfers: 1, count: 3 });
    expect(storedHead(world.ledger).pending).toBeUndefined();
    expect(await refusalOf(world.ledger, () => cancel(AFTER))).toBe("NO_CUSTODY_PROPOSAL");
    expect(await auditOf(world.ledger)).toEqual([]);
  });

  it("outlives events that do not answer it, until its date", async () => {
    await offer({ offerUntil: UNTIL });
    await report();
    expect(storedHead(world.ledger)).toMatchObject({ transfers: 0, pending: { sequence: 2 } });
    await report(AFTER);
    expect(storedHead(world.ledger).pending).toBeUndefined();
    expect(storedHead(world.ledger)).toMatchObject({ transfers: 1 });
    expect(await auditOf(world.ledger)).toEqual([]);
  });

  it("lapses again and again, a number each time", async () => {
    for (const transfer of [1, 2, 3]) {
      const hour = (11 + transfer).toString();
      await offer({ transfer, offerUntil: `2026-11-23T${hour}:30:00Z` }, `2026-11-23T${hour}:00:00.000Z`);
    }
    await handOff({ transfer: 4 }, "2026-11-23T15:00:00.000Z");
    expect(await world.head()).toMatchObject({ transfers: 4, count: 5 });
    expect(await auditOf(world.ledger)).toEqual([]);
  });
});
