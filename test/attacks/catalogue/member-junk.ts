// SPDX-License-Identifier: Apache-2.0
import type { JsonValue, KeyType, TransactionName } from "@licet/domain";
import { consentKey, ledgerKey, valueKey } from "@licet/chaincode/internal/fabric/keys";
import type { Done } from "../harness/honest.js";
import type { WriteSet } from "../harness/write-set.js";
import { MSP, PARTIES } from "../world/actors.js";
import { REF, type World } from "../world/world.js";
import { joined, type OwnRecord, ownRecords } from "./forged-records.js";
import { hashLike } from "./samples.js";
import {
  type Attack,
  attacksOf,
  ENDORSEMENT_REFUSED,
  honestGoesOn,
  ordered,
  type Outcome,
  type Stage,
  WITHOUT_EFFECT,
} from "./types.js";

const GBC = "customs1@GBAuthorityMSP";
const many = (count: number, keyOf: (index: number) => string): WriteSet => ({
  writes: Array.from({ length: count }, (_, index) => ({ key: keyOf(index), value: "{}" })),
});

/** A key of a type that the ledger had once or might have: the chaincode must not ask. */
function anyKey(type: string, ...attributes: readonly string[]): string {
  return ledgerKey(type as KeyType, ...attributes);
}

/** Junk that used to decide something, and the honest act that it decided over. */
interface JunkCase {
  readonly on: string;
  readonly junk: (id: string) => WriteSet;
  readonly act: (world: World, id: string) => Promise<Done>;
}

const verify = (world: World, input: object): Promise<Done> => asDone(world, "checkpoint:Verify", input);

async function asDone(world: World, name: TransactionName, input: unknown): Promise<Done> {
  const { code, json } = await world.query("customs1@AEAuthorityMSP", name, input);
  return { code, json, txId: "", block: -1, message: "" };
}

const closing = async (world: World, consignment: string): Promise<Done> => {
  const incident = await world.must(
    GBC,
    "custody:ReportIncident",
    { consignment, code: "1", place: "GBFXT", eventTime: new Date().toISOString() },
    { parts: { content: { text: "late" } } },
  );
  const { event } = incident.json as { event: string };
  return world.act(GBC, "custody:CloseMatter", { consignment, closes: event, eventTime: new Date().toISOString() });
};

const CASES: readonly JunkCase[] = [
  {
    on: "a closure of an incident",
    junk: (id) => many(20, (i) => anyKey("custody-closure", id, `${id}:${i.toString()}:${hashLike("closure")}`)),
    act: closing,
  },
  {
    on: "1,001 holds before a release",
    junk: (id) => many(1_001, (i) => anyKey("hold", id, `DE-HD-J${i.toString()}`)),
    act: (world, id) => world.release(id),
  },
  {
    on: "1,001 holds before a verification",
    junk: (id) => many(1_001, (i) => anyKey("hold", `${id}#DE-HD-J${i.toString()}`)),
    act: (world, consignment) => verify(world, { consignment }),
  },
  {
    on: "1,001 inspections before a handover",
    junk: (id) => many(1_001, (i) => anyKey("inspection", id, `DE-IN-J${i.toString()}`)),
    act: async (world, id) => {
      await world.release(id);
      return world.handOver(id, PARTIES.exporter.id, PARTIES.carrier.id);
    },
  },
  {
    on: "1,001 statements before a verification",
    junk: (id) => many(1_001, (i) => anyKey("checkpoint", `${id}#DE`, i.toString())),
    act: (world, consignment) => verify(world, { consignment }),
  },
  {
    on: "101 entries of a UCR",
    junk: (id) => many(101, (i) => anyKey("consignment-ucr", `6GB${id}`, `X${i.toString()}`)),
    act: (world, id) => asDone(world, "consignment:FindByUcr", { ucr: `6GB${id}` }),
  },
  {
    on: "claims of a UCR",
    junk: (id) => many(101, (i) => anyKey("ucr", `GB:6GB${id}`, i.toString())),
    act: (world, id) => verify(world, { ucr: `6GB${id}` }),
  },
  {
    on: "a control list's editions",
    junk: () => many(101, (i) => anyKey("control-list", "GB", REF.list.list, i.toString())),
    act: (world) => asDone(world, "catalogue:ListEditions", { publisher: "GB", list: REF.list.list }),
  },
  {
    on: "a control list's entry",
    junk: () => many(101, (i) => anyKey("control-list", `GB:${REF.list.list}:${i.toString()}`)),
    act: (world) => asDone(world, "catalogue:ReadEntry", { publisher: "GB", list: REF.list.list, code: "2B230.a" }),
  },
  {
    on: "reservations of a line",
    junk: () => many(1_001, (i) => anyKey("reservation", REF.licence, "1", hashLike(i.toString()).slice(0, 32))),
    act: (world) => asDone(world, "licence:ListReservations", { licence: REF.licence }),
  },
  {
    on: "entries of a line's chain",
    junk: () =>
      many(1_001, (i) => anyKey("licence-entry", REF.licence, "1", i.toString().padStart(9, "0"), hashLike("e"))),
    act: (world, id) => world.register(`${id}B`),
  },
  {
    on: "events of a custody chain",
    junk: (id) => many(1_001, (i) => anyKey("custody-event", id, i.toString().padStart(9, "0"), hashLike("e"))),
    act: (world, consignment) => asDone(world, "custody:Audit", { consignment }),
  },
];

