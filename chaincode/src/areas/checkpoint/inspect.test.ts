// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import { CUSTODY_HEADS } from "../../rules/custody/records";
import { reseal } from "../custody/matters";
import {
  CHECKPOINT_HOLD,
  CHECKPOINT_INSPECT,
  CHECKPOINT_LIST_INSPECTIONS,
  CHECKPOINT_RELEASE,
  CHECKPOINT_VERIFY,
  checkpointReference,
  commitmentOf,
  CUSTODY_RESEAL,
  innerReference,
  type Inspection,
  OPEN_HOLDS_MAX,
} from "@licet/domain";
import { ledgerKey } from "../../fabric/keys";
import { storedText } from "../../fabric/records";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { refusalOf, play } from "../../testing/fabric/play";
import { ConsignmentWorld, GB, TRANSPORT, WHO } from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { salted } from "../../testing/worlds/licence-world";
import { hold, release } from "./holding";
import { inspect, listInspections } from "./inspect";
import { INSPECTION_RECORDS, requireInspection } from "../../rules/checkpoint/inspections";
import { STATEMENT_RECORDS } from "../../rules/checkpoint/statements";
import { verify } from "./verify";

type Given = Partial<z.input<typeof CHECKPOINT_INSPECT.input>>;

const FINDINGS = salted({ counts: [], seals: [{ number: "GB7001", source: "CUS" }], serials: ["SN-1"] });
/** The seal that customs affixed in place of the first. */
const RESEALED = salted({ counts: [], seals: [{ number: "AE9001", source: "CUS" }], serials: [] });
const STRANGE = salted({ counts: [], seals: [{ number: "XX0001", source: "CUS" }], serials: [] });

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
});

const inspected = async (given: Given = {}, setting: TransactionSetting = {}): Promise<Inspection> => {
  const input = {
    consignment: CONSIGNMENT,
    place: "AEJEA",
    template: "seal-check" as const,
    result: "A1" as const,
    sealState: "intact" as const,
    sealsConform: true,
    countsAgree: true,
    eventTime: "2026-11-23T13:30:00+04:00",
    ...given,
  };
  const whole = { ...WHO.aeCustoms, parts: { findings: FINDINGS }, ...setting };
  return (await play(world.ledger, CHECKPOINT_INSPECT, inspect, input, whole)).result;
};
const resealed = (setting: TransactionSetting): Promise<unknown> => {
  const content = salted({ removed: [], affixed: [{ number: "AE9001", source: "CUS" }] });
  const input = { consignment: CONSIGNMENT, place: "AEJEA", eventTime: "2026-11-23T09:45:00Z" };
  return play(world.ledger, CUSTODY_RESEAL, reseal, input, { ...setting, parts: { content } });
};
const seals = async (): Promise<string | undefined> => {
  const { result } = await play(world.ledger, CHECKPOINT_VERIFY, verify, { consignment: CONSIGNMENT }, WHO.customs);
  return result.verdicts.find(({ check }) => check === "seals")?.code;
};
const refusal = async (action: () => Promise<unknown>): Promise<string> => (await refusalOf(world.ledger, action)).code;

