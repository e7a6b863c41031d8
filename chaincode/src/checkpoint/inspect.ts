// SPDX-License-Identifier: Apache-2.0
import { CONSIGNMENT_RECORDS } from "../consignment/records";
import { requireSealedHead } from "../custody/read";
import type { CHECKPOINT_INSPECT, CHECKPOINT_LIST_INSPECTIONS } from "../domain/checkpoint/definitions";
import { type Inspection, InspectionFindings } from "../domain/checkpoint/schemas";
import { ConsignmentTransport } from "../domain/consignment/schemas";
import { sealStateAfter } from "../domain/custody/seals";
import { LicetError } from "../domain/errors/licet-error";
import { commitmentOf } from "../domain/shared/commitment";
import { derivedReference } from "../domain/shared/references";
import type { Handler } from "../ledger/handler";
import { pageOfRecords } from "../ledger/pages";
import { requiredPart, writePart } from "../ledger/parts";
import { createRecord, requireRecord } from "../ledger/records";
import { requireNotInFuture } from "../ledger/time";
import type { Transaction } from "../ledger/transaction";
import { officeOf, requireJurisdiction } from "./holding";
import { INSPECTION_RECORDS, inspectionReference, sealStateFound } from "./inspections";

const SATISFACTORY: readonly string[] = ["A1", "A2"];

/** `checkpoint:Inspect`: what was found, with counts and seal numbers in the inspecting state's collection. */
export const inspect: Handler<typeof CHECKPOINT_INSPECT> = async (tx, input) => {
  await requireRecord(tx, CONSIGNMENT_RECORDS, input.consignment);
  requireNotInFuture(tx, input.eventTime);
  const part = requiredPart(tx, "findings");
  const findings = InspectionFindings.parse(part.content);
  const head = await requireSealedHead(tx, input.consignment);
  requireConform(tx, input, await sealStateFound(tx, head), findings);
  const id = derivedReference(requireJurisdiction(tx), "IN", tx.id);
  const { office, ...stated } = input;
  const inspection: Inspection = {
    id,
    ...stated,
    ...officeOf(tx, office),
    custodySequence: head.count,
    commitments: { findings: commitmentOf(part) },
    certifiedBy: tx.caller.officer,
    recordTime: tx.time,
  };
  const reference = inspectionReference(input.consignment, id);
  await createRecord(tx, INSPECTION_RECORDS, reference, inspection);
  await writePart(tx, tx.caller.mspId, { kind: "inspection", id: reference, part: "findings" }, part);
  tx.announce({ consignment: input.consignment, inspection: id, result: input.result });
  return inspection;
};

/**
 * Seals that are broken, or not the ones stated, force a result that is not satisfactory (NCTS rule G0017).
 * @throws LicetError SEAL_NOT_CONFORM, CONSIGNMENT_MISMATCH where the counts differ and the result says otherwise.
 */
function requireConform(
  tx: Transaction,
  input: Parameters<typeof inspect>[1],
  recorded: Parameters<typeof sealStateAfter>[0],
  findings: InspectionFindings,
): void {
  if (!SATISFACTORY.includes(input.result)) return;
  const state = sealStateAfter(recorded, input.sealState);
  const strange = strangeSeals(tx, findings);
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

/** How many seals were read that the consignment did not set out with, where the inspecting state holds their numbers. */
function strangeSeals(tx: Transaction, findings: InspectionFindings): number {
  const { transport } = tx.evidence;
  if (transport === undefined) return 0;
  const stated = new Set(ConsignmentTransport.parse(transport.content).seals.map(({ number }) => number.toUpperCase()));
  return findings.seals.filter(({ number }) => !stated.has(number.toUpperCase())).length;
}

/** `checkpoint:ListInspections`. */
export const listInspections: Handler<typeof CHECKPOINT_LIST_INSPECTIONS> = (tx, input) =>
  pageOfRecords(tx, INSPECTION_RECORDS, [input.consignment], input, ({ consignment, id }) =>
    inspectionReference(consignment, id),
  );
