// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  CHECKPOINT_HOLD,
  CHECKPOINT_LIST_HOLDS,
  CHECKPOINT_RELEASE,
  checkpointReference,
  type Hold,
  innerReference,
  OPEN_HOLDS_MAX,
  type Statement,
} from "@licet/domain";
import { ledgerKey, proofKey } from "../../fabric/keys";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { refusalOf, play } from "../../testing/fabric/play";
import { ConsignmentWorld, WHO } from "../../testing/worlds/consignment-world";
import { CONSIGNMENT } from "../../testing/worlds/custody-world";
import { hold, listHolds, release } from "./holding";
import { HOLD_RECORDS, openHolds, OVERRIDE_RECORDS, overridesOn } from "../../rules/checkpoint/holds";
import { STATEMENT_RECORDS } from "../../rules/checkpoint/statements";

const LATER = "2026-11-23T12:00:00.000Z";

let world: ConsignmentWorld;
beforeEach(async () => {
  world = await ConsignmentWorld.withConsignment();
});

const placed = async (
  setting: TransactionSetting = WHO.aeCustoms,
  given: Partial<z.input<typeof CHECKPOINT_HOLD.input>> = {},
): Promise<Hold> => {
  const input = { consignment: CONSIGNMENT, reason: "documents" as const, ...given };
  return (await play(world.ledger, CHECKPOINT_HOLD, hold, input, setting)).result;
};
const released = async (of: string, setting: TransactionSetting = WHO.aeCustoms): Promise<Hold> => {
  const input = { consignment: CONSIGNMENT, hold: of, reason: "issuer-confirmed" as const };
  return (await play(world.ledger, CHECKPOINT_RELEASE, release, input, setting)).result;
};
const open = async (time?: string): Promise<string[]> => {
  const { result } = await world.ledger.run(time === undefined ? {} : { time }, (tx) => openHolds(tx, CONSIGNMENT));
  return result.map(({ id }) => id);
};
const listed = async (pageSize = 25, bookmark = "", time?: string): Promise<{ items: Hold[]; bookmark: string }> => {
  const input = { consignment: CONSIGNMENT, pageSize, bookmark };
  const setting = time === undefined ? {} : { time };
  return (await play(world.ledger, CHECKPOINT_LIST_HOLDS, listHolds, input, setting)).result;
};
const refusal = async (action: () => Promise<unknown>): Promise<string> => (await refusalOf(world.ledger, action)).code;

/** What a state says of the consignment, written by it alone. */
function say(register: string, given: Partial<Statement> | string): void {
  const statement = { consignment: CONSIGNMENT, register, openHolds: [] };
  const said = typeof given === "string" ? given : { ...statement, ...given };
  world.forge(STATEMENT_RECORDS, checkpointReference(CONSIGNMENT, register), said);
}
const held = (id: string): Statement["openHolds"][number] => ({
  id,
  reason: "other",
  placedBy: "0".repeat(32),
  placedAt: "2026-11-23T10:00:00.000Z",
});

