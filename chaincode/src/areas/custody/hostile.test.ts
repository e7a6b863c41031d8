// SPDX-License-Identifier: Apache-2.0
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CustodyHead, eventId, type JsonValue } from "@licet/domain";
import { consentKey, ledgerKey, proofKey, sequenceAttribute } from "../../fabric/keys";
import { storedText } from "../../fabric/records";
import {
  CARRIER_1,
  CARRIER_2,
  CARRIER_3,
  CONSIGNMENT,
  CONSIGNOR,
  COURIER,
  type CustodyWorld,
  found,
  terms,
  WAREHOUSE,
} from "../../testing/worlds/custody-world";
import { codeOf } from "../../testing/fabric/refusals";
import { eventKey } from "../../rules/custody/records";
import { handOff } from "./handoff";
import { listEvents } from "./read";
import { auditOf, passOn, type Place, PLACES, savedState, worldAt } from "../../testing/custody/acts";
import {
  counted,
  forgeHead,
  headKey,
  mayWrite,
  mayWritePrivately,
  storedEvents,
  storedHead,
} from "../../testing/custody/hostile";

const GB = "GBAuthorityMSP";
const CARRIERS = "CarriersMSP";
const AE = "AEAuthorityMSP";
const DE = "DEAuthorityMSP";

const codesOf = async (world: CustodyWorld): Promise<readonly string[]> =>
  (await auditOf(world.ledger)).map(({ code }) => code);

/** Whoever might conspire, by what each is to the goods in a place; the owner is GB. */
const COALITIONS: readonly (readonly string[])[] = [
  [GB],
  [CARRIERS],
  [AE],
  [DE],
  [CARRIERS, AE],
  [CARRIERS, DE],
  [AE, DE],
  [GB, DE],
  [GB, CARRIERS],
  [GB, AE],
  [CARRIERS, AE, DE],
  [GB, CARRIERS, AE],
];

describe.each(Object.keys(PLACES) as Place[])("goods in %s hands", (place) => {
  let world: CustodyWorld;
  beforeAll(async () => {
    world = await worldAt(place);
  });

  it.each(COALITIONS.map((coalition) => [coalition.join(" and "), coalition] as const))(
    "%s write the head where they all keep it, and nothing else",
    (_name, coalition) => {
      const { ledger } = world;
      const keeps = PLACES[place].keepers.every((keeper) => coalition.includes(keeper));
      expect(mayWrite(ledger, headKey(ledger), coalition)).toBe(keeps);
      expect(mayWritePrivately(ledger, GB, proofKey("custody-head", CONSIGNMENT), coalition)).toBe(false);
      const { custodianMsp, receivedEvent } = storedHead(ledger);
      for (const { link, entry } of storedEvents(ledger)) {
        expect(mayWrite(ledger, eventKey(CONSIGNMENT, link), coalition)).toBe(false);
        const id = eventId(CONSIGNMENT, entry);
        const holder = entry.after.custodianMsp;
        const receives = entry.after.receivedEvent.sequence === entry.sequence;
        if (!receives) continue;
        const isNow = holder === custodianMsp && receivedEvent.sequence === entry.sequence;
        expect(mayWritePrivately(ledger, holder, consentKey("custody", id), coalition)).toBe(
          isNow && coalition.includes(holder),
        );
      }
    },
  );
});