const decides = attacksOf(
  {
    kind: "junk-that-decides",
    group: "member-alone",
    principle: 1,
    what: "Junk of the forms that a reader might range over stands where an honest act is about to look",
    expected: WITHOUT_EFFECT,
    finding: 4,
  },
  CASES.map(({ on, junk, act }) => ({
    on,
    moves: true,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const id = world.fresh("GB-CN-Q");
      await world.register(id);
      const written = await hostile(MSP.stranger).write(junk(id));
      if (written.code !== "VALID") return ordered(written);
      return honestGoesOn(await act(world, id), on);
    },
  })),
);

const ownerValues = attacksOf(
  {
    kind: "junk-under-owners-values",
    group: "member-alone",
    principle: 1,
    what: "Puts junk where the licence's owner keeps values, consents and secrets",
    expected: ENDORSEMENT_REFUSED,
    finding: 4,
  },
  [
    valueKey(REF.valued, 1),
    consentKey("binding", REF.certificate),
    "secret/salt",
    `part/licence/${REF.licence}/content`,
  ].flatMap((key) =>
    [MSP.stranger, MSP.carriers].map((attacker) => ({
      on: `${key} by ${attacker}`,
      run: async ({ hostile }: Stage): Promise<Outcome> =>
        ordered(await hostile(attacker).write({ privates: [{ organisation: MSP.exporting, key, value: "junk" }] })),
    })),
  ),
);

/** Statements that an organisation makes in its own name and that must not be read as more than that. */
const STATEMENTS: readonly { on: string; by: string; records: (id: string) => readonly OwnRecord[] }[] = [
  {
    on: "a hold by an organisation that is no authority",
    by: MSP.carriers,
    records: (id) => [
      slot(MSP.carriers, id, "CARRIERS", { openHolds: [heldBy("CARRIERS-HD-1")] }),
      { type: "hold", owner: MSP.carriers, reference: `${id}#CARRIERS-HD-1`, record: { id: "CARRIERS-HD-1" } },
    ],
  },
  {
    on: "a hold in another state's name",
    by: MSP.stranger,
    records: (id) => [slot(MSP.stranger, id, "AE", { openHolds: [heldBy("AE-HD-1")] })],
  },
  {
    on: "a hold with another state's reference in its own statement",
    by: MSP.stranger,
    records: (id) => [slot(MSP.stranger, id, "DE", { openHolds: [heldBy("AE-HD-1")] })],
  },
  {
    on: "an inspection with an absurd custody sequence",
    by: MSP.stranger,
    records: (id) => [slot(MSP.stranger, id, "DE", { seals: { found: "broken", sequence: 9_000_000_000 } })],
  },
  {
    on: "a statement that is no statement",
    by: MSP.stranger,
    records: (id) => [{ type: "checkpoint", owner: MSP.stranger, reference: `${id}#DE`, record: "junk" }],
  },
  {
    on: "a statement of 200 kilobytes",
    by: MSP.stranger,
    records: (id) => [{ type: "checkpoint", owner: MSP.stranger, reference: `${id}#DE`, record: "x".repeat(200_000) }],
  },
  {
    on: "a UCR of an organisation that is no authority",
    by: MSP.carriers,
    records: (id) => [ucrClaim(MSP.carriers, "CARRIERS", `6GB${id}`, "CARRIERS-CN-1")],
  },
  {
    on: "a UCR of a state without a consignment under it",
    by: MSP.stranger,
    records: (id) => [ucrClaim(MSP.stranger, "DE", `6GB${id}`, "DE-CN-NONE")],
  },
  {
    on: "a UCR of a state with somebody else's consignment under it",
    by: MSP.stranger,
    records: (id) => [ucrClaim(MSP.stranger, "DE", `6GB${id}`, REF.carried)],
  },
];

function slot(
  owner: string,
  consignment: string,
  register: string,
  says: Readonly<Record<string, JsonValue>>,
): OwnRecord {
  const record = { consignment, register, openHolds: [], ...says };
  return { type: "checkpoint", owner, reference: `${consignment}#${register}`, record };
}

function heldBy(id: string): JsonValue {
  return { id, reason: "other", placedBy: "0".repeat(32), placedAt: new Date().toISOString() };
}

function ucrClaim(owner: string, register: string, ucr: string, consignment: string): OwnRecord {
  return {
    type: "ucr",
    owner,
    reference: `${register}:${ucr}`,
    record: { register, ucr, claims: [{ consignment, declarant: `${register}-EX-0001` }] },
  };
}

