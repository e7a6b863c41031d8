// SPDX-License-Identifier: Apache-2.0
import { customsOfficeOf } from "../../rules/offices";
import { requireConsignment } from "../../rules/consignment/records";
import { findHead } from "../../rules/custody/head";
import {
  type CHECKPOINT_INSPECT,
  type CHECKPOINT_LIST_INSPECTIONS,
  commitmentOf,
  countryOf,
  derivedReference,
  innerReference,
  type Inspection,
  InspectionFindings,
  type LastInspection,
  LicetError,
  registerOf,
  isOnRoute,
} from "@licet/domain";
import { requireOwnPlace, requireState } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { requiredPart, writePart } from "../../fabric/parts";
import { requireNotInFuture } from "../../rules/time";
import type { Transaction } from "../../fabric/transaction";
import { INSPECTION_RECORDS, type SealedHead, sealStateFound } from "../../rules/checkpoint/inspections";
import { comparedWith, requireNoContradiction } from "./contradictions";
import { placeHold } from "./holding";
import { openHolds, overridesOn } from "../../rules/checkpoint/holds";
import { pageOfStates } from "./lists";
import { changeStatement } from "../../rules/checkpoint/statements";

/**
 * `checkpoint:Inspect`: what a state's customs found at a place of its own, with counts and seal numbers in its collection. Seals that it
 * found broken stand in the state's statement.
 */
export const inspect: Handler<typeof CHECKPOINT_INSPECT> = async (tx, input) => {
  const { consignment, office, ...stated } = input;
  const state = requireState(tx);
  requireOwnPlace(tx, input.place);
  const inspected = await requireConsignment(tx, consignment);
  requireNotInFuture(tx, input.eventTime);
  const part = requiredPart(tx, "findings");
  const head = await chainAsItLies(tx, consignment, inspected.route.map(countryOf));
  const sealState = await sealStateFound(tx, head);
  const findings = InspectionFindings.parse(part.content);
  requireNoContradiction(
    input,
    await comparedWith(tx, head, { consignment: inspected, recorded: sealState, findings }),
  );
  const inspection: Inspection = {
    id: derivedReference(state, "IN", tx.id),
    consignment,
    ...stated,
    ...customsOfficeOf(tx, office),
    custodySequence: head.count,
    commitments: { findings: commitmentOf(part) },
    certifiedBy: tx.caller.officer,
    recordTime: tx.time,
  };
  const reference = innerReference(consignment, inspection.id);
  await createRecord(tx, INSPECTION_RECORDS, reference, inspection);
  await writePart(tx, tx.caller.mspId, { kind: "inspection", id: reference, part: "findings" }, part);
  await stateFindings(tx, head, inspection, sealState);
  tx.announce({ consignment, inspection: inspection.id, result: input.result });
  return inspection;
};

/**
 * What the state says of the goods from now on, in one record: its last inspection, seals that it found broken, and a hold where the
 * finding has to be resolved before the goods go on.
 */
async function stateFindings(
  tx: Transaction,
  head: SealedHead,
  inspection: Inspection,
  before: Inspection["sealState"] | SealedHead["sealState"],
): Promise<void> {
  const { consignment } = inspection;
  const inspected = summaryOf(inspection);
  await changeStatement(tx, consignment, (statement) => ({ ...statement, inspected }));
  if (inspection.sealState === "broken" || !inspection.sealsConform) await stateBroken(tx, head, inspection);
  else if (before !== "broken") await changeStatement(tx, consignment, ({ seals: _healed, ...statement }) => statement);
  if (inspection.result === "B1" || !inspection.countsAgree) await holdFor(tx, inspection, "inspection");
}

/**
 * Holds the goods for a finding, unless a hold for an earlier finding of this state still stops them: whoever ends that one has seen the
 * rest. A hold that was placed by hand may be taken back, or lapse, for reasons of its own, and one that the registering state has
 * overridden stops nobody else. Where the state has no room for another, it releases one first: no finding goes without a hold.
 * @throws {LicetError} LIMIT_EXCEEDED.
 */
async function holdFor(
  tx: Transaction,
  { id, consignment, office }: Inspection,
  reason: "inspection" | "seals",
): Promise<void> {
  const { register } = tx.members.require(tx.caller.mspId);
  const overridden = (await overridesOn(tx, consignment)).holds.map(({ hold }) => hold);
  const own = (await openHolds(tx, consignment)).filter((each) => registerOf(each.id) === register);
  if (own.some(({ id: hold, inspection }) => inspection !== undefined && !overridden.includes(hold))) return;
  await placeHold(tx, { consignment, reason, inspection: id, ...(office === undefined ? {} : { office }) });
}

function summaryOf(inspection: Inspection): LastInspection {
  const { id, result, place, recordTime, sealState, sealsConform, countsAgree, custodySequence } = inspection;
  return {
    inspection: id,
    result,
    place,
    at: recordTime,
    sealState,
    sealsConform,
    countsAgree,
    sequence: custodySequence,
  };
}

/** Says of the seals that they are broken. A state off the route has no say on them, so that it holds the goods. */
async function stateBroken(tx: Transaction, head: SealedHead, inspection: Inspection): Promise<void> {
  const { register } = tx.members.require(tx.caller.mspId);
  if (isOnRoute(tx.members, head, register)) {
    const last = head.trail[0];
    const seals = { found: "broken", ...(last && { sequence: last.sequence, txId: last.txId }) } as const;
    return changeStatement(tx, inspection.consignment, (statement) => ({ ...statement, seals }));
  }
  await holdFor(tx, inspection, "seals");
}

/** What customs sees, it records, whatever those who keep the custody chain have done to it. */
async function chainAsItLies(tx: Transaction, consignment: string, routeStates: string[]): Promise<SealedHead> {
  try {
    return await findHead(tx, consignment);
  } catch (error) {
    if (error instanceof LicetError)
      return { consignment, routeStates, count: 0, trail: [], sealState: "unknown", resealedSequence: 0 };
    throw error;
  }
}

/** `checkpoint:ListInspections`: each state's own, at places of its own. */
export const listInspections: Handler<typeof CHECKPOINT_LIST_INSPECTIONS> = (tx, input) =>
  pageOfStates(tx, INSPECTION_RECORDS, input.consignment, input);