describe("a head that its keepers together put back or bend", () => {
  const route = [CONSIGNOR, CARRIER_1, CARRIER_2, WAREHOUSE, CARRIER_1, CARRIER_3] as const;
  let world: CustodyWorld;
  let heads: CustodyHead[];
  let restore: () => void;

  beforeAll(async () => {
    world = await worldAt("the owner's, which alone keeps it");
    heads = [storedHead(world.ledger)];
    for (const receivedBy of route.slice(1)) {
      await passOn(world, { receivedBy });
      heads.push(storedHead(world.ledger));
    }
    restore = savedState(world.ledger);
  });
  beforeEach(() => restore());

  it.each([
    [0, "the owner's, before it left"],
    [1, "the carriers', the first time"],
    [2, "the carriers', the first time, at the second of them"],
    [3, "the state's on the way"],
  ])("is refused where it is head %i: in %s hands", async (index) => {
    forgeHead(world.ledger, { ...heads[index]!, pending: undefined });
    expect(await codeOf(world.head())).toBe("CUSTODY_NOT_ENDORSED");
    expect(await codesOf(world)).toContain("receiver-not-endorsed");
    const listing = world.ledger.run({}, (tx) =>
      listEvents(tx, { consignment: CONSIGNMENT, pageSize: 9, bookmark: "" }),
    );
    expect(await codeOf(listing)).toBe("CUSTODY_NOT_ENDORSED");
  });

  it.each([
    ["with the keepers of then", { keepers: [GB] }],
    ["with a stranger as keeper", { keepers: [DE, GB] }],
    ["with the present keepers", { keepers: [CARRIERS, GB] }],
  ])("is refused where it puts the goods back into the owner's hands %s", async (_name, change) => {
    forgeHead(world.ledger, { ...heads[0]!, ...change });
    expect(await codeOf(world.head())).toBe("CUSTODY_NOT_ENDORSED");
  });

  it.each<[string, Partial<CustodyHead>, string]>([
    ["onto a stranger", { custodian: "DE-EX-0001", custodianMsp: DE, keepers: [DE, GB] }, "CUSTODY_NOT_ENDORSED"],
    ["onto a stranger, kept by others", { custodian: "DE-EX-0001", custodianMsp: DE }, "CUSTODY_CHAIN_BROKEN"],
    ["onto somebody of another organisation", { custodian: WAREHOUSE }, "CUSTODY_CHAIN_BROKEN"],
    ["onto another of theirs", { custodian: CARRIER_2 }, "no error"],
    ["with one keeper", { keepers: [CARRIERS] }, "CUSTODY_CHAIN_BROKEN"],
    ["with the owner alone as keeper", { keepers: [GB] }, "CUSTODY_CHAIN_BROKEN"],
    ["with a stranger as keeper", { keepers: [CARRIERS, DE] }, "CUSTODY_CHAIN_BROKEN"],
    ["with fewer events", { count: 2 }, "CUSTODY_CHAIN_BROKEN"],
    ["with fewer transfers", { transfers: 0 }, "no error"],
    ["with whole seals", { sealState: "replaced" }, "no error"],
    ["with goods further back than they came", { reached: { place: "GBFXT", position: 0 } }, "no error"],
    ["with goods that came nowhere", { reached: undefined }, "no error"],
    ["with seals replaced later than they were", { resealedSequence: 5 }, "no error"],
    ["with later custody", { custodySince: "2026-11-23T09:59:00Z" }, "no error"],
    ["with no certificates", { certificates: ["PK-EUC-0001"] }, "no error"],
    ["with another destination", { routeStates: ["GB", "DE"] }, "no error"],
    ["with another owner of the goods", { owningParty: CARRIER_1 }, "no error"],
    ["with another event of receipt", { receivedEvent: { sequence: 2, txId: "0".repeat(64) } }, "CUSTODY_NOT_ENDORSED"],
  ])("%s is refused or found, and not taken over", async (_name, change, read) => {
    forgeHead(world.ledger, change);
    expect(await codeOf(world.head())).toBe(read);
    expect(await codesOf(world)).toContain("head-differs");
    const transfer = storedHead(world.ledger).transfers + 1;
    const passing = codeOf(world.runHandoff({ transfer, releasedBy: CARRIER_3, receivedBy: WAREHOUSE }));
    expect(await passing).not.toBe("no error");
  });

  it("is refused by who reads it where it is deleted", async () => {
    world.ledger.state.delete(headKey(world.ledger));
    expect(await codeOf(world.head())).toBe("LEDGER_DATA_INVALID");
    expect(await codeOf(auditOf(world.ledger))).toBe("LEDGER_DATA_INVALID");
  });

  it("is refused where the custodian's organisation disowns the goods, and audited all the same", async () => {
    world.ledger.collections.get(CARRIERS)?.clear();
    expect(await codeOf(world.head())).toBe("CUSTODY_NOT_ENDORSED");
    expect(await codesOf(world)).toContain("receiver-not-endorsed");
  });
});

