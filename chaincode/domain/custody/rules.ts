// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { LicetError } from "../errors/licet-error";
import type { ObservedSealStateName } from "../shared/seals";
import type { CustodyState, SealState, TransferTerms } from "./schemas";
import { sealStateAfter } from "./seals";

type SealStateValue = z.infer<typeof SealState>;

/** Whether an offer has come to its date. It lapses by date alone: nobody writes it. */
export function hasLapsed({ offerUntil }: Pick<TransferTerms, "offerUntil">, time: string): boolean {
  return offerUntil !== undefined && Date.parse(offerUntil) <= Date.parse(time);
}

/**
 * State at a moment: an offer that has lapsed by then blocks nothing, and its transfer number is spent. The next event writes it so.
 */
export function stateAt<S extends CustodyState>(state: S, time: string): S {
  if (state.pending === undefined || !hasLapsed(state.pending, time)) return state;
  return { ...state, transfers: state.transfers + 1, pending: undefined };
}

/**
 * Checks that the terms of a transfer are the next possible ones: released by the custodian, to another party, with the next number,
 * not before custody last passed.
 * @throws {LicetError} NOT_CUSTODIAN, SAME_PARTY, TRANSFER_NUMBER_WRONG, CUSTODY_TIME_BEFORE_LAST.
 */
export function requireNextTransfer(state: CustodyState, terms: TransferTerms): void {
  const { consignment } = terms;
  if (terms.releasedBy !== state.custodian) {
    throw new LicetError(
      "NOT_CUSTODIAN",
      `${state.custodian} has custody of ${consignment}, not ${terms.releasedBy}.`,
      {
        consignment,
        custodian: state.custodian,
        given: terms.releasedBy,
      },
    );
  }
  if (terms.receivedBy === terms.releasedBy) {
    throw new LicetError("SAME_PARTY", `${terms.releasedBy} cannot hand over to itself.`, { party: terms.releasedBy });
  }
  requireTransferNumber(state, consignment, terms.transfer);
  requireNotBefore(state, terms.eventTime);
}

/** @throws {LicetError} TRANSFER_NUMBER_WRONG: also where a transfer that took place, was cancelled or refused is sent a second time. */
export function requireTransferNumber(state: CustodyState, consignment: string, transfer: number): void {
  const expected = state.transfers + 1;
  if (transfer === expected) return;
  throw new LicetError(
    "TRANSFER_NUMBER_WRONG",
    `The next transfer of ${consignment} is number ${expected.toString()}, not ${transfer.toString()}.`,
    { consignment, expected, given: transfer },
  );
}

/** @throws {LicetError} CUSTODY_TIME_BEFORE_LAST for an event dated before custody last passed. */
export function requireNotBefore({ custodySince }: Pick<CustodyState, "custodySince">, eventTime: string): void {
  if (Date.parse(eventTime) >= Date.parse(custodySince)) return;
  throw new LicetError("CUSTODY_TIME_BEFORE_LAST", `${eventTime} lies before ${custodySince}.`, {
    eventTime,
    custodySince,
  });
}

/** @throws {LicetError} CUSTODY_OFFER_LAPSED. */
export function requireStandingOffer(terms: TransferTerms, time: string): void {
  if (!hasLapsed(terms, time)) return;
  throw new LicetError(
    "CUSTODY_OFFER_LAPSED",
    `The offer of ${terms.consignment} held until ${terms.offerUntil ?? ""}.`,
    {
      consignment: terms.consignment,
      offerUntil: terms.offerUntil ?? null,
      time,
    },
  );
}

/**
 * The open offer.
 * @throws {LicetError} NO_CUSTODY_PROPOSAL.
 */
export function requirePending(state: CustodyState, consignment: string): NonNullable<CustodyState["pending"]> {
  if (state.pending !== undefined) return state.pending;
  throw new LicetError("NO_CUSTODY_PROPOSAL", `No proposal is open for ${consignment}.`, {
    consignment,
    custodian: state.custodian,
  });
}

/** @throws {LicetError} CUSTODY_PROPOSAL_PENDING. */
export function requireNonePending({ pending }: CustodyState, consignment: string): void {
  if (pending === undefined) return;
  throw new LicetError("CUSTODY_PROPOSAL_PENDING", `A proposal to ${pending.receivedBy} is open.`, {
    consignment,
    receivedBy: pending.receivedBy,
  });
}

/** @throws {LicetError} NOT_NAMED_PARTY where the open offer names somebody else. */
export function requireNamedParty(pending: { readonly receivedBy: string }, party: string): void {
  if (pending.receivedBy === party) return;
  throw new LicetError("NOT_NAMED_PARTY", `The proposal names ${pending.receivedBy}, not ${party}.`, {
    named: pending.receivedBy,
    given: party,
  });
}

/**
 * State of the seals after an observation.
 * @throws {LicetError} SEAL_STATE_CONFLICT.
 */
export function observedSeals(
  consignment: string,
  state: SealStateValue,
  observed: ObservedSealStateName,
): SealStateValue {
  const after = sealStateAfter(state, observed);
  if (after !== undefined) return after;
  throw new LicetError(
    "SEAL_STATE_CONFLICT",
    `The seals of ${consignment} are ${state}; they cannot be ${observed} now.`,
    { consignment, recorded: state, observed },
  );
}
