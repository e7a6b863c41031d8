// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { CARRIER_1, CARRIER_2, CONSIGNMENT, CustodyWorld } from "../../testing/worlds/custody-world";
import { codeOf, refusalOf } from "../../testing/fabric/refusals";
import { closeMatter, declareError, reportIncident, reseal } from "./matters";
import { listEvents } from "./read";

const SALT = "a5".repeat(32);
const carrier1 = { mspId: "CarriersMSP", role: "carrier", party: CARRIER_1, officer: "c1" } as const;
const carrier2 = { mspId: "CarriersMSP", role: "carrier", party: CARRIER_2, officer: "c2" } as const;
const customs = { mspId: "AEAuthorityMSP", role: "customs-officer", officer: "o1", office: "AE000001" } as const;

let world: CustodyWorld;
beforeEach(async () => {
  world = await CustodyWorld.start();
});
const refusal = (action: () => Promise<unknown>): Promise<string> => refusalOf(world.ledger, action);

describe("seals, incidents and corrections", () => {
  const where = { consignment: CONSIGNMENT, place: "AEJEA", eventTime: "2026-11-23T09:30:00Z" };
  const affixed = { salt: SALT, content: { removed: [], affixed: [{ number: "N1", source: "CUS" }] } };
  const incident = (code: "1" | "2", content: object): Promise<{ result: { event: string } }> =>
    world.ledger.run({ caller: carrier1, parts: { content: { salt: SALT, content: content as never } } }, (tx) =>
      reportIncident(tx, { ...where, code }),
    );
  const broken = { text: "door forced", equipment: [{ container: "MSKU0000000", seals: [] }], numberOfSeals: 1 };

  it("asks for what the incident's code needs", async () => {
    expect(await refusal(() => incident("2", { text: "door forced", equipment: [] }))).toBe("INCIDENT_FIELDS_MISSING");
    await incident("2", broken);
    expect(await world.head()).toMatchObject({ sealState: "broken", openMatters: [{ kind: "incident" }] });
  });

  it("lets customs alone re-seal what was broken", async () => {
    await incident("2", broken);
    const byCarrier = { caller: carrier1, parts: { content: affixed } };
    expect(await refusal(() => world.ledger.run(byCarrier, (tx) => reseal(tx, where)))).toBe("ROLE_NOT_ALLOWED");
    await world.ledger.run({ caller: customs, parts: { content: affixed } }, (tx) => reseal(tx, where));
    expect(await world.head()).toMatchObject({ sealState: "replaced", resealedSequence: 3 });
  });

  it("lets nobody but the custodian or customs add events", async () => {
    const byOther = { caller: carrier2, parts: { content: affixed } };
    expect(await refusal(() => world.ledger.run(byOther, (tx) => reseal(tx, where)))).toBe("NOT_CUSTODIAN");
    const carriersOfficer = { caller: { ...customs, mspId: "CarriersMSP" }, parts: { content: affixed } };
    expect(await refusal(() => world.ledger.run(carriersOfficer, (tx) => reseal(tx, where)))).toBe("NOT_CUSTODIAN");
  });

  it("closes a matter once", async () => {
    const { result } = await incident("1", { text: "road closed", equipment: [] });
    const input = { consignment: CONSIGNMENT, closes: result.event, eventTime: "2026-11-23T09:40:00Z" };
    await world.ledger.run({ caller: customs }, (tx) => closeMatter(tx, input));
    expect(await world.head()).toMatchObject({ openMatters: [] });
    expect(await refusal(() => world.ledger.run({ caller: customs }, (tx) => closeMatter(tx, input)))).toBe(
      "INCIDENT_ALREADY_CLOSED",
    );
    const first = `${CONSIGNMENT}:1:${"0".repeat(64)}`;
    expect(
      await refusal(() => world.ledger.run({ caller: customs }, (tx) => closeMatter(tx, { ...input, closes: first }))),
    ).toBe("EVENT_NOT_ON_CHAIN");
  });

  it.each([
    ["AEJEA", "AE", "no error"],
    ["AEJEA", "DE", "STATE_NOT_CONCERNED"],
    ["DEHAM", "DE", "STATE_NOT_CONCERNED"],
    ["DEHAM", "AE", "STATE_NOT_CONCERNED"],
    ["DEHAM", "GB", "no error"],
    ["DEHAM", "PK", "no error"],
  ])(
    "said by the custodian to have happened at %s, is closed or declared wrong by customs of %s: %s",
    async (...row) => {
      const [place, state, code] = row;
      const eventTime = "2026-11-23T09:30:00Z";
      const parts = { content: { salt: SALT, content: { text: "road closed", equipment: [] } } };
      const { result } = await world.ledger.run({ caller: carrier1, parts }, (tx) =>
        reportIncident(tx, { ...where, place, code: "1" }),
      );
      const caller = { mspId: `${state}AuthorityMSP`, role: "customs-officer", officer: "o1" } as const;
      const declared = {
        consignment: CONSIGNMENT,
        declares: result.event,
        reason: "did-not-occur" as const,
        eventTime,
      };
      expect(await codeOf(world.ledger.run({ caller }, (tx) => declareError(tx, declared)))).toBe(code);
      const closing = { consignment: CONSIGNMENT, closes: result.event, eventTime };
      expect(await codeOf(world.ledger.run({ caller }, (tx) => closeMatter(tx, closing)))).toBe(code);
    },
  );

  it("declares an error and keeps the event", async () => {
    const { result } = await incident("1", { text: "road closed", equipment: [] });
    const input = {
      consignment: CONSIGNMENT,
      declares: result.event,
      reason: "did-not-occur" as const,
      eventTime: "2026-11-23T09:40:00Z",
    };
    await world.ledger.run({ caller: carrier1 }, (tx) => declareError(tx, input));
    const { result: page } = await world.ledger.run({}, (tx) =>
      listEvents(tx, { consignment: CONSIGNMENT, pageSize: 10, bookmark: "" }),
    );
    expect(page.items.map(({ event }) => event.type)).toEqual(["error-declared", "incident-reported", "registered"]);
  });
});