describe("a head that its owner bends before the goods leave it", () => {
  const alone = "the owner's, which alone keeps it";
  const leaving = (world: CustodyWorld, receivedBy = CARRIER_1, transfer = 1): Promise<string> =>
    codeOf(world.runHandoff({ transfer, releasedBy: CONSIGNOR, receivedBy }));

  it.each<[string, Partial<CustodyHead>, string]>([
    ["other seals", { sealState: "replaced" }, "CUSTODY_CHAIN_BROKEN"],
    ["a place further on", { reached: { place: "AEJEA", position: 1 } }, "CUSTODY_CHAIN_BROKEN"],
    ["numbers spent that are not", { transfers: 4 }, "CUSTODY_CHAIN_BROKEN"],
    ["another destination", { routeStates: ["GB", "DE"] }, "CUSTODY_CHAIN_BROKEN"],
    ["a longer chain", { count: 7 }, "CUSTODY_CHAIN_BROKEN"],
    ["a second keeper that keeps nothing", { keepers: [CARRIERS, GB] }, "CUSTODY_CHAIN_BROKEN"],
  ])("is not taken over by others: %s", async (_name, change, code) => {
    const world = await worldAt(alone);
    forgeHead(world.ledger, change);
    expect(await leaving(world, CARRIER_1, storedHead(world.ledger).transfers + 1)).toBe(code);
    expect(await codesOf(world)).toContain("head-differs");
  });

  it("is not taken over where its proof is open", async () => {
    const world = await worldAt(alone);
    world.ledger.locked.delete(`${GB} ${proofKey("custody-head", CONSIGNMENT)}`);
    expect(await leaving(world)).toBe("PROOF_NOT_LOCKED");
    await world.register("GB-CR-0002");
    expect(await leaving(world, "GB-CR-0002")).toBe("no error");
  });

  it.each([CARRIER_1, WAREHOUSE])("is kept by both once %s has it, whatever policy it had before", async (receiver) => {
    const world = await worldAt("the owner's again");
    world.ledger.endorsers.set(headKey(world.ledger), [GB]);
    await passOn(world, { receivedBy: receiver });
    const { keepers, custodianMsp } = await world.head();
    expect(keepers).toEqual([custodianMsp, GB].sort());
    expect(world.ledger.endorsers.get(headKey(world.ledger))).toEqual(keepers);
  });
});

describe.each([1, 1_000, 10_000])("%i keys of a stranger's around a consignment", (junk) => {
  it("change no answer and cost no call", async () => {
    const plain = await worldAt("a state's on the way");
    const spoilt = await worldAt("a state's on the way");
    strewJunk(spoilt, junk);
    const tried = await Promise.all([plain, spoilt].map(answersOf));
    expect(tried[0]).toMatchObject({ before: [], after: [] });
    expect(tried[1]).toEqual(tried[0]);
  });
});

/** Writes what looks like events, heads, proofs and consents, as one member can: on the channel and in its own collection. */
function strewJunk({ ledger }: CustodyWorld, count: number): void {
  const head = storedHead(ledger);
  const last = storedEvents(ledger).at(-1)!.entry;
  const own = ledger.collections.get(DE)!;
  for (let index = 0; index < count; index += 1) {
    const txId = index.toString(16).padStart(64, "0");
    const sequence = 1 + (index % 9);
    const event = { ...last, sequence, txId } as unknown as JsonValue;
    ledger.state.set(eventKey(CONSIGNMENT, { sequence, txId }), storedText(event));
    ledger.state.set(ledgerKey("custody-head", CONSIGNMENT, txId), storedText(head));
    ledger.state.set(ledgerKey("custody-event", CONSIGNMENT, sequenceAttribute(sequence)), "{}");
    own.set(consentKey("custody", eventId(CONSIGNMENT, { sequence, txId })), "{}");
  }
  ledger.state.set(ledgerKey("custody-head", CONSIGNMENT), storedText(head));
  own.set(proofKey("custody-head", CONSIGNMENT), "junk");
}

async function answersOf(world: CustodyWorld): Promise<unknown> {
  const input = world.handoff(
    terms({ transfer: 3, releasedBy: WAREHOUSE, receivedBy: CARRIER_1, eventTime: "2026-11-23T09:00:00Z" }),
    found(),
  );
  const before = await auditOf(world.ledger);
  const { result } = await world.ledger.run({ caller: COURIER }, async (tx) => {
    const watched = counted(tx);
    const receipt = await handOff(watched.tx, input);
    return { receipt: { ...receipt, event: "" }, calls: Object.fromEntries(watched.calls) };
  });
  const page = await world.ledger.run({}, (tx) =>
    listEvents(tx, { consignment: CONSIGNMENT, pageSize: 9, bookmark: "" }),
  );
  const types = page.result.items.map(({ event }) => event.type);
  return { before, ...result, types, after: await auditOf(world.ledger), bookmark: page.result.bookmark };
}
