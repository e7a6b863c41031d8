// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
import { ownerOfReference } from "../shared/ownership";
import { countryOf } from "../shared/places";
import type { MspId } from "../shared/primitives";
import { transition } from "../shared/transitions";
import { placesOf, reachedAt } from "./progress";
import { eventId, eventPlaceOf } from "./references";
import {
  observedSeals,
  requireNamedParty,
  requireNextTransfer,
  requireNonePending,
  requireNotBefore,
  requirePending,
  requireStandingOffer,
  requireTransferNumber,
  stateAt,
} from "./rules";
import {
  type Authentication,
  type ChainTerms,
  type CustodyEvent,
  type CustodyHead,
  CustodyState,
  type EventPlace,
  OPEN_MATTERS_EACH_MAX,
  OPEN_MATTERS_MAX,
  type OpenMatter,
} from "./schemas";
import { SEAL_TRANSITIONS } from "./transitions";

/** How long after it happened an event counts as recorded late, in minutes: a day. */
export const LATE_AFTER_MINUTES = 1_440;

const MILLISECONDS_A_MINUTE = 60_000;

type Without<E, N extends string> = E extends unknown ? Omit<E, N> : never;

/** An event before it is linked into the chain: what happened, without what is so after it. */
export type CustodyAct = Without<CustodyEvent, "after" | "possessingParty" | "previous" | "jump">;

type ActOf<T extends CustodyAct["type"]> = Extract<CustodyAct, { type: T }>;

/** How late an event was recorded. */
export function lagOf(eventTime: string, recordTime: string): { lagMinutes: number; late: boolean } {
  const lag = Math.floor((Date.parse(recordTime) - Date.parse(eventTime)) / MILLISECONDS_A_MINUTE);
  const lagMinutes = Math.max(0, lag);
  return { lagMinutes, late: lagMinutes > LATE_AFTER_MINUTES };
}

/**
 * Organisations that keep the head once another one has the goods: the registering one, and the last other one that has or had them.
 * Neither can change it alone.
 */
export function keepersAfter(owner: MspId, before: readonly MspId[], custodianMsp: MspId): MspId[] {
  return custodianMsp === owner ? [...before] : [owner, custodianMsp].sort();
}

/** The part of a head that each event states anew. */
export function stateOf(head: CustodyHead): CustodyState {
  const names = Object.keys(CustodyState.shape) as (keyof CustodyState)[];
  return Object.fromEntries(names.map((name) => [name, head[name]])) as CustodyState;
}

/** State of a chain that begins with an event. */
export function firstState(
  event: Pick<CustodyAct, "consignment" | "sequence" | "txId" | "eventTime"> & Partial<Pick<ChainTerms, "route">>,
  start: Pick<CustodyState, "custodian" | "sealState">,
): CustodyState {
  const owner = ownerOfReference(event.consignment);
  const custodianMsp = ownerOfReference(start.custodian);
  const place = placeOf(event);
  return {
    custodian: start.custodian,
    custodianMsp,
    keepers: keepersAfter(owner, [owner], custodianMsp),
    transfers: 0,
    custodySince: event.eventTime,
    custodyEvent: place,
    receivedEvent: place,
    sealState: start.sealState,
    resealedSequence: 0,
    reached: departureOf(event.route),
    openMatters: [],
  };
}

function departureOf([place]: readonly string[] = []): CustodyState["reached"] {
  return place === undefined ? undefined : { place, position: 0 };
}

/**
 * What is so after an event, from what was so before it. Writing an event and auditing it call the same function: whatever it refuses
 * cannot be on an honest chain.
 * @param route where the goods are to go, as it was settled when the chain began.
 * @throws {LicetError} NOT_CUSTODIAN, SAME_PARTY, TRANSFER_NUMBER_WRONG, CUSTODY_TIME_BEFORE_LAST, CUSTODY_PROPOSAL_PENDING,
 * NO_CUSTODY_PROPOSAL, NOT_NAMED_PARTY, CUSTODY_OFFER_LAPSED, SEAL_STATE_CONFLICT, TRANSITION_NOT_ALLOWED, ROLE_NOT_ALLOWED,
 * EVENT_NOT_ON_CHAIN, LIMIT_EXCEEDED, CUSTODY_CHAIN_BROKEN.
 */