describe("checkpoint:Inspect", () => {
  it("commits to findings that only the inspecting state holds", async () => {
    const inspection = await inspected();
    expect(inspection.id).toMatch(/^AE-IN-[0-9A-F]{16}$/);
    expect(inspection).toMatchObject({
      office: "AE000001",
      result: "A1",
      custodySequence: 1,
      commitments: { findings: commitmentOf(FINDINGS) },
      recordTime: "2026-11-23T10:00:00.000Z",
    });
    expect([...world.ledger.state.values()].join()).not.toContain("SN-1");
    const holders = [...world.ledger.collections].filter(([, held]) => [...held.values()].join().includes("SN-1"));
    expect(holders.map(([organisation]) => organisation)).toEqual(["AEAuthorityMSP"]);
    const list = { consignment: CONSIGNMENT };
    const { result } = await play(world.ledger, CHECKPOINT_LIST_INSPECTIONS, listInspections, list);
    expect(result.items.map(({ id }) => id)).toEqual([inspection.id]);
  });

  it.each<[string, object]>([
    ["at a place of another state", { place: "PKBQM" }],
    ["of an office of another state", { office: "PK000001" }],
  ])("is nothing that reads as made %s", async (_what, given) => {
    const { id, ...rest } = await inspected();
    const text = storedText({ id, ...rest, ...given }, { position: 1 });
    world.forge(INSPECTION_RECORDS, innerReference(CONSIGNMENT, id), text);
    const list = { consignment: CONSIGNMENT };
    const { result } = await play(world.ledger, CHECKPOINT_LIST_INSPECTIONS, listInspections, list);
    expect(result.items).toEqual([]);
    const read = () => world.ledger.run({}, (tx) => requireInspection(tx, innerReference(CONSIGNMENT, id)));
    expect(await refusal(read)).toBe("NOT_FOUND");
  });

  it("knows no seal of transport data that are none, whoever committed to them", async () => {
    const nonsense = { parts: { findings: FINDINGS }, evidence: { transport: salted({ seals: 1 }) } };
    expect(await refusal(() => inspected({}, nonsense))).toBe("SEAL_NOT_CONFORM");
  });

  it("is for customs of a state, of a consignment that exists, after it took place", async () => {
    expect(await refusal(() => inspected({}, WHO.carrier))).toBe("ROLE_NOT_ALLOWED");
    expect(await refusal(() => inspected({}, WHO.carriersCustoms))).toBe("NOT_YOUR_RECORD");
    expect(await refusal(() => inspected({ consignment: "GB-CN-0009" }))).toBe("NOT_FOUND");
    expect(await refusal(() => inspected({ eventTime: "2026-11-24T13:30:00+04:00" }))).toBe("EVENT_TIME_IN_FUTURE");
    expect(await refusal(() => inspected({}, { parts: {} }))).toBe("INVALID_CONFIDENTIAL_INPUT");
    expect(await refusal(() => inspected({ place: "PKBQM" }))).toBe("PLACE_OF_ANOTHER_STATE");
    expect(await refusal(() => inspected({ office: "GB000051" }, WHO.deCustoms))).toBe("PLACE_OF_ANOTHER_STATE");
    const atHome = { place: "DEHAM", office: "GB000051" };
    expect(await refusal(() => inspected(atHome, WHO.deCustoms))).toBe("OFFICE_OF_ANOTHER_STATE");
  });

  it.each(["A1", "A2"] as const)("gives no %s where seals or counts do not conform", async (result) => {
    expect(await refusal(() => inspected({ result, sealState: "broken" }))).toBe("SEAL_NOT_CONFORM");
    expect(await refusal(() => inspected({ result, sealsConform: false }))).toBe("SEAL_NOT_CONFORM");
    const strange = { parts: { findings: STRANGE }, evidence: { transport: TRANSPORT } };
    expect(await refusal(() => inspected({ result }, strange))).toBe("SEAL_NOT_CONFORM");
    expect(await refusal(() => inspected({ result, countsAgree: false }))).toBe("CONSIGNMENT_MISMATCH");
  });

  it.each(["A1", "A5", "B1"] as const)(
    "with %s says of seals and counts what its numbers say, and is told no number",
    async (result) => {
      const counts = [{ item: 1, quantity: { amount: "11000000", unit: "KGM" } }];
      const read = salted({ counts, seals: [{ number: "XX0001", source: "CUS" }], serials: [] });
      const evidence = { transport: TRANSPORT };
      const conform = () => inspected({ result }, { parts: { findings: read }, evidence });
      const refused = await refusalOf(world.ledger, conform);
      expect(refused).toMatchObject({ code: "SEAL_NOT_CONFORM", details: { strangeSeals: 1, missingSeals: 1 } });
      expect(JSON.stringify([refused.sentence, refused.details])).not.toContain("GB7001");
      const counted = salted({ counts, seals: [], serials: [] });
      const agree = () => inspected({ result }, { parts: { findings: counted }, evidence });
      const differs = await refusalOf(world.ledger, agree);
      expect(differs).toMatchObject({ code: "CONSIGNMENT_MISMATCH", details: { mismatches: [{ items: [1] }] } });
      expect(JSON.stringify([differs.sentence, differs.details])).not.toMatch(/12000000|11000000/);
    },
  );

  it("compares no numbers that the inspecting state does not hold", async () => {
    expect(await inspected({ result: "A5" }, { parts: { findings: STRANGE } })).toMatchObject({ sealsConform: true });
  });

  it.each(["A5", "B1"] as const)("takes %s for anything that was found", async (result) => {
    const found = { result, sealState: "broken", sealsConform: false, countsAgree: false } as const;
    expect(await inspected(found, { parts: { findings: STRANGE } })).toMatchObject(found);
  });
});

