// SPDX-License-Identifier: Apache-2.0
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Authentication, type CustodyProblem, type CustodyState, eventId, hashOfText } from "@licet/domain";
import { consentKey } from "../../fabric/keys";
import { storedText } from "../../fabric/records";
import {
  CARRIER_1,
  CARRIER_2,
  CARRIER_3,
  CONSIGNMENT,
  CONSIGNOR,
  COURIER,
  type CustodyWorld,
  terms,
  WAREHOUSE,
} from "../../testing/worlds/custody-world";
import { eventKey } from "../../rules/custody/records";
import {
  auditOf,
  CONTENT,
  customsOf,
  HERE,
  passOn,
  perform,
  personOf,
  savedState,
  worldAt,
} from "../../testing/custody/acts";
import { forgeEvent, forgeEvents, forgeHead, storedEvents, storedHead } from "../../testing/custody/hostile";

let world: CustodyWorld;
let restore: () => void;

/**
 * An honest chain with every kind of event: 1 registered, 2 to the carriers, 3 incident by customs of the place, 4 re-sealed by customs, 5
 * proposed, 6 refused, 7 proposed, 8 cancelled, 9 to the warehouse with a difference, 10 the difference closed by the destination, 11
 * declared wrong by the registering state, 12 proposed, 13 accepted by the third carrier, 14 to the consignor.
 */
beforeAll(async () => {
  world = await worldAt("the owner's, which alone keeps it");
  const { ledger } = world;
  await passOn(world, { receivedBy: CARRIER_1 });
  const custodian = personOf(CARRIER_1);
  await perform(ledger, "reportIncident", { ...HERE, code: "2" }, { ...customsOf("AE"), parts: CONTENT.brokenSeal });
  await perform(ledger, "reseal", HERE, { ...customsOf("AE"), parts: CONTENT.seals });
  const eventTime = HERE.eventTime;
  const offer = (transfer: number, releasedBy: string, receivedBy: string, by = custodian) =>
    perform(ledger, "propose", { ...terms({ transfer, releasedBy, receivedBy, eventTime }), timeClass: "ACT" }, by);
  await offer(2, CARRIER_1, CARRIER_2);
  const refusal = { consignment: CONSIGNMENT, transfer: 2, refusedBy: CARRIER_2, code: "MDOC" as const, eventTime };
  await perform(ledger, "refuse", refusal, personOf(CARRIER_2));
  await offer(3, CARRIER_1, CARRIER_3);
  await perform(ledger, "cancel", { consignment: CONSIGNMENT, eventTime }, custodian);
  await handOver(4, CARRIER_1, WAREHOUSE, false);
  const [difference] = (await world.head()).openMatters.slice(-1);
  const closes = eventId(CONSIGNMENT, difference!);
  await perform(ledger, "closeMatter", { consignment: CONSIGNMENT, closes, eventTime }, customsOf("PK"));
  const declared = { consignment: CONSIGNMENT, declares: closes, reason: "did-not-occur" as const, eventTime };
  await perform(ledger, "declareError", declared, customsOf("GB"));
  await offer(5, WAREHOUSE, CARRIER_3, personOf(WAREHOUSE));
  const accepted = { acceptedAt: eventTime, sealState: "not-checked" as const, countsAgree: true };
  const taken = terms({ transfer: 5, releasedBy: WAREHOUSE, receivedBy: CARRIER_3, eventTime });
  await perform(ledger, "accept", { ...taken, accepted }, personOf(CARRIER_3));
  await handOver(6, CARRIER_3, CONSIGNOR, true);
  restore = savedState(ledger);
});
beforeEach(() => restore());

async function handOver(transfer: number, releasedBy: string, receivedBy: string, countsAgree: boolean): Promise<void> {
  const { eventTime } = HERE;
  const given = terms({ transfer, releasedBy, receivedBy, eventTime });
  const input = world.handoff(given, { acceptedAt: eventTime, sealState: "intact", countsAgree });
  await perform(world.ledger, "handOff", input, { caller: COURIER });
}

