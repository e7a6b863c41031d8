// SPDX-License-Identifier: Apache-2.0
import {
  type Consignment,
  CONSIGNMENT_RELEASE_EVIDENCE,
  CONSIGNMENT_RELEASE_FOR_EXPORT,
  evidenceName,
  judge,
  leadsTo,
  LicetError,
  ownerOfReference,
  type PartRef,
  type PartType,
  type SaltedPart,
  type Situation,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { requiredEvidence, requireOwnPeer } from "../../fabric/parts";
import type { Transaction } from "../../fabric/transaction";
import { requireMemberOf } from "../../rules/authority";
import { requireConsignment } from "../../rules/consignment/records";
import { asEvidence, Contents } from "../../rules/verdict/contents";
import { gather } from "../../rules/verdict/gather";
import { licenceEvidenceOf } from "./compare";

const FURTHER: readonly PartType[] = CONSIGNMENT_RELEASE_FOR_EXPORT.furtherEvidence?.parts ?? [];

/** `consignment:ReleaseEvidence`: the verdicts are gathered as they are for an officer, and what was read for them is named. */
export const releaseEvidence: Handler<typeof CONSIGNMENT_RELEASE_EVIDENCE> = async (tx, input) => {
  requireMemberOf(tx, ownerOfReference(input.consignment), input.consignment);
  requireOwnPeer(tx);
  const contents = new Contents(tx);
  await gather(tx, { consignment: await requireConsignment(tx, input.consignment) }, {}, contents);
  const parts = contents.read.filter(isFurther);
  const byName = new Map(parts.map((ref) => [evidenceName(ref), ref]));
  return CONSIGNMENT_RELEASE_EVIDENCE.output.parse({ parts: [...byName.values()] });
};

/**
 * What the verdicts at release rest on: goods and licences as they are now, and what the caller's organisation holds of the registers'
 * entries and the certificates, all of which the caller hands over.
 * @throws {LicetError} LICENCE_CONTENT_MISSING; INVALID_CONFIDENTIAL_INPUT where evidence is missing, or there is more than is needed.
 */
export async function situationAtRelease(tx: Transaction, consignment: Consignment): Promise<Situation> {
  const goods = asEvidence({ kind: "consignment", id: consignment.id, part: "goods" }, requiredEvidence(tx, "goods"));
  const numbers = [...new Set(consignment.allocations.map(({ licence }) => licence))];
  const licences = numbers.map((id) => asEvidence({ kind: "licence", id, part: "content" }, licenceEvidenceOf(tx, id)));
  const further = furtherGiven(tx);
  const evidence = new Map([goods, ...licences, ...further]);
  const contents = new Contents(tx, { evidence, needed: FURTHER });
  const situation = await gather(tx, { consignment }, {}, contents);
  requireAllRead(further, contents);
  return situation;
}

/**
 * What stops goods at a checkpoint, customs does not release: the same table is asked.
 * @throws {LicetError} VERDICT_STOPS.
 */
export function requirePassable(situation: Situation): void {
  const { disposition, verdicts } = judge(situation);
  if (disposition !== "stop") return;
  const stopping = verdicts.filter(({ code }) => leadsTo(code) === "stop");
  const sentence = stopping.map((verdict) => verdict.sentence).join(" ");
  throw new LicetError("VERDICT_STOPS", sentence, {
    verdicts: stopping.map(({ check, code, action }) => ({ check, code, action })),
  });
}

/** Evidence of the kinds that follow from records, by name: what the input itself names is called otherwise. */
function furtherGiven(tx: Transaction): readonly (readonly [string, SaltedPart])[] {
  return Object.entries(tx.evidence).filter(([name]) => FURTHER.some((type) => isNameOf(type, name)));
}

function isNameOf(type: PartType, name: string): boolean {
  const [kind = "", part = ""] = type.split(".");
  return name.startsWith(`${kind}/`) && name.endsWith(`/${part}`);
}

/** What nothing here asks for is refused: every endorser would see it. */
function requireAllRead(given: readonly (readonly [string, SaltedPart])[], { read }: Contents): void {
  const asked = read.map(evidenceName);
  const strange = given.map(([name]) => name).filter((name) => !asked.includes(name));
  if (strange.length === 0) return;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", "Evidence was handed over that the release does not rest on.", {
    evidence: strange,
  });
}

function isFurther({ kind, part }: PartRef): boolean {
  return FURTHER.includes(`${kind}.${part}`);
}