const statements = attacksOf(
  {
    kind: "statement-beyond-ones-own",
    group: "member-alone",
    principle: 6,
    what: "Proves in its own register what only others could say: holds, inspections, claims of a UCR",
    expected: WITHOUT_EFFECT,
    finding: 6,
  },
  STATEMENTS.map(({ on, by, records }) => ({
    on,
    moves: true,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const id = world.fresh("GB-CN-V");
      const first = hostile(by);
      const written = await first.write((txId) => joined(...records(id).map((record) => ownRecords(txId, [record]))));
      if (written.code !== "VALID") return ordered(written);
      const steps = [
        await world.register(id),
        await asDone(world, "consignment:FindByUcr", { ucr: `6GB${id}` }),
        await verify(world, { ucr: `6GB${id}` }),
        await world.release(id),
        await world.handOver(id, PARTIES.exporter.id, PARTIES.carrier.id),
      ];
      const refused = steps.find(({ code }) => code !== "OK");
      if (refused !== undefined) return honestGoesOn(refused, "the consignment's way");
      const { json } = await world.query("customs1@AEAuthorityMSP", "checkpoint:Verify", { consignment: id });
      const { holds, disposition } = json as unknown as { holds: readonly unknown[]; disposition: string };
      if (holds.length > 0 || disposition === "stop") {
        return { as: "succeeded", says: `the checkpoint says ${disposition} with ${holds.length.toString()} holds` };
      }
      return { as: "without-effect", says: `the checkpoint says ${disposition}` };
    },
  })),
);

const rivalUcr = attacksOf(
  {
    kind: "ucr-claimed-by-two-states",
    group: "member-alone",
    principle: 2,
    what: "Another state registers a consignment of its own under somebody's UCR, before or after",
    expected: { as: "detected", by: ["REFERENCE_CLAIMED_TWICE"] },
    finding: 5,
  },
  (["before", "after"] as const).map((when) => ({
    on: when,
    moves: true,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const id = world.fresh("GB-CN-W");
      const rival = world.fresh("DE-CN-W");
      const ucr = `6GB${id}`;
      const seize = async (): Promise<void> => {
        const record = await rivalRecord(world, rival, ucr);
        await hostile(MSP.stranger).write((txId) =>
          ownRecords(txId, [
            { type: "consignment", owner: MSP.stranger, reference: rival, record, locked: true },
            ucrClaim(MSP.stranger, "DE", ucr, rival),
          ]),
        );
      };
      if (when === "before") await seize();
      const registered = await world.register(id);
      if (registered.code !== "OK") return { as: "succeeded", says: `the honest registration: ${registered.code}` };
      if (when === "after") await seize();
      const found = await world.query("customs1@PKAuthorityMSP", "consignment:FindByUcr", { ucr });
      const { items = [] } = (found.json ?? {}) as unknown as { items?: readonly { id: string }[] };
      if (!items.some((item) => item.id === id))
        return { as: "succeeded", says: "the honest consignment is not found" };
      const answer = await verify(world, { ucr });
      const { reasons = [] } = (answer.json ?? {}) as unknown as { reasons?: readonly string[] };
      const code = "REFERENCE_CLAIMED_TWICE";
      return reasons.includes(code)
        ? { as: "detected", by: code }
        : { as: "succeeded", says: "one of two is answered for both" };
    },
  })),
);

async function rivalRecord(world: World, id: string, ucr: string): Promise<JsonValue> {
  const { json } = await world.query(GBC, "consignment:Read", { consignment: REF.released });
  return { ...(json as Record<string, JsonValue>), id, ucr, declarant: "DE-EX-0001" };
}

const holdsAll = attacksOf(
  {
    kind: "state-holds-without-cause",
    group: "member-alone",
    principle: 6,
    what: "A state that is not concerned holds a consignment again and again",
    expected: {
      as: "accepted",
      reason:
        "customs of any state may stop goods that turn up with it; the registering state overrides each hold at once, and the statement holds at most 20",
    },
    finding: 6,
  },
  [
    {
      on: "25 holds by a stranger",
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const id = world.fresh("GB-CN-X");
        await world.register(id);
        const holds: string[] = [];
        for (let number = 0; number < 25; number += 1) {
          const held = await world.act("customs1@DEAuthorityMSP", "checkpoint:Hold", {
            consignment: id,
            reason: "other",
          });
          if (held.code !== "OK") break;
          holds.push((held.json as { id: string }).id);
        }
        for (const hold of holds) {
          const lifted = await world.act(GBC, "checkpoint:Release", {
            consignment: id,
            hold,
            reason: "issuer-confirmed",
          });
          // An override of a state that is not on the route covers whatever else it says.
          if (lifted.code === "HOLD_NOT_OPEN") break;
          if (lifted.code !== "OK")
            return { as: "succeeded", says: `the registering state cannot lift ${hold}: ${lifted.code}` };
        }
        const released = await world.release(id);
        if (released.code !== "OK") return { as: "succeeded", says: `the goods stay: ${released.code}` };
        return {
          as: "accepted",
          says: `${holds.length.toString()} holds, each overridden by the registering state alone`,
        };
      },
    },
  ],
);

/** A hostile member fills the ledger with what honest chaincode might look at. */
export const MEMBER_JUNK: readonly Attack[] = [...decides, ...ownerValues, ...statements, ...rivalUcr, ...holdsAll];