const placed = (problems: readonly CustodyProblem[]) =>
  problems.map(({ event, code }) => [Number(event.split(":")[1]), code]);
type Found = readonly (readonly [number, CustodyProblem["code"]])[];

/** Changes an event and leaves its place in the chain to it. */
const bend =
  (sequence: number, change: object): (() => void) =>
  () =>
    forgeEvent(world.ledger, sequence, (event) => ({ ...event, ...change }));
const bendAfter =
  (sequence: number, change: Partial<CustodyState>): (() => void) =>
  () =>
    forgeEvent(world.ledger, sequence, (event) => ({ ...event, after: { ...event.after, ...change } }));
const bendBy =
  (sequence: number, change: object, name: "by" | "release" | "acceptance" = "by"): (() => void) =>
  () =>
    forgeEvent(world.ledger, sequence, (event) => {
      const by = (event as unknown as Record<string, Authentication>)[name]!;
      return { ...event, [name]: { ...by, ...change } };
    });
const unsay =
  (organisation: string, sequence: number, value?: string): (() => void) =>
  () => {
    const id = eventId(CONSIGNMENT, storedEvents(world.ledger)[sequence - 1]!.link);
    const collection = world.ledger.collections.get(organisation)!;
    if (value === undefined) collection.delete(consentKey("custody", id));
    else collection.set(consentKey("custody", id), value);
  };
const placeOf = (sequence: number) => eventKey(CONSIGNMENT, storedEvents(world.ledger)[sequence - 1]!.link);
const custom = (state: string) => ({ by: "identity", officer: "x", organisation: `${state}AuthorityMSP`, state });

describe("an audit of an honest chain with every kind of event", () => {
  it.each([1, 2, 3, 5, 13, 14, 100])("finds nothing, %i events a page", async (pageSize) => {
    expect(storedEvents(world.ledger)).toHaveLength(14);
    expect(await auditOf(world.ledger, pageSize)).toEqual([]);
  });
});