describe("checkpoint:Hold", () => {
  it("is placed by customs of any state, in that state's name", async () => {
    const { id, ...rest } = await placed();
    expect(id).toMatch(/^AE-HD-[0-9A-F]{16}$/);
    expect(rest).toMatchObject({ status: "open", office: "AE000001", placedAt: "2026-11-23T10:00:00.000Z" });
    expect(await open()).toEqual([id]);
    for (const [kind, reference] of [
      [HOLD_RECORDS, innerReference(CONSIGNMENT, id)],
      [STATEMENT_RECORDS, checkpointReference(CONSIGNMENT, "AE")],
    ] as const) {
      expect(world.guardOf(kind, reference).endorsers).toEqual(["AEAuthorityMSP"]);
    }
  });

  it("is for customs officers of states, on consignments that exist, in the name of their own offices", async () => {
    expect(await refusal(() => placed(WHO.licensing))).toBe("ROLE_NOT_ALLOWED");
    expect(await refusal(() => placed(WHO.carriersCustoms))).toBe("NOT_YOUR_RECORD");
    expect(await refusal(() => placed(WHO.aeCustoms, { consignment: "GB-CN-0009" }))).toBe("NOT_FOUND");
    expect(await refusal(() => placed(WHO.deCustoms, { office: "GB000051" }))).toBe("OFFICE_OF_ANOTHER_STATE");
    const nameless = { caller: { ...WHO.deCustoms.caller, office: "DE-somewhere" } };
    expect(await refusal(() => placed(nameless))).toBe("INVALID_INPUT");
  });

  it("names a day that is no longer than an instant is", () => {
    const until = (digits: number): boolean =>
      CHECKPOINT_HOLD.input.safeParse({
        consignment: CONSIGNMENT,
        reason: "other",
        until: `2026-11-23T12:00:00.${"0".repeat(digits)}Z`,
      }).success;
    expect([until(9), until(9_000)]).toEqual([true, false]);
  });

  it("lapses by date where it says so, and by nobody's act", async () => {
    const { id } = await placed(WHO.aeCustoms, { until: LATER });
    expect(await open("2026-11-23T11:59:59.999Z")).toEqual([id]);
    expect(await open(LATER)).toEqual([]);
    expect((await listed(25, "", LATER)).items).toMatchObject([{ id, status: "lapsed", until: LATER }]);
    expect(await refusal(() => released(id, { ...WHO.aeCustoms, time: LATER }))).toBe("HOLD_NOT_OPEN");
    expect(await refusal(() => placed(WHO.aeCustoms, { until: "2026-11-23T10:00:00.000Z" }))).toBe(
      "HOLD_LAPSES_AT_ONCE",
    );
  });

  it("is one of a named number that a state may have open; lapsed and released ones count no more", async () => {
    const [first = ""] = await manyHolds(OPEN_HOLDS_MAX, { until: LATER });
    expect(await refusal(() => placed())).toBe("LIMIT_EXCEEDED");
    expect((await placed(WHO.deCustoms)).status).toBe("open");
    await released(first);
    expect((await placed()).status).toBe("open");
    expect(await refusal(() => placed())).toBe("LIMIT_EXCEEDED");
    const late = await placed({ ...WHO.aeCustoms, time: LATER });
    expect((await open(LATER)).includes(late.id)).toBe(true);
  });
});

describe("checkpoint:Release", () => {
  it("is for the state that placed the hold and the one that registered the consignment", async () => {
    const first = await placed();
    const second = await placed(WHO.deCustoms);
    expect(await refusal(() => released(second.id))).toBe("HOLD_NOT_YOURS");
    expect(await refusal(() => released(first.id, WHO.pkCustoms))).toBe("HOLD_NOT_YOURS");
    expect(await released(first.id)).toMatchObject({
      status: "released",
      released: { mspId: "AEAuthorityMSP", reason: "issuer-confirmed" },
    });
    expect(await open()).toEqual([second.id]);
    expect(await released(second.id, WHO.licensing)).toMatchObject({ released: { mspId: "GBAuthorityMSP" } });
    expect(await open()).toEqual([]);
  });

  it("takes place once, by an officer, of a hold that exists", async () => {
    const { id } = await placed();
    expect(await refusal(() => released("AE-HD-0009"))).toBe("NOT_FOUND");
    expect(await refusal(() => released(id, WHO.exporter))).toBe("ROLE_NOT_ALLOWED");
    await released(id);
    expect(await refusal(() => released(id))).toBe("HOLD_NOT_OPEN");
    expect(await refusal(() => released(id, WHO.licensing))).toBe("HOLD_NOT_OPEN");
  });

  it("keeps released holds in the list", async () => {
    const { id } = await placed();
    await placed(WHO.deCustoms);
    await released(id);
    expect((await listed()).items.map(({ status }) => status).sort()).toEqual(["open", "released"]);
  });
});

