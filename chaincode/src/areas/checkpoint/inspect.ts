// SPDX-License-Identifier: Apache-2.0
import { customsOfficeOf } from "../../rules/offices";
import { requireConsignment } from "../../rules/consignment/records";
import { findHead } from "../../rules/custody/head";
import {
  type CHECKPOINT_INSPECT,
  type CHECKPOINT_LIST_INSPECTIONS,
  commitmentOf,
  ConsignmentTransport,
  countryOf,
  derivedReference,
  type Inspection,
  InspectionFindings,
  LicetError,
  ownerOfReference,
  registerOf,
  type LastInspection,
  sealMismatch,
  sealNumbersOf,
  sealStateAfter,
} from "@licet/domain";
import { requireOwnPlace, requireState } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { requiredPart, writePart } from "../../fabric/parts";
import { requireNotInFuture } from "../../rules/time";
import type { Transaction } from "../../fabric/transaction";
import { INSPECTION_RECORDS, type SealedHead, sealStateFound } from "../../rules/checkpoint/inspections";
import { placeHold } from "./holding";
import { openHolds, overridesOn } from "../../rules/checkpoint/holds";
import { pageOfStates } from "./lists";
import { Contents } from "../../rules/verdict/contents";
import { presentSeals } from "../../rules/verdict/seals";
import { changeStatement, innerReference, isOnRoute, isOwn } from "../../rules/checkpoint/statements";

const SATISFACTORY: readonly string[] = ["A1", "A2"];

/**
 * `checkpoint:Inspect`: what a state's customs found at a place of its own, with counts and seal numbers in its collection. Seals that it
 * found broken stand in the state's statement.
 */
export const inspect: Handler<typeof CHECKPOINT_INSPECT> = async (tx, input) => {
  const { consignment, office, ...stated } = input;
  const state = requireState(tx);
  requireOwnPlace(tx, input.place);
  const { route } = await requireConsignment(tx, consignment);
  requireNotInFuture(tx, input.eventTime);
  const part = requiredPart(tx, "findings");
  const head = await chainAsItLies(tx, consignment, route.map(countryOf));
  const sealState = await sealStateFound(tx, head);
  const findings = InspectionFindings.parse(part.content);
  requireConform(input, sealState, await strangeSeals(tx, head, findings));
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
  if (isOnRoute(tx, head, register)) {
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

/**
 * Seals that are broken, or not the ones stated, force a result that is not satisfactory (NCTS rule G0017).
 * @throws {LicetError} SEAL_NOT_CONFORM, CONSIGNMENT_MISMATCH where the counts differ and the result says otherwise.
 */
function requireConform(
  input: Parameters<typeof inspect>[1],
  recorded: Parameters<typeof sealStateAfter>[0],
  strange: number,
): void {
  if (!SATISFACTORY.includes(input.result)) return;
  const state = sealStateAfter(recorded, input.sealState);
  if (state === "broken" || state === undefined || !input.sealsConform || strange > 0) {
    throw new LicetError(
      "SEAL_NOT_CONFORM",
      `Seals that do not conform cannot be given control result ${input.result}.`,
      {
        recorded,
        observed: input.sealState,
        sealsConform: input.sealsConform,
        strangeSeals: strange,
        result: input.result,
      },
    );
  }
  if (input.countsAgree) return;
  throw new LicetError("CONSIGNMENT_MISMATCH", `Counts that differ cannot be given control result ${input.result}.`, {
    mismatches: [{ field: "counts", consignment: "as declared", covered: "differ" }],
    result: input.result,
  });
}

/** How many seals were read that are not on the goods by the record, re-sealings included, where the inspecting state holds the numbers. */
async function strangeSeals(tx: Transaction, head: SealedHead, findings: InspectionFindings): Promise<number> {
  const { transport: given } = tx.evidence;
  // Of transport data that are none, whoever committed to them, no seal is known.
  const transport = given && (ConsignmentTransport.safeParse(given.content).data ?? { seals: [] });
  const { numbers, mayRemain } = await presentSeals(tx, head, { transport, contents: new Contents(tx) });
  if (numbers === undefined) return 0;
  return sealMismatch(sealNumbersOf(findings.seals), numbers, mayRemain).strange.length;
}

/** `checkpoint:ListInspections`: each state's own, at places of its own. */
export const listInspections: Handler<typeof CHECKPOINT_LIST_INSPECTIONS> = async (tx, input) => {
  const { items, bookmark } = await pageOfStates(tx, INSPECTION_RECORDS, input.consignment, input);
  return { items: items.filter((item) => isOwn(tx, ownerOfReference(item.id), item)), bookmark };
};