const PLANTED: readonly (readonly [string, () => void, Found])[] = [
  ["seals that healed", bendAfter(3, { sealState: "intact" }), [[3, "state-not-derived"]]],
  [
    "an incident forgotten",
    bendAfter(8, { openMatters: [] }),
    [
      [9, "state-not-derived"],
      [8, "state-not-derived"],
    ],
  ],
  [
    "a number given back",
    bendAfter(8, { transfers: 2 }),
    [
      [9, "state-not-derived"],
      [8, "state-not-derived"],
    ],
  ],
  [
    "a re-sealing that was none",
    bendAfter(6, { resealedSequence: 6 }),
    [
      [7, "state-not-derived"],
      [6, "state-not-derived"],
    ],
  ],
  [
    "custody since later",
    bendAfter(11, { custodySince: "2026-11-23T09:45:00Z" }),
    [
      [12, "state-not-derived"],
      [11, "state-not-derived"],
    ],
  ],
  [
    "one keeper",
    bendAfter(9, { keepers: ["AEAuthorityMSP"] }),
    [
      [10, "state-not-derived"],
      [9, "state-not-derived"],
    ],
  ],
  [
    "a stranger as keeper",
    bendAfter(14, { keepers: ["DEAuthorityMSP", "GBAuthorityMSP"] }),
    [[14, "state-not-derived"]],
  ],
  [
    "goods that moved without a transfer",
    bendAfter(4, { custodian: CARRIER_2 }),
    [
      [5, "custody-not-continuous"],
      [4, "custody-not-continuous"],
    ],
  ],
  ["a custodian in name", bend(10, { possessingParty: CARRIER_1 }), [[10, "state-not-derived"]]],
  ["a record that was not late", bend(4, { lagMinutes: 0 }), [[4, "state-not-derived"]]],
  ["another time of recording", bend(13, { recordTime: "2026-11-23T09:31:00.000Z" }), [[13, "state-not-derived"]]],
  [
    "a matter closed that was not open",
    bend(10, { closes: `${CONSIGNMENT}:3:${"0".repeat(64)}` }),
    [[10, "state-not-derived"]],
  ],
  [
    "an error of an event that is none",
    bend(11, { declares: `${CONSIGNMENT}:3:${"0".repeat(64)}` }),
    [[11, "state-not-derived"]],
  ],
  [
    "a transfer by who had nothing",
    bend(9, { terms: terms({ transfer: 4, releasedBy: CARRIER_2, receivedBy: WAREHOUSE, eventTime: HERE.eventTime }) }),
    [
      [9, "custody-not-continuous"],
      [9, "signature-invalid"],
      [9, "signature-invalid"],
    ],
  ],
  [
    "another place than was signed",
    bend(14, {
      terms: terms({
        transfer: 6,
        releasedBy: CARRIER_3,
        receivedBy: CONSIGNOR,
        eventTime: HERE.eventTime,
        place: "IRBND",
      }),
    }),
    [
      [14, "signature-invalid"],
      [14, "signature-invalid"],
    ],
  ],
  ["a key that is nobody's", bendBy(14, { signer: `0x${"1".repeat(40)}` }, "release"), [[14, "signature-invalid"]]],
  [
    "a signature that is none",
    bendBy(14, { signature: `0x${"1".repeat(130)}` }, "acceptance"),
    [[14, "signature-invalid"]],
  ],
  [
    "customs away from home",
    bend(4, { place: "PKBQM" }),
    [
      [4, "state-not-derived"],
      [4, "not-entitled"],
    ],
  ],
  [
    "goods that are further back than they came",
    bendAfter(9, { reached: { place: "GBFXT", position: 0 } }),
    [
      [10, "state-not-derived"],
      [9, "state-not-derived"],
    ],
  ],
  [
    "customs of no place",
    bend(3, { place: undefined }),
    [
      [3, "state-not-derived"],
      [3, "not-entitled"],
    ],
  ],
  [
    "customs of another state than its own",
    bendBy(4, { state: "PK" }),
    [
      [4, "not-entitled"],
      [4, "not-entitled"],
    ],
  ],
  ["carriers as customs", bendBy(4, { organisation: "CarriersMSP" }), [[4, "not-entitled"]]],
  [
    "a third state that closes",
    bendBy(10, custom("DE")),
    [
      [10, "not-entitled"],
      [10, "act-not-endorsed"],
    ],
  ],
  [
    "a third state that declares wrong",
    bendBy(11, custom("DE")),
    [
      [11, "not-entitled"],
      [11, "act-not-endorsed"],
    ],
  ],
  ["somebody else's cancelling", bendBy(8, { party: CARRIER_2 }), [[8, "not-entitled"]]],
  ["somebody else's refusal", bendBy(6, { party: CARRIER_3 }), [[6, "not-entitled"]]],
  [
    "a release by a person of nobody's",
    bendBy(12, { organisation: "CarriersMSP" }, "release"),
    [
      [12, "not-entitled"],
      [12, "act-not-endorsed"],
    ],
  ],
  [
    "re-sealing what is broken by carriers",
    bendBy(4, { organisation: "CarriersMSP", state: undefined, party: CARRIER_1 }),
    [[4, "state-not-derived"]],
  ],
  ["customs that never said so", unsay("AEAuthorityMSP", 4), [[4, "act-not-endorsed"]]],
  ["customs that said something else", unsay("AEAuthorityMSP", 3, "{}"), [[3, "act-not-endorsed"]]],
  ["a receiver that never said so", unsay("AEAuthorityMSP", 9), [[9, "receiver-not-endorsed"]]],
  ["carriers that never had it", unsay("CarriersMSP", 2), [[2, "receiver-not-endorsed"]]],
  ["an owner that never had it", unsay("GBAuthorityMSP", 1), [[1, "receiver-not-endorsed"]]],
  ["an owner that has it no more", unsay("GBAuthorityMSP", 14, "{}"), [[14, "receiver-not-endorsed"]]],
  [
    "a chain that begins with less",
    bendAfter(1, { transfers: 7 }),
    [
      [2, "state-not-derived"],
      [1, "state-not-derived"],
    ],
  ],
  [
    "a chain that its owner began otherwise",
    () => void world.ledger.collections.get("GBAuthorityMSP")!.set(consentKey("custody", CONSIGNMENT), "{}"),
    [[1, "link-broken"]],
  ],
  [
    "a holder before that was another",
    bendAfter(10, {
      previousHolder: { organisation: "GBAuthorityMSP", receivedEvent: { sequence: 1, txId: "0".repeat(64) } },
    }),
    [
      [11, "state-not-derived"],
      [10, "state-not-derived"],
    ],
  ],
  ["a chain that began with other certificates", bend(1, { certificates: ["PK-EUC-0009"] }), [[14, "head-differs"]]],
  ["an event that lies elsewhere", bend(7, { consignment: "GB-CN-0002" }), [[7, "link-broken"]]],
];