describe("an override by the registering state", () => {
  const overridden = async (): Promise<{ holds: string[]; states: string[] }> => {
    const { result } = await world.ledger.run({}, (tx) => overridesOn(tx, CONSIGNMENT));
    return { holds: result.holds.map((each) => each.hold), states: result.states.map(({ register }) => register) };
  };
  const ended = { at: LATER, by: "0".repeat(32), reason: "cleared" } as const;

  it("is its own record: it needs nobody else's endorsement and touches nobody else's record", async () => {
    const { id } = await placed(WHO.deCustoms);
    const facts = { callerMsp: "GBAuthorityMSP" };
    const input = { consignment: CONSIGNMENT, hold: id, reason: "cleared" as const };
    expect(CHECKPOINT_RELEASE.endorsedBy(input, facts)).toEqual(["GBAuthorityMSP"]);
    const { writes, privateWrites } = await play(world.ledger, CHECKPOINT_RELEASE, release, input, WHO.customs);
    expect([...writes.keys()].map((key) => key.split("\u0000")[1])).toEqual(["checkpoint-override"]);
    expect(privateWrites.map(({ organisation }) => organisation)).toEqual(["GBAuthorityMSP"]);
    expect(await open()).toEqual([]);
    expect((await listed()).items).toMatchObject([
      { id, status: "released", released: { mspId: "GBAuthorityMSP", reason: "cleared" } },
    ]);
  });

  it("lifts a hold whose record the other state has taken away or made unreadable", async () => {
    say("AE", { openHolds: [held("AE-HD-0001"), held("AE-HD-0002")] });
    world.forge(HOLD_RECORDS, innerReference(CONSIGNMENT, "AE-HD-0002"), "{not json");
    for (const id of ["AE-HD-0001", "AE-HD-0002"]) await released(id, WHO.customs);
    expect(await open()).toEqual([]);
  });

  it("can be made of as many holds as can be open, and is dropped with the hold that it overrides", async () => {
    const states = ["AE", "PK"];
    const holds = states.map((state) =>
      Array.from({ length: OPEN_HOLDS_MAX }, (_, at) => held(`${state}-HD-${at.toString()}`)),
    );
    states.forEach((state, at) => say(state, { openHolds: holds[at] ?? [] }));
    for (const { id } of holds.flat()) await released(id, WHO.customs);
    expect(await open()).toEqual([]);
    for (const state of states) say(state, { openHolds: [] });
    say("AE", { openHolds: [held("AE-HD-LAST")] });
    expect(await open()).toEqual(["AE-HD-LAST"]);
    await released("AE-HD-LAST", WHO.customs);
    expect(await overridden()).toEqual({ holds: ["AE-HD-LAST"], states: [] });
  });

  it("of a state off the route is one for good: whatever else it says stops these goods no more", async () => {
    const names = Array.from({ length: OPEN_HOLDS_MAX }, (_, at) => `DE-HD-${at.toString()}`);
    say("DE", { openHolds: names.map(held) });
    await released("DE-HD-0", WHO.customs);
    expect([await open(), await overridden()]).toEqual([[], { holds: [], states: ["DE"] }]);
    expect(await refusal(() => released("DE-HD-1", WHO.customs))).toBe("HOLD_NOT_OPEN");
    say("DE", { openHolds: [held("DE-HD-AGAIN")] });
    await placed(WHO.deCustoms);
    expect(await open()).toEqual([]);
    expect((await world.release()).status).toBe("released");
  });

  it("does not bind the state that placed the hold, on its own ground, until it releases it itself", async () => {
    const foreign = [await placed(WHO.pkCustoms), await placed(WHO.deCustoms)] as const;
    for (const { id } of foreign) await released(id, WHO.customs);
    expect(await open()).toEqual([]);
    for (const [{ id }, setting] of [
      [foreign[0], WHO.pkCustoms],
      [foreign[1], WHO.deCustoms],
    ] as const) {
      const own = async (): Promise<string[]> =>
        (await world.ledger.run(setting, (tx) => openHolds(tx, CONSIGNMENT))).result.map((each) => each.id);
      expect(await own()).toEqual([id]);
      await released(id, setting);
      expect(await own()).toEqual([]);
    }
  });

  it.each<[string, string, object | string, boolean]>([
    ["the registering state's, of the hold", CONSIGNMENT, { holds: [{ hold: "AE-HD-1", ...ended }] }, true],
    ["the registering state's, of another hold", CONSIGNMENT, { holds: [{ hold: "AE-HD-2", ...ended }] }, false],
    ["of a whole state on the route", CONSIGNMENT, { states: [{ register: "AE", ...ended }] }, false],
    [
      "of another consignment",
      CONSIGNMENT,
      { consignment: "GB-CN-0002", holds: [{ hold: "AE-HD-1", ...ended }] },
      false,
    ],
    ["that is not JSON", CONSIGNMENT, "{not json", false],
    ["another state's", "DE-CN-0001", { consignment: "DE-CN-0001", holds: [{ hold: "AE-HD-1", ...ended }] }, false],
  ])("counts where it is one: %s", async (_what, id, given, counts) => {
    say("AE", { openHolds: [held("AE-HD-1")] });
    const record = typeof given === "string" ? given : { consignment: CONSIGNMENT, holds: [], states: [], ...given };
    world.forge(OVERRIDE_RECORDS, id, record);
    expect(await open()).toEqual(counts ? [] : ["AE-HD-1"]);
  });
});

