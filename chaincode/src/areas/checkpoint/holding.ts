// SPDX-License-Identifier: Apache-2.0
import { customsOfficeOf } from "../../rules/offices";
import { requireConsignment } from "../../rules/consignment/records";
import {
  type CHECKPOINT_HOLD,
  type CHECKPOINT_LIST_HOLDS,
  type CHECKPOINT_RELEASE,
  countryOf,
  derivedReference,
  type Hold,
  HOLD_TRANSITIONS,
  HoldEnd,
  innerReference,
  LicetError,
  OPEN_HOLDS_MAX,
  type Overrides,
  ownerOfReference,
  registerOf,
  type Statement,
  transition,
  isOnRoute,
  type Override,
} from "@licet/domain";
import { requireState } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { readRecord, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import {
  hasLapsed,
  HOLD_RECORDS,
  OVERRIDE_RECORDS,
  overridesOn,
  statedHolds,
  type StatedHold,
} from "../../rules/checkpoint/holds";
import { pageOfStates } from "./lists";
import { changeStatement, readLegible } from "../../rules/checkpoint/statements";

/** `checkpoint:Hold`: customs of any state stops a consignment; its own organisation endorses that. */
export const hold: Handler<typeof CHECKPOINT_HOLD> = async (tx, { consignment, reason, office, until, contact }) => {
  requireState(tx);
  await requireConsignment(tx, consignment);
  requireLater(tx, until);
  const given = { ...(until === undefined ? {} : { until }), ...(contact === undefined ? {} : { contact }) };
  const placed = await placeHold(tx, { consignment, reason, ...customsOfficeOf(tx, office), ...given });
  tx.announce({ consignment, hold: placed.id, reason });
  return placed;
};

/**
 * Holds a consignment in the caller's state's name.
 * @throws {LicetError} LIMIT_EXCEEDED.
 */
export async function placeHold(
  tx: Transaction,
  given: Pick<Hold, "consignment" | "reason" | "office" | "until" | "contact" | "inspection">,
): Promise<Hold> {
  const placed: Hold = {
    id: derivedReference(requireState(tx), "HD", tx.id),
    status: "open",
    placedBy: tx.caller.officer,
    placedAt: tx.time,
    ...given,
  };
  await createRecord(tx, HOLD_RECORDS, innerReference(placed.consignment, placed.id), placed);
  await changeStatement(tx, placed.consignment, (statement) => withHold(tx, statement, placed));
  return placed;
}

/**
 * `checkpoint:Release`: the state that placed the hold releases it, or ends it with the goods; the one that registered the consignment
 * overrides it, and where the state that placed it is not on the route, whatever else that state says to stop these goods.
 */
export const release: Handler<typeof CHECKPOINT_RELEASE> = async (tx, input) => {
  const allowed = [ownerOfReference(input.hold), ownerOfReference(input.consignment)];
  const stated = await statedHolds(tx, input.consignment);
  const found = stated.find(({ hold: { id } }) => id === input.hold);
  const recorded = await readLegible(tx, HOLD_RECORDS, innerReference(input.consignment, input.hold));
  const held = requireOpen(input.hold, found, recorded);
  if (!allowed.includes(tx.caller.mspId)) {
    throw new LicetError("HOLD_NOT_YOURS", `Hold ${held.id} is released by ${allowed.join(" or ")}.`, { allowed });
  }
  const end = HoldEnd.safeParse(input.reason).data;
  const action = end === undefined ? "release" : "end";
  const move = { subject: held.id, from: held.status, action, role: tx.caller.role } as const;
  const { to: status } = transition(HOLD_TRANSITIONS, move, { reason: input.reason });
  const [at, by] = [tx.time, tx.caller.officer];
  const { until: _lapsesNoMore, ...forGood } = held;
  const after: Hold =
    end === undefined
      ? { ...held, status, released: { at, by, mspId: tx.caller.mspId, reason: input.reason } }
      : { ...forGood, status, ended: { as: end, at, by } };
  if (tx.caller.mspId === ownerOfReference(held.id)) await changeOwn(tx, after);
  else await override(tx, held, { at, by, reason: input.reason }, stated);
  tx.announce({ consignment: held.consignment, hold: held.id, reason: input.reason });
  return after;
};

/** `checkpoint:ListHolds`: each as it stands, by its state's statement, the registering state's and the date. */
export const listHolds: Handler<typeof CHECKPOINT_LIST_HOLDS> = async (tx, input) => {
  const page = await pageOfStates(tx, HOLD_RECORDS, input.consignment, input);
  const stated = new Map((await statedHolds(tx, input.consignment)).map((each) => [each.hold.id, each]));
  return { ...page, items: page.items.flatMap((item) => asItStands(tx, item, stated.get(item.id))) };
};

/** A hold as it stands; none where its state says in a record of its own that it holds, and not in its statement, which counts. */
function asItStands(tx: Transaction, held: Hold, stated: StatedHold | undefined): Hold[] {
  if (held.status === "released") return [held];
  if (hasLapsed(tx, held)) return [{ ...held, status: "lapsed" }];
  if (stated === undefined) return [];
  if (stated.override === undefined) return [held];
  const { at, by, reason } = stated.override;
  return [{ ...held, status: "released", released: { at, by, reason, mspId: ownerOfReference(held.consignment) } }];
}

function requireLater(tx: Transaction, until: string | undefined): void {
  if (until === undefined || Date.parse(until) > Date.parse(tx.time)) return;
  throw new LicetError("HOLD_LAPSES_AT_ONCE", `The hold would lapse at ${until}, and it is ${tx.time}.`, {
    until,
    recordTime: tx.time,
  });
}

/** A state's statement with one hold more, and without those that have lapsed. */
function withHold(tx: Transaction, statement: Statement, { consignment, status: _status, ...placed }: Hold): Statement {
  const standing = statement.openHolds.filter((held) => !hasLapsed(tx, held));
  if (standing.length === OPEN_HOLDS_MAX) {
    throw new LicetError("LIMIT_EXCEEDED", `Your state holds ${consignment} already, for each reason that counts.`, {
      max: OPEN_HOLDS_MAX,
      holds: standing.map(({ id }) => id),
    });
  }
  return { ...statement, openHolds: [...standing, placed] };
}

/**
 * The hold, where it stops the consignment now.
 * @throws {LicetError} NOT_FOUND, HOLD_NOT_OPEN.
 */
function requireOpen(id: string, stated: StatedHold | undefined, recorded: Hold | undefined): Hold {
  const ended = stated === undefined ? recorded?.released : stated.override;
  if (stated !== undefined && ended === undefined) return stated.hold;
  if (stated === undefined && recorded === undefined) {
    throw new LicetError("NOT_FOUND", `Hold ${id} is not on the ledger.`, { kind: "hold", id });
  }
  throw new LicetError("HOLD_NOT_OPEN", `Hold ${id} does not stop the consignment any more.`, {
    hold: id,
    releasedAt: ended?.at ?? null,
  });
}

/** The state's own hold is released, or stands for good with what became of the goods. */
async function changeOwn(tx: Transaction, after: Hold): Promise<void> {
  const { consignment, status, released: _released, ...facts } = after;
  await updateRecord(tx, HOLD_RECORDS, innerReference(consignment, after.id), after);
  await changeStatement(tx, consignment, (statement) => ({
    ...statement,
    openHolds: statement.openHolds.flatMap((each) => {
      if (each.id !== after.id) return [each];
      return status === "ended" ? [facts] : [];
    }),
  }));
}

/**
 * Enters an override into the registering state's own record, and drops those of holds that stand no more.
 * @throws {LicetError} HOLD_END_NOT_YOURS.
 */
async function override(tx: Transaction, held: Hold, ended: Override, stated: readonly StatedHold[]): Promise<void> {
  const { id, consignment } = held;
  const before = await overridesOn(tx, consignment);
  const register = registerOf(id);
  const standing = before.holds.filter(({ hold: each }) => stated.some(({ hold: { id: open } }) => open === each));
  const routeStates = (await requireConsignment(tx, consignment)).route.map(countryOf);
  const isPassed = isOnRoute(tx.members, { consignment, routeStates }, register);
  requireNoWordOnGoods(held, ended, isPassed);
  const after: Overrides = isPassed
    ? { ...before, holds: [...standing, { hold: id, ...ended }] }
    : { ...before, holds: standing, states: [...before.states, { register, ...ended }] };
  const isNew = (await readRecord(tx, OVERRIDE_RECORDS, consignment)) === undefined;
  await (isNew ? createRecord : updateRecord)(tx, OVERRIDE_RECORDS, consignment, after);
}

/** What became of goods on another's ground, the registering state does not say; a state off the route it may silence, whatever that says. */
function requireNoWordOnGoods(held: Hold, { reason }: Override, isPassed: boolean): void {
  const isEnd = HoldEnd.safeParse(reason).success;
  if (!isEnd && (held.ended === undefined || !isPassed)) return;
  const owner = ownerOfReference(held.id);
  throw new LicetError("HOLD_END_NOT_YOURS", `What became of the goods that ${held.id} holds, ${owner} says.`, {
    hold: held.id,
    owner,
    reason,
  });
}