export function stateAfter(
  before: CustodyState,
  event: CustodyAct,
  route: Pick<ChainTerms, "route" | "routeStates">,
): CustodyState {
  const state = stateAt(before, event.recordTime);
  return {
    ...state,
    ...(event.type === "proposal-cancelled" ? cancelled(before, state, event) : changesOf(state, event)),
    ...progressOf(state, event, placesOf(route)),
  };
}

/**
 * The goods are where they are handed over, also where they have come back; what customs did further on shows that they were there. A
 * custodian alone does not say how far they are.
 */
function progressOf({ reached }: CustodyState, event: CustodyAct, route: readonly string[]): Partial<CustodyState> {
  const isHandover = event.type === "custody-transferred";
  const place = isHandover ? event.terms.place : placeOfCustoms(event);
  if (reached === undefined || place === undefined) return {};
  const next = reachedAt(route, reached.position, place);
  return next !== undefined && (isHandover || next.position > reached.position) ? { reached: next } : {};
}

function placeOfCustoms(event: CustodyAct): string | undefined {
  const isAct = event.type === "resealed" || event.type === "incident-reported";
  return isAct && isCustoms(event.by) ? event.place : undefined;
}

/** An offer that has lapsed may be cancelled too: that writes the head, so that no acceptance of it that was held back counts. */
function cancelled(
  before: CustodyState,
  state: CustodyState,
  event: ActOf<"proposal-cancelled">,
): Partial<CustodyState> {
  requirePending(before, event.consignment);
  requireNotBefore(state, event.eventTime);
  return state.pending === undefined ? {} : { transfers: state.transfers + 1, pending: undefined };
}

function changesOf(
  state: CustodyState,
  event: Exclude<CustodyAct, { type: "proposal-cancelled" }>,
): Partial<CustodyState> {
  switch (event.type) {
    case "registered":
      throw new LicetError("CUSTODY_CHAIN_BROKEN", `The chain of ${event.consignment} begins a second time.`, {});
    case "release-proposed":
      return proposed(state, event);
    case "custody-transferred":
      return transferred(state, event);
    case "proposal-refused":
      return refused(state, event);
    case "resealed":
      return resealed(state, event);
    case "incident-reported":
      return incident(state, event);
    case "matter-closed":
      return closed(state, event);
    case "error-declared":
      return {};
  }
}

function proposed(state: CustodyState, event: ActOf<"release-proposed">): Partial<CustodyState> {
  const { terms, consignment } = event;
  requireNextTransfer(state, terms);
  requireNonePending(state, consignment);
  requireStandingOffer(terms, event.recordTime);
  return {
    sealState: observedSeals(consignment, state.sealState, terms.sealState),
    pending: {
      ...placeOf(event),
      receivedBy: terms.receivedBy,
      receiverMsp: ownerOfReference(terms.receivedBy),
      offerUntil: terms.offerUntil,
    },
  };
}

function transferred(state: CustodyState, event: ActOf<"custody-transferred">): Partial<CustodyState> {
  const { terms, accepted, consignment } = event;
  requireNextTransfer(state, terms);
  requireStandingOffer(terms, event.recordTime);
  if (state.pending !== undefined) requireNamedParty(state.pending, terms.receivedBy);
  requireNotBefore({ custodySince: terms.eventTime }, accepted.acceptedAt);
  const released = observedSeals(consignment, state.sealState, terms.sealState);
  const custodianMsp = ownerOfReference(terms.receivedBy);
  const place = placeOf(event);
  return {
    custodian: terms.receivedBy,
    custodianMsp,
    ...(custodianMsp === state.custodianMsp ? {} : passedOn(state, place)),
    keepers: keepersAfter(ownerOfReference(consignment), state.keepers, custodianMsp),
    transfers: terms.transfer,
    custodySince: accepted.acceptedAt,
    custodyEvent: place,
    sealState: observedSeals(consignment, released, accepted.sealState),
    openMatters: accepted.countsAgree
      ? state.openMatters
      : withMatter(state, { ...place, kind: "difference", openedBy: custodianMsp, state: countryOf(terms.place) }),
    pending: undefined,
  };
}

