// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalJson,
  type CustodyEvent,
  type CustodyHead,
  type CustodyState,
  eventId,
  firstState,
  type JsonValue,
  LicetError,
  stateAfter,
  stateOf,
} from "@licet/domain";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import {
  CARRIER_1,
  CARRIER_2,
  CONSIGNMENT,
  CONSIGNOR,
  COURIER,
  CustodyWorld,
  found,
  terms,
  WAREHOUSE,
} from "../../testing/worlds/custody-world";
import { auditOf, CONTENT, customsOf, HERE, perform, personOf, PRETENDERS } from "../../testing/custody/acts";
import { forgeEvent, headKey, storedEvents, storedHead } from "../../testing/custody/hostile";

const PARTIES = [CONSIGNOR, CARRIER_1, CARRIER_2, WAREHOUSE];
const STATES = ["GB", "AE", "PK", "DE"];

const party = fc.constantFrom(...PARTIES);
/** Numbers are mostly the next one, and now and then one that was, or is to come. */
const number = fc.constantFrom(1, 1, 1, 1, 0, 2);
/** Whoever may do it, or anybody. */
const anybody = fc.oneof(
  { weight: 12, arbitrary: fc.constant("fitting" as const) },
  { weight: 4, arbitrary: party.map(personOf) },
  { weight: 3, arbitrary: fc.constantFrom(...STATES).map(customsOf) },
  { weight: 1, arbitrary: fc.constantFrom(PRETENDERS.carriersCustoms, PRETENDERS.impostor(CARRIER_1)) },
);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant("handOff" as const), to: party, number, agree: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("propose" as const),
      to: party,
      number,
      dated: fc.boolean(),
      who: anybody,
    }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("accept" as const), who: anybody }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom("refuse" as const, "cancel" as const), who: anybody }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("reseal" as const), who: anybody, home: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("report" as const), who: anybody, breaks: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constantFrom("close" as const, "declare" as const),
      who: anybody,
      which: fc.nat(9),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

type Who = TransactionSetting | "fitting";
const program = fc.array(step, { minLength: 6, maxLength: 16 });

class Play {
  readonly world: CustodyWorld;
  #minute = 0;

  constructor(world: CustodyWorld) {
    this.world = world;
  }

  /** Tries a step. @returns what it was refused with, or undefined where it was recorded. */
  async attempt(one: Step): Promise<string | undefined> {
    this.#minute += 1;
    try {
      await this.#run(one);
      return undefined;
    } catch (error) {
      if (error instanceof LicetError) return error.code;
      throw error;
    }
  }

  get #now(): string {
    return new Date(Date.parse("2026-11-23T10:00:00Z") + this.#minute * 60_000).toISOString();
  }

  #personFor(act: Step["act"], who: Who): TransactionSetting {
    if (who !== "fitting") return who;
    const { custodian, pending } = storedHead(this.world.ledger);
    if (act === "close" || act === "reseal") return customsOf("AE");
    return personOf(act === "accept" || act === "refuse" ? (pending?.receivedBy ?? CARRIER_2) : custodian);
  }

  async #run(one: Step): Promise<unknown> {
    const { ledger } = this.world;
    const time = this.#now;
    const eventTime = time.replace(".000Z", "Z");
    const by = (who: Who): TransactionSetting => ({ ...this.#personFor(one.act, who), time });
    const head = storedHead(ledger);
    const { custodian: releasedBy, pending } = head;
    switch (one.act) {
      case "handOff": {
        const transfer = head.transfers + one.number;
        const given = terms({
          transfer: Math.max(1, transfer),
          releasedBy,
          receivedBy: one.to,
          eventTime,
          sealState: "not-checked",
        });
        const accepted = found({ acceptedAt: eventTime, sealState: "not-checked", countsAgree: one.agree });
        return perform(ledger, "handOff", this.world.handoff(given, accepted), { caller: COURIER, time });
      }
      case "propose": {
        const offerUntil = one.dated ? new Date(Date.parse(time) + 150_000).toISOString() : undefined;
        const transfer = Math.max(1, head.transfers + one.number);
        const given = {
          ...terms({ transfer, releasedBy, receivedBy: one.to, eventTime, sealState: "not-checked" }),
          offerUntil,
        };
        return perform(ledger, "propose", { ...given, timeClass: "ACT" }, by(one.who));
      }
      case "accept": {
        const proposal = storedEvents(ledger).find(({ entry }) => entry.sequence === pending?.sequence)?.entry;
        const given = proposal?.type === "release-proposed" ? proposal.terms : terms({ releasedBy });
        const accepted = found({ acceptedAt: eventTime, sealState: "not-checked" });
        return perform(ledger, "accept", { ...given, accepted }, by(one.who));
      }
      case "refuse": {
        const refusedBy = pending?.receivedBy ?? CARRIER_2;
        const refusal = {
          consignment: CONSIGNMENT,
          transfer: head.transfers + 1,
          refusedBy,
          code: "DISE" as const,
          eventTime,
        };
        return perform(ledger, "refuse", refusal, by(one.who));
      }
      case "cancel":
        return perform(ledger, "cancel", { consignment: CONSIGNMENT, eventTime }, by(one.who));
      case "reseal": {
        const home = by(one.who).caller?.mspId?.slice(0, 2).toUpperCase() ?? "";
        const place = one.home ? `${home}QQQ` : HERE.place;
        return perform(ledger, "reseal", { ...HERE, place, eventTime }, { ...by(one.who), parts: CONTENT.seals });
      }
      case "report": {
        const [code, parts] = one.breaks ? (["2", CONTENT.brokenSeal] as const) : (["1", CONTENT.incident] as const);
        return perform(ledger, "reportIncident", { ...HERE, eventTime, code }, { ...by(one.who), parts });
      }
      case "close": {
        const matter = head.openMatters[one.which % Math.max(1, head.openMatters.length)] ?? head.custodyEvent;
        return perform(
          ledger,
          "closeMatter",
          { consignment: CONSIGNMENT, closes: eventId(CONSIGNMENT, matter), eventTime },
          by(one.who),
        );
      }
      case "declare": {
        const events = storedEvents(ledger);
        const declares = eventId(CONSIGNMENT, events[one.which % events.length]!.link);
        const input = { consignment: CONSIGNMENT, declares, reason: "did-not-occur" as const, eventTime };
        return perform(ledger, "declareError", input, by(one.who));
      }
    }
  }
}

