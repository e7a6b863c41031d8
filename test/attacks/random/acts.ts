// SPDX-License-Identifier: Apache-2.0
import type { Random } from "../../conformance/harness/random.js";
import type { Done } from "../harness/honest.js";
import { PARTIES, signedAcceptance, signedHandoff, signedOffer, termsOf } from "../world/actors.js";
import type { World } from "../world/world.js";
import { holdsBefore, type Model, type ModelConsignment, type ModelHold } from "./model.js";

/** An act that somebody tries: what the model says of it, and what it changes where it comes out. */
export interface Act {
  readonly name: string;
  /** Whether the model allows it. */
  readonly allowed: boolean;
  run(): Promise<Done>;
  /** Changes the model; called only where the act was recorded. */
  apply(done: Done): void;
}

/** What acts are made from. */
export interface Lane {
  readonly world: World;
  readonly model: Model;
  readonly random: Random;
}

const GBC = "customs1@GBAuthorityMSP";
const STATES = { GB: GBC, AE: "customs1@AEAuthorityMSP", PK: "customs1@PKAuthorityMSP", DE: "customs1@DEAuthorityMSP" };
type State = keyof typeof STATES;
/** The state that is not on the consignments' route. */
const STRANGER = "DE";
const STATE_NAMES = Object.keys(STATES) as State[];
const PARTY_IDS = [PARTIES.exporter.id, PARTIES.carrier.id, PARTIES.feeder.id, PARTIES.endUser.id];
/** Who hands the parties' signatures in. */
const COURIERS: Readonly<Record<string, string>> = {
  [PARTIES.exporter.id]: "exporter1@GBAuthorityMSP",
  [PARTIES.carrier.id]: "carrier1@CarriersMSP",
  [PARTIES.feeder.id]: "carrier2@CarriersMSP",
  [PARTIES.endUser.id]: "enduser1@PKAuthorityMSP",
};
const UNIT = 1_000n;
/** How many consignments a lane has at most. */
const CONSIGNMENTS_MAX = 40;

const now = (): string => new Date().toISOString();

/** The next act of a lane: mostly what an honest member would do, often what it may not. */
export function nextAct(lane: Lane): Act {
  const { random, model } = lane;
  const some = [...model.consignments.values()];
  if (some.length === 0 || (some.length < CONSIGNMENTS_MAX && random.below(6) === 0)) return register(lane);
  const consignment = random.pick(some);
  consignment.touched = true;
  // Goods on hold stand still, so that holds are few and are mostly lifted next.
  if (consignment.holds.size > 0 && random.below(3) > 0) return lift(lane, consignment);
  return random.pick(random.below(12) === 0 ? RARE : USUAL)(lane, consignment);
}

type Maker = (lane: Lane, consignment: ModelConsignment) => Act;
const USUAL: readonly Maker[] = [release, handOver, handOver, handOver, offer, answer, answer, receive, reserve, move];
const RARE: readonly Maker[] = [hold, lift, invalidate];

function register({ world, model, random }: Lane): Act {
  const state = random.pick<State>(["GB", "GB", "GB", "DE", "PK"]);
  const id = world.fresh("GB-CN-P");
  const amount = random.below(8) === 0 ? model.available + UNIT : UNIT * BigInt(1 + random.below(9));
  return {
    name: "consignment:Register",
    allowed: state === "GB" && amount > 0n && amount <= model.available,
    run: () => world.register(id, { licence: model.licence, amount: amount.toString(), by: STATES[state] }),
    apply: (done) => {
      const { allocations } = done.json as unknown as { allocations: readonly { reservation: string }[] };
      model.consignments.set(id, {
        id,
        amount,
        status: "registered",
        custodian: PARTIES.exporter.id,
        transfers: 0,
        events: 1,
        offered: undefined,
        holds: new Map(),
        silenced: new Set(),
        reservation: allocations[0]?.reservation ?? "",
        touched: true,
      });
    },
  };
}

function release({ world, model, random }: Lane, consignment: ModelConsignment): Act {
  const state = random.pick<State>(["GB", "GB", "GB", "AE"]);
  return {
    name: "consignment:ReleaseForExport",
    allowed: state === "GB" && consignment.status === "registered" && holdsBefore(consignment, STATES[state]) === 0,
    run: () =>
      world.act(STATES[state], "consignment:ReleaseForExport", {
        consignment: consignment.id,
        licences: [model.licence],
        office: `${state}000051`,
      }),
    apply: () => {
      consignment.status = "released";
    },
  };
}

