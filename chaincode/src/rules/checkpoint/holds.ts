// SPDX-License-Identifier: Apache-2.0
import { readConsignment } from "../consignment/records";
import {
  countedOverrides,
  endedSentence,
  type Hold,
  LicetError,
  listOfInner,
  type Override,
  overrideOf,
  type Overrides,
} from "@licet/domain";
import { recordKind } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { readAuthentic, statementsOn } from "./statements";

/** Holds as they were placed and released, listed by consignment and state. What stops goods is the state's statement. */
export const HOLD_RECORDS = recordKind("hold", {
  listedIn: listOfInner,
});

/** What the state that registered a consignment overrides: read from that state, and from no other. */
export const OVERRIDE_RECORDS = recordKind("checkpoint-override");

/** A hold that a statement names, and the entry by which the registering state overrides it. */
export interface StatedHold {
  readonly hold: Hold;
  readonly override: Override | undefined;
}

/**
 * Holds that stand by date, overridden ones included, and those that ended with the goods. A state's own hold stands before its own officers
 * until it releases it itself: the registering state does not decide what is done with goods on another's ground. Nor does it know better
 * than a state on the route what became of goods there, whatever it has overridden before.
 */
export async function statedHolds(tx: Transaction, consignment: string): Promise<readonly StatedHold[]> {
  const statements = await statementsOn(tx, consignment);
  const overrides = await overridesOn(tx, consignment);
  return statements.flatMap(({ register, openHolds: held }) => {
    const isOwnHold = tx.members.ofRegister(register) === tx.caller.mspId;
    return held
      .filter((each) => !hasLapsed(tx, each))
      .map((each) => ({
        hold: { ...each, consignment, status: each.ended === undefined ? ("open" as const) : ("ended" as const) },
        override: isOwnHold ? undefined : overrideOf(each, register, overrides),
      }));
  });
}

/**
 * What the registering state overrides; nothing where it is no authority or has made its record unreadable. States on the route it does
 * not silence, whatever it writes.
 */
export async function overridesOn(tx: Transaction, consignment: string): Promise<Overrides> {
  const overrides = await readAuthentic(tx, OVERRIDE_RECORDS, consignment);
  if (overrides === undefined) return { consignment, holds: [], states: [] };
  return countedOverrides(overrides, (await readConsignment(tx, consignment))?.route ?? [], tx.members);
}

/** Holds that stop a consignment: placed by a state's authority, neither released nor overridden, and not lapsed by date. */
export async function openHolds(tx: Transaction, consignment: string): Promise<readonly Hold[]> {
  const stated = await statedHolds(tx, consignment);
  return stated.filter(({ override }) => override === undefined).map(({ hold }) => hold);
}

/** Whether a hold has come to its date. */
export function hasLapsed(tx: Transaction, { until }: Pick<Hold, "until">): boolean {
  return until !== undefined && Date.parse(until) <= Date.parse(tx.time);
}

/** @throws {LicetError} CONSIGNMENT_ON_HOLD, CONSIGNMENT_ENDED. */
export async function requireNoHold(tx: Transaction, consignment: string): Promise<void> {
  requireNone(consignment, await openHolds(tx, consignment));
}

/**
 * As `requireNoHold`, of holds that were read before.
 * @throws {LicetError} CONSIGNMENT_ON_HOLD, CONSIGNMENT_ENDED.
 */
export function requireNone(consignment: string, holds: readonly Hold[]): void {
  const end = holds.find(({ ended }) => ended !== undefined);
  if (end?.ended !== undefined) {
    const { as, at } = end.ended;
    throw new LicetError("CONSIGNMENT_ENDED", endedSentence(end), { consignment, hold: end.id, as, at });
  }
  if (holds.length === 0) return;
  const names = holds.map(({ id }) => id);
  throw new LicetError("CONSIGNMENT_ON_HOLD", `Consignment ${consignment} is on hold: ${names.join(", ")}.`, {
    consignment,
    holds: holds.map(({ id, office, reason, placedAt, until }) => ({
      id,
      office: office ?? null,
      reason,
      placedAt,
      until: until ?? null,
    })),
  });
}