/** The state that a chain's events lead to, one after the other. */
function folded(events: readonly CustodyEvent[], route: CustodyHead): CustodyState {
  const [first, ...others] = events;
  return others.reduce((state, event) => stateAfter(state, event, route), firstState(first!, first!.after));
}

function requireSound({ ledger }: CustodyWorld): void {
  const head = storedHead(ledger);
  const events = storedEvents(ledger).map(({ entry }) => entry);
  expect(canonicalJson(stateOf(head) as unknown as JsonValue)).toBe(
    canonicalJson(folded(events, head) as unknown as JsonValue),
  );
  expect(head.count).toBe(events.length);
  expect(ledger.endorsers.get(headKey(ledger))).toEqual(head.keepers);
  const transfers = events.flatMap((event) => (event.type === "custody-transferred" ? [event.terms.transfer] : []));
  expect(transfers).toEqual([...new Set(transfers)].sort((left, right) => left - right));
  const last = events.findLast((event) => event.type === "custody-transferred");
  expect(head.custodian).toBe(last?.type === "custody-transferred" ? last.terms.receivedBy : CONSIGNOR);
}

/** How long thirty programs of acts may take where other work has the processor. */
const PROGRAMS_TIMEOUT_MS = 60_000;

describe("any acts of anybody", { timeout: PROGRAMS_TIMEOUT_MS }, () => {
  it("leave a head that is what its events say, kept by its keepers, and a chain without a problem", async () => {
    const recorded = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(program, async (steps) => {
        const world = await CustodyWorld.start(CONSIGNOR);
        const play = new Play(world);
        for (const one of steps) {
          const refused = await play.attempt(one);
          if (refused === undefined) recorded.set(one.act, (recorded.get(one.act) ?? 0) + 1);
          requireSound(world);
        }
        expect(await auditOf(world.ledger)).toEqual([]);
        expect(await auditOf(world.ledger, 2)).toEqual([]);
      }),
      { numRuns: 30, seed: 20_261_123 },
    );
    const all = ["accept", "cancel", "close", "declare", "handOff", "propose", "refuse", "report", "reseal"];
    expect([...recorded.keys()].sort()).toEqual(all);
  });

  it("leave nothing that could be bent without an audit finding it", async () => {
    await fc.assert(
      fc.asyncProperty(program, fc.nat(), fc.constantFrom(...BENT), async (steps, where, bend) => {
        const world = await CustodyWorld.start(CONSIGNOR);
        const play = new Play(world);
        for (const one of steps) await play.attempt(one);
        const { count } = storedHead(world.ledger);
        fc.pre(count > 1);
        const sequence = 2 + (where % (count - 1));
        forgeEvent(world.ledger, sequence, (event) => ({ ...event, after: { ...event.after, ...bend(event.after) } }));
        expect((await auditOf(world.ledger)).length).toBeGreaterThan(0);
      }),
      { numRuns: 30, seed: 20_261_124 },
    );
  });
});

/** Ways to bend what is so after an event. */
const BENT: readonly ((state: CustodyState) => Partial<CustodyState>)[] = [
  ({ transfers }) => ({ transfers: transfers + 1 }),
  ({ sealState }) => ({ sealState: sealState === "intact" ? "replaced" : "intact" }),
  ({ custodian }) => ({ custodian: custodian === CARRIER_1 ? CARRIER_2 : CARRIER_1 }),
  ({ keepers }) => ({ keepers: keepers.length === 1 ? ["DEAuthorityMSP", ...keepers] : keepers.slice(1) }),
  ({ openMatters }) =>
    openMatters.length > 0
      ? { openMatters: openMatters.slice(1) }
      : { openMatters: [{ sequence: 1, txId: "0".repeat(64), kind: "incident", openedBy: "DEAuthorityMSP" }] },
  ({ resealedSequence }) => ({ resealedSequence: resealedSequence + 1 }),
  () => ({ custodySince: "2026-11-23T08:00:01Z" }),
  ({ receivedEvent }) => ({ receivedEvent: { ...receivedEvent, txId: "0".repeat(64) } }),
  ({ pending }) => ({
    pending:
      pending === undefined
        ? { sequence: 1, txId: "0".repeat(64), receivedBy: CARRIER_1, receiverMsp: "CarriersMSP" }
        : undefined,
  }),
];