function invalidate({ world, model, random }: Lane, consignment: ModelConsignment): Act {
  const state = random.pick<State>(["GB", "DE"]);
  return {
    name: "consignment:Invalidate",
    allowed: state === "GB" && consignment.status === "registered",
    run: () =>
      world.act(STATES[state], "consignment:Invalidate", {
        consignment: consignment.id,
        licences: [model.licence],
        reason: "not-exported",
      }),
    apply: () => {
      consignment.status = "invalidated";
    },
  };
}

/** Terms of a transfer, sometimes from somebody who has not got the goods, to oneself or under a number that is spent. */
function transferOf({ random }: Lane, { id, custodian, transfers }: ModelConsignment) {
  const releasedBy = random.below(5) === 0 ? random.pick(PARTY_IDS) : custodian;
  const receivedBy = random.pick(PARTY_IDS);
  const transfer = random.below(6) === 0 ? Math.max(1, transfers) : transfers + 1;
  return { consignment: id, transfer, releasedBy, receivedBy };
}

type Transfer = ReturnType<typeof transferOf>;

/** Whether goods move on a consignment at all: once it is received or invalidated, nothing does. */
function moves({ status }: ModelConsignment): boolean {
  return status === "registered" || status === "released";
}

function mayTransfer(consignment: ModelConsignment, { transfer, releasedBy, receivedBy }: Transfer): boolean {
  const courier = COURIERS[releasedBy] ?? GBC;
  return (
    moves(consignment) &&
    releasedBy === consignment.custodian &&
    receivedBy !== releasedBy &&
    transfer === consignment.transfers + 1 &&
    consignment.offered === undefined &&
    holdsBefore(consignment, courier) === 0
  );
}

function handOver(lane: Lane, consignment: ModelConsignment): Act {
  const { world } = lane;
  const terms = transferOf(lane, consignment);
  return {
    name: "custody:Handoff",
    allowed: mayTransfer(consignment, terms),
    run: () => world.act(COURIERS[terms.releasedBy] ?? GBC, "custody:Handoff", signedHandoff(world.net.channel, terms)),
    apply: () => {
      consignment.custodian = terms.receivedBy;
      consignment.transfers += 1;
      consignment.events += 1;
    },
  };
}

function offer(lane: Lane, consignment: ModelConsignment): Act {
  const { world } = lane;
  const terms = transferOf(lane, consignment);
  let offered = termsOf(terms);
  return {
    name: "custody:Propose",
    allowed: mayTransfer(consignment, terms),
    run: () => {
      const input = signedOffer(world.net.channel, terms);
      const { signature: _signature, ...rest } = input;
      offered = rest;
      return world.act(COURIERS[terms.releasedBy] ?? GBC, "custody:Propose", input);
    },
    apply: () => {
      offers.set(consignment, offered);
      consignment.offered = terms.receivedBy;
      consignment.events += 1;
    },
  };
}

/** Terms that were offered last. */
const offers = new WeakMap<ModelConsignment, ReturnType<typeof termsOf>>();

function answer({ world, random }: Lane, consignment: ModelConsignment): Act {
  const way = random.pick(["custody:Accept", "custody:Accept", "custody:Cancel", "custody:Refuse"] as const);
  const open = consignment.offered !== undefined;
  const receivedBy = consignment.offered ?? PARTIES.carrier.id;
  const end = (spent: boolean) => (): void => {
    consignment.offered = undefined;
    consignment.events += 1;
    if (spent) consignment.transfers += 1;
  };
  if (way === "custody:Cancel") {
    const input = { consignment: consignment.id, eventTime: now() };
    const courier = COURIERS[consignment.custodian] ?? GBC;
    return { name: way, allowed: open, run: () => world.act(courier, way, input), apply: end(true) };
  }
  const courier = COURIERS[receivedBy] ?? GBC;
  if (way === "custody:Refuse") {
    const input = {
      consignment: consignment.id,
      transfer: consignment.transfers + 1,
      refusedBy: receivedBy,
      code: "DISE",
      eventTime: now(),
    };
    return { name: way, allowed: open, run: () => world.act(courier, way, input), apply: end(true) };
  }
  const terms =
    offers.get(consignment) ??
    termsOf({ consignment: consignment.id, transfer: 1, releasedBy: consignment.custodian, receivedBy });
  const input = signedAcceptance(world.net.channel, terms);
  return {
    name: way,
    allowed: open && moves(consignment) && holdsBefore(consignment, courier) === 0,
    run: () => world.act(courier, way, input),
    apply: () => {
      end(true)();
      consignment.custodian = receivedBy;
    },
  };
}