describe("a finding for which there is no room among a state's holds", () => {
  it("is recorded once the state has released one, and not without a hold", async () => {
    const by = { consignment: CONSIGNMENT, reason: "documents" } as const;
    const placed = [];
    for (let at = 0; at < OPEN_HOLDS_MAX; at += 1)
      placed.push((await play(world.ledger, CHECKPOINT_HOLD, hold, by, WHO.aeCustoms)).result.id);
    expect(await refusal(() => inspected({ result: "B1" }))).toBe("LIMIT_EXCEEDED");
    const [first = ""] = placed;
    const input = { consignment: CONSIGNMENT, hold: first, reason: "cleared" } as const;
    await play(world.ledger, CHECKPOINT_RELEASE, release, input, WHO.aeCustoms);
    expect((await inspected({ result: "B1" })).result).toBe("B1");
    expect((await inspected({ result: "B1" })).result).toBe("B1");
  });
});

describe("seals that an inspection found broken", () => {
  const broken = { result: "B1", sealState: "broken", sealsConform: false } as const;

  it("stay broken, whatever is seen later, until customs re-seals", async () => {
    expect(await seals()).toBe("SEALS_INTACT");
    await inspected(broken);
    expect(await seals()).toBe("SEALS_BROKEN");
    expect(await refusal(() => inspected())).toBe("SEAL_NOT_CONFORM");
    await inspected({ result: "A5", sealState: "intact" });
    expect(await seals()).toBe("SEALS_BROKEN");
    await resealed(WHO.aeCustoms);
    expect(await seals()).toBe("SEALS_REPLACED");
    expect(await refusal(() => inspected())).toBe("SEAL_NOT_CONFORM");
    expect((await inspected({}, { parts: { findings: RESEALED } })).custodySequence).toBe(2);
    await inspected(broken);
    expect(await seals()).toBe("SEALS_BROKEN");
  });

  it("are not healed by the custodian's own new seal", async () => {
    await inspected(broken);
    expect(await refusal(() => resealed(WHO.exporter))).toBe("ROLE_NOT_ALLOWED");
    expect(await seals()).toBe("SEALS_BROKEN");
  });

  it("count as broken where they were found not to conform", async () => {
    await inspected({ result: "A5", sealsConform: false });
    expect(await seals()).toBe("SEALS_BROKEN");
  });

  it.each<[string, object | string, string]>([
    ["as long as the chain is", { seals: { found: "broken", sequence: 1 } }, "SEALS_BROKEN"],
    ["about a chain longer than it is", { seals: { found: "broken", sequence: 2 } }, "SEALS_DOUBTED"],
    ["about an absurdly long chain", { seals: { found: "broken", sequence: 999_999_999 } }, "SEALS_DOUBTED"],
    ["about a chain that could not be read", { seals: { found: "broken" } }, "SEALS_DOUBTED"],
    ["in another state's name", { register: "DE", seals: { found: "broken", sequence: 1 } }, "SEALS_INTACT"],
    ["of another consignment", { consignment: "GB-CN-0002", seals: { found: "broken", sequence: 1 } }, "SEALS_INTACT"],
    ["that seals are whole", { seals: { found: "intact", sequence: 1 } }, "SEALS_INTACT"],
    ["that is not JSON", "{not json", "SEALS_INTACT"],
  ])("are believed of a state that says so in its own statement: %s", async (_what, given, code) => {
    say("AE", given);
    expect(await seals()).toBe(code);
  });

  it("are not believed of an organisation without offices, of loose keys, or of a record without a statement", async () => {
    say("CARRIERS", { seals: { found: "broken", sequence: 1 } });
    const { id } = await inspected(broken);
    world.unprove(STATEMENT_RECORDS, checkpointReference(CONSIGNMENT, "AE"));
    expect(await seals()).toBe("SEALS_INTACT");
    world.unprove(INSPECTION_RECORDS, innerReference(CONSIGNMENT, id));
    for (let index = 0; index < 1_001; index += 1) {
      world.ledger.state.set(ledgerKey("inspection", CONSIGNMENT, index.toString()), "{not json");
    }
    expect(await seals()).toBe("SEALS_INTACT");
  });

  it("heal with the next re-sealing, whatever was said of the time before", async () => {
    say("AE", { seals: { found: "broken", sequence: 1 } });
    say("PK", { seals: { found: "broken", sequence: 2 } });
    expect(await seals()).toBe("SEALS_BROKEN");
    await resealed(WHO.aeCustoms);
    expect(await seals()).toBe("SEALS_BROKEN");
    await resealed(WHO.aeCustoms);
    expect(await seals()).toBe("SEALS_REPLACED");
  });

  it("do not heal by a re-sealing where the event that was seen is not on the chain any more", async () => {
    await inspected(broken);
    await resealed(WHO.aeCustoms);
    expect(await seals()).toBe("SEALS_REPLACED");
    say("AE", { seals: { found: "broken", sequence: 1, txId: "ab".repeat(32) } });
    expect(await seals()).toBe("SEALS_DOUBTED");
  });

  it.each([
    ["the registering state", "GB", "SEALS_BROKEN"],
    ["a state on the route", "AE", "SEALS_BROKEN"],
    ["the destination", "PK", "SEALS_BROKEN"],
    ["a state off the route, as often as it says so", "DE", "SEALS_INTACT"],
  ])("are those of a state where the goods may be: %s", async (_who, register, code) => {
    say(register, { seals: { found: "broken", sequence: 1 } });
    expect(await seals()).toBe(code);
  });

  it("are held in the name of a state off the route, once, and not passed over", async () => {
    const german = { caller: { ...WHO.deCustoms.caller } };
    await inspected({ ...broken, place: "DEHAM" }, german);
    await inspected({ ...broken, place: "DEHAM" }, german);
    const { result } = await play(world.ledger, CHECKPOINT_VERIFY, verify, { consignment: CONSIGNMENT }, WHO.customs);
    expect(result).toMatchObject({ disposition: "stop", reasons: ["CONSIGNMENT_ON_HOLD"] });
    expect(result.holds).toMatchObject([{ reason: "seals", id: expect.stringMatching(/^DE-HD-/) as unknown }]);
    expect(await seals()).toBe("SEALS_INTACT");
  });

  it.each<[string, () => void]>([
    ["took back what it said", () => world.custody.ledger.collections.get(GB)?.clear()],
    ["made unreadable", () => void world.forge(CUSTODY_HEADS, CONSIGNMENT, "{not json")],
    ["took away", () => world.unprove(CUSTODY_HEADS, CONSIGNMENT)],
  ])("are recorded though those who keep the chain have it %s", async (_what, hostile) => {
    await world.release();
    const held = [...(world.ledger.collections.get(GB) ?? [])];
    const consents = held.filter(([key]) => key.startsWith("consent/custody"));
    hostile();
    const { collections } = world.ledger;
    // Only what concerns the custody chain is gone.
    collections.set(GB, new Map([...held.filter((each) => !consents.includes(each)), ...(collections.get(GB) ?? [])]));
    const { custodySequence } = await inspected(broken);
    expect(custodySequence).toBeLessThanOrEqual(1);
    expect(["SEALS_BROKEN", "SEALS_UNCHECKED"]).toContain(await seals());
  });

  it("are not doubted for ever: a conforming inspection of the same state ends its own doubt", async () => {
    say("AE", { seals: { found: "broken" } });
    expect(await seals()).toBe("SEALS_DOUBTED");
    await inspected();
    expect(await seals()).toBe("SEALS_INTACT");
  });

  function say(register: string, given: object | string): void {
    const statement = { consignment: CONSIGNMENT, register, openHolds: [] };
    const said = typeof given === "string" ? given : { ...statement, ...given };
    world.forge(STATEMENT_RECORDS, checkpointReference(CONSIGNMENT, register), said);
  }
});