describe("an audit finds what conspirators plant in a chain", () => {
  it.each(PLANTED)("%s", async (_name, plant, found) => {
    plant();
    const problems = placed(await auditOf(world.ledger));
    expect(problems).toEqual(found);
    expect(placed(await auditOf(world.ledger, 3))).toEqual(problems);
  });

  it("events left out", async () => {
    forgeEvents(world.ledger, 10, ([, ...others]) => others);
    expect(placed(await auditOf(world.ledger))).toContainEqual([11, "link-broken"]);
  });

  it("a head that leads past an event", async () => {
    const { trail } = storedHead(world.ledger);
    const [last, second, ...others] = trail;
    forgeHead(world.ledger, { trail: [last!, { ...second!, txId: "0".repeat(64) }, ...others] });
    expect(placed(await auditOf(world.ledger))).toContainEqual([14, "head-differs"]);
  });

  it.each([
    ["elsewhere", { jump: { sequence: 12, txId: "0".repeat(64), hash: "0".repeat(64) } }],
    ["further than it may", { jump: { sequence: 8, txId: "0".repeat(64), hash: "0".repeat(64) } }],
    ["nowhere", { jump: undefined }],
  ])("an event that leads %s", async (_name, change) => {
    const { trail } = storedHead(world.ledger);
    const last = storedEvents(world.ledger).at(-1)!.entry;
    const text = storedText({ ...last, ...change });
    world.ledger.state.set(placeOf(14), text);
    forgeHead(world.ledger, { trail: [{ ...trail[0]!, hash: hashOfText(text) }, ...trail.slice(1)] });
    expect(placed(await auditOf(world.ledger))).toEqual([
      [14, "link-broken"],
      [13, "receiver-not-endorsed"],
    ]);
  });

  it("events added again", async () => {
    forgeEvents(world.ledger, 14, ([last]) => [last!, { ...last!, sequence: 15 }]);
    expect(placed(await auditOf(world.ledger))).toContainEqual([15, "custody-not-continuous"]);
  });

  it.each(Array.from({ length: 14 }, (_, index) => index + 1))("event %i changed or gone", async (sequence) => {
    const key = placeOf(sequence);
    world.ledger.state.set(key, `${world.ledger.state.get(key)!} `);
    expect(placed(await auditOf(world.ledger))).toContainEqual([sequence, "link-broken"]);
    world.ledger.state.delete(key);
    for (const pageSize of [100, 3]) {
      expect(placed(await auditOf(world.ledger, pageSize))).toContainEqual([sequence, "link-broken"]);
    }
  });
});