/** The goods have come to another organisation, which names the one before it. */
function passedOn({ custodianMsp, receivedEvent }: CustodyState, place: EventPlace): Partial<CustodyState> {
  return { receivedEvent: place, previousHolder: { organisation: custodianMsp, receivedEvent } };
}

function refused(state: CustodyState, event: ActOf<"proposal-refused">): Partial<CustodyState> {
  requireNamedParty(requirePending(state, event.consignment), event.refusedBy);
  requireTransferNumber(state, event.consignment, event.transfer);
  requireNotBefore(state, event.eventTime);
  return { transfers: event.transfer, pending: undefined };
}

function resealed(state: CustodyState, event: ActOf<"resealed">): Partial<CustodyState> {
  requireNotBefore(state, event.eventTime);
  const subject = `Consignment ${event.consignment}'s seal`;
  const role = isCustoms(event.by) ? "customs-officer" : "carrier";
  const { to } = transition(SEAL_TRANSITIONS, { subject, from: state.sealState, action: "reseal", role });
  return { sealState: to, resealedSequence: event.sequence };
}

function incident(state: CustodyState, event: ActOf<"incident-reported">): Partial<CustodyState> {
  const breaks = event.code === "2";
  const openedBy = event.by.by === "identity" ? event.by.organisation : state.custodianMsp;
  return {
    sealState: breaks ? observedSeals(event.consignment, state.sealState, "broken") : state.sealState,
    openMatters: withMatter(state, {
      ...placeOf(event),
      kind: "incident",
      openedBy,
      state: event.place && countryOf(event.place),
    }),
  };
}

function closed(state: CustodyState, event: ActOf<"matter-closed">): Partial<CustodyState> {
  const { matter, others } = openMatterOf(state, event.closes);
  if (matter !== undefined) return { openMatters: others };
  throw new LicetError("EVENT_NOT_ON_CHAIN", `Event ${event.closes} is no open matter of ${event.consignment}.`, {
    event: event.closes,
    open: state.openMatters.map((open) => eventId(event.consignment, open)),
  });
}

/** The open matter that an event's reference names, and the others. */
export function openMatterOf(
  state: Pick<CustodyState, "openMatters">,
  id: string,
): { readonly matter: OpenMatter | undefined; readonly others: OpenMatter[] } {
  const { sequence, txId } = eventPlaceOf(id);
  const isNamed = (open: OpenMatter): boolean => open.sequence === sequence && open.txId === txId;
  return {
    matter: state.openMatters.find(isNamed),
    others: state.openMatters.filter((open) => !isNamed(open)),
  };
}

function withMatter({ openMatters }: CustodyState, matter: OpenMatter): OpenMatter[] {
  const own = openMatters.filter(({ openedBy }) => openedBy === matter.openedBy);
  if (openMatters.length < OPEN_MATTERS_MAX && own.length < OPEN_MATTERS_EACH_MAX) return [...openMatters, matter];
  throw new LicetError("LIMIT_EXCEEDED", `${openMatters.length.toString()} matters are open; close some first.`, {
    max: OPEN_MATTERS_MAX,
    maxEach: OPEN_MATTERS_EACH_MAX,
  });
}

/** Whether somebody acted as customs. */
export function isCustoms(by: Authentication): by is Extract<Authentication, { by: "identity" }> & { state: string } {
  return by.by === "identity" && by.state !== undefined;
}

function placeOf({ sequence, txId }: EventPlace): EventPlace {
  return { sequence, txId };
}