function hold({ world, random }: Lane, consignment: ModelConsignment): Act {
  const state = random.pick(STATE_NAMES);
  return {
    name: "checkpoint:Hold",
    allowed: true,
    run: () => world.act(STATES[state], "checkpoint:Hold", { consignment: consignment.id, reason: "other" }),
    apply: (done) => {
      const overridden = consignment.silenced.has(state);
      consignment.holds.set((done.json as { id: string }).id, { state, overridden });
    },
  };
}

function lift({ world, random }: Lane, consignment: ModelConsignment): Act {
  const [found] = consignment.holds;
  const state = random.pick(STATE_NAMES);
  const [id, placed] = found ?? ["DE-HD-0000000000000001", undefined];
  return {
    name: "checkpoint:Release",
    allowed: placed !== undefined && (state === placed.state || (state === "GB" && !placed.overridden)),
    run: () =>
      world.act(STATES[state], "checkpoint:Release", { consignment: consignment.id, hold: id, reason: "cleared" }),
    apply: () => {
      if (placed === undefined || state === placed.state) consignment.holds.delete(id);
      else override(consignment, placed);
    },
  };
}

/** The registering state overrides a hold; of a state off the route, whatever it says. */
function override(consignment: ModelConsignment, hold: ModelHold): void {
  hold.overridden = true;
  if (hold.state !== STRANGER) return;
  consignment.silenced.add(STRANGER);
  for (const other of consignment.holds.values()) if (other.state === STRANGER) other.overridden = true;
}

function receive({ world, random }: Lane, consignment: ModelConsignment): Act {
  const state = random.pick<State>(["PK", "PK", "AE", "GB"]);
  const place = { GB: "GBFXT", AE: "AEJEA", PK: "PKBQM", DE: "DEHAM" }[state];
  return {
    name: "consignment:Receive",
    allowed: state === "PK" && consignment.status === "released" && holdsBefore(consignment, STATES[state]) === 0,
    run: () =>
      world.act(STATES[state], "consignment:Receive", {
        consignment: consignment.id,
        place,
        eventTime: now(),
        counts: [{ item: 1, quantity: { amount: consignment.amount.toString(), unit: "KGM" } }],
      }),
    apply: () => {
      consignment.status = "received";
    },
  };
}

function reserve({ world, model, random }: Lane): Act {
  const state = random.pick<State>(["GB", "GB", "DE", "AE"]);
  const amount = random.below(8) === 0 ? model.available + UNIT : UNIT * BigInt(1 + random.below(5));
  const document = { type: "LRN", reference: world.fresh("LRN-P") };
  const quantity = { amount: amount.toString(), unit: "KGM" };
  return {
    name: "licence:Reserve",
    allowed: state === "GB" && amount > 0n && amount <= model.available,
    run: () =>
      world.act(STATES[state], "licence:Reserve", {
        document,
        lines: [{ licence: model.licence, line: 1, item: 1, quantity }],
      }),
    apply: (done) => {
      const { reservations } = done.json as unknown as { reservations: readonly { id: string }[] };
      const id = reservations[0]?.id ?? "";
      model.reservations.set(id, { id, reserved: amount, consumed: 0n });
    },
  };
}

/** Moves a reservation: one of its own, or one that stands for a consignment, which must be refused. */
function move({ world, model, random }: Lane, consignment: ModelConsignment): Act {
  const state = random.pick<State>(["GB", "GB", "PK"]);
  const own = [...model.reservations.values()];
  const found = own.length > 0 && random.below(4) > 0 ? random.pick(own) : undefined;
  const way = random.pick(["licence:Consume", "licence:Release", "licence:Reverse"] as const);
  const line = { licence: model.licence, line: 1, reservation: found?.id ?? consignment.reservation };
  const input = way === "licence:Consume" ? { lines: [line] } : { reason: "x", lines: [line] };
  const movable = found !== undefined && (way === "licence:Reverse" ? found.consumed > 0n : found.reserved > 0n);
  return {
    name: way,
    allowed: state === "GB" && movable,
    run: () => world.act(STATES[state], way, input),
    apply: () => {
      if (found === undefined) return;
      if (way === "licence:Consume") found.consumed += found.reserved;
      if (way === "licence:Reverse") found.consumed = 0n;
      else found.reserved = 0n;
    },
  };
}