describe("what a state says, and how much", () => {
  it("is read up to a length that no honest statement reaches", async () => {
    const longest = (at: number): Statement["openHolds"][number] => ({
      ...held(`AE-HD-${at.toString().padStart(32, "0")}`),
      office: "AE000001",
      reason: "information-not-considered",
      until: "2027-11-23T10:00:00.000Z",
      contact: "0".repeat(70),
      inspection: `AE-IN-${at.toString().padStart(32, "0")}`,
      ended: { as: "returned", at: "2027-11-23T10:00:00.000Z", by: "f".repeat(32) },
    });
    const openHoldsOf = Array.from({ length: OPEN_HOLDS_MAX }, (_, at) => longest(at));
    say("AE", { openHolds: openHoldsOf, seals: { found: "broken", sequence: 999_999_999 } });
    expect(await open()).toHaveLength(OPEN_HOLDS_MAX);
    say("AE", `{"record":{"openHolds":[]},"schema":1}${" ".repeat(17_000)}`);
    expect(await open()).toEqual([]);
  });
});

describe("a hold that nobody with offices has placed", () => {
  const junk = (count: number): void => {
    for (let index = 0; index < count; index += 1) {
      const id = `AE-HD-${index.toString()}`;
      world.ledger.state.set(ledgerKey("hold", CONSIGNMENT, id), JSON.stringify({ id, status: "open" }));
      world.ledger.state.set(ledgerKey("checkpoint", index.toString()), JSON.stringify({ openHolds: [held(id)] }));
      world.ledger.collections
        .get("CarriersMSP")
        ?.set(proofKey("checkpoint", `${CONSIGNMENT}#AE#${index.toString()}`), id);
    }
  };

  it.each<[string, () => void]>([
    ["one key on the channel", () => junk(1)],
    ["ten thousand keys on the channel, and proofs in a collection of their own", () => junk(10_000)],
    [
      "an organisation that is no authority, in its own name",
      () => say("CARRIERS", { openHolds: [held("CARRIERS-HD-1")] }),
    ],
    ["a state in another's name", () => say("AE", { openHolds: [held("DE-HD-1")] })],
    ["a state in the registering state's name", () => say("AE", { openHolds: [held("GB-HD-1")] })],
    ["a state of another consignment", () => say("AE", { consignment: "GB-CN-0002", openHolds: [held("AE-HD-1")] })],
    ["a state in another's statement", () => say("AE", { register: "DE", openHolds: [held("AE-HD-1")] })],
    [
      "a state that has more open than it may",
      () =>
        say("AE", { openHolds: Array.from({ length: OPEN_HOLDS_MAX + 1 }, (_, at) => held(`AE-HD-${at.toString()}`)) }),
    ],
    [
      "a state in the name of another's office",
      () => say("AE", { openHolds: [{ ...held("AE-HD-1"), office: "PK000001" }] }),
    ],
    ["a state whose officer is no pseudonym", () => say("AE", { openHolds: [{ ...held("AE-HD-1"), placedBy: "x" }] })],
    ["a state with one hold twice", () => say("AE", { openHolds: [held("AE-HD-1"), held("AE-HD-1")] })],
    ["a statement that is not JSON", () => say("AE", "{not json")],
    [
      "a record of a hold that no statement bears out",
      () => {
        forgeRecord("AE-HD-1");
      },
    ],
  ])("stops nothing: %s", async (_what, hostile) => {
    hostile();
    expect(await open()).toEqual([]);
    expect((await listed()).items).toEqual([]);
    expect((await world.release()).status).toBe("released");
  });

  it("is not taken away with its proof in place: what the state has unproven, it has unsaid", async () => {
    await placed();
    world.unprove(STATEMENT_RECORDS, checkpointReference(CONSIGNMENT, "AE"));
    expect(await open()).toEqual([]);
  });
});

describe("checkpoint:ListHolds", () => {
  it("goes through the states one after the other, page by page, to the end", async () => {
    const ids: string[] = [];
    for (const setting of [WHO.customs, WHO.aeCustoms, WHO.aeCustoms, WHO.deCustoms])
      ids.push((await placed(setting)).id);
    const seen: string[] = [];
    for (let bookmark = "", isFirst = true; isFirst || bookmark !== ""; isFirst = false) {
      const page = await listed(1, bookmark);
      seen.push(...page.items.map(({ id }) => id));
      bookmark = page.bookmark;
    }
    const [gb = "", older = "", newer = "", de = ""] = ids;
    expect(seen).toEqual([gb, newer, older, de]);
  });

  it.each(["XX", "AE|GB-CN-0001#DE-HD-1", "AE|GB-CN-0002#AE-HD-1", "AE|..", "|"])(
    "refuses the bookmark %s, which it did not give",
    async (bookmark) => {
      expect(await refusal(() => listed(10, bookmark))).toBe("INVALID_INPUT");
    },
  );

  it.each<[string, (id: string) => void]>([
    ["unreadable", (id) => void world.forge(HOLD_RECORDS, innerReference(CONSIGNMENT, id), "{not json")],
    ["a list of nothing", (id) => void world.forge(HOLD_RECORDS, innerReference(CONSIGNMENT, id), { text: "no hold" })],
    [
      "another office's",
      (id) =>
        void world.forge(HOLD_RECORDS, innerReference(CONSIGNMENT, id), {
          ...held(id),
          consignment: CONSIGNMENT,
          status: "released",
          office: "PK000001",
        }),
    ],
    ["another state's", (id) => void world.forge(HOLD_RECORDS, innerReference(CONSIGNMENT, id), stolen(id))],
    [
      "shorter by a proof",
      (id) => {
        world.unprove(HOLD_RECORDS, innerReference(CONSIGNMENT, id));
      },
    ],
  ])("goes on behind a state that has made its own list %s", async (_what, hostile) => {
    const { id: spoilt } = await placed();
    const { id } = await placed(WHO.deCustoms);
    hostile(spoilt);
    expect((await listed()).items.map((each) => each.id)).toEqual([id]);
  });
});

async function manyHolds(count: number, given: Partial<z.input<typeof CHECKPOINT_HOLD.input>>): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await placed(WHO.aeCustoms, given)).id);
  return ids;
}

function forgeRecord(id: string): void {
  const record = { ...held(id), consignment: CONSIGNMENT, status: "open" };
  world.forge(HOLD_RECORDS, innerReference(CONSIGNMENT, id), record);
}

/** A record of a hold that gives itself out as another state's. */
function stolen(id: string): object {
  return { ...held(id.replace("AE", "DE")), consignment: CONSIGNMENT, status: "open" };
}
