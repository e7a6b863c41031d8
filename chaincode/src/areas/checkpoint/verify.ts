// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  type CHECKPOINT_VERIFY,
  type Consignment,
  dispositionOf,
  judge,
  LicetError,
  NOT_ASKED,
  type Presented,
  type Situation,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import type { Transaction } from "../../fabric/transaction";
import { statementsOn } from "../../rules/checkpoint/statements";
import { requireConsignment } from "../../rules/consignment/records";
import { findByUcr, type UnderUcr } from "../../rules/consignment/ucr";
import { gather, type Subject } from "../../rules/verdict/gather";

/** How many consignments that claim one UCR an answer tells of; `consignment:FindByUcr` names all. */
export const MATCHES_MAX = 10;

/** How many consignments that claim one UCR are counted, so that an answer says what it leaves out. */
const CLAIMS_COUNTED_MAX = 50;

type VerifyInput = z.output<(typeof CHECKPOINT_VERIFY)["input"]>;
type Answer = z.input<(typeof CHECKPOINT_VERIFY)["output"]>;

/** `checkpoint:Verify`: separate verdicts, each with its reason; the disposition only sums them up. Each match has its own. */
export const verify: Handler<typeof CHECKPOINT_VERIFY> = async (tx, input) => {
  const [subject, ...others] = await subjectsOf(tx, input);
  if (subject === undefined) throw notFound(input);
  const first = await answered(tx, subject, input.presented);
  if (others.length === 0) return first;
  const matches = [first];
  for (const other of others) matches.push(await answered(tx, other, input.presented));
  return {
    licences: [...new Set(matches.flatMap(({ licences }) => licences))],
    ...(first.ucr === undefined ? {} : { ucr: first.ucr }),
    at: tx.time,
    verdicts: [],
    ...dispositionOf(matches.flatMap(({ verdicts }) => verdicts)),
    holds: [],
    inspections: [],
    notAsked: [...NOT_ASKED],
    matches,
  };
};

async function answered(tx: Transaction, subject: Subject, presented: Presented): Promise<Answer> {
  const situation = await gather(tx, subject, presented);
  return {
    licences: situation.licences.map(({ number }) => number),
    ...identityOf(situation.consignment),
    at: tx.time,
    ...judge(situation),
    holds: [...situation.holds],
    inspections: await inspectionsOf(tx, situation),
    ...custodyFacts(situation),
    notAsked: [...NOT_ASKED],
  };
}

function identityOf(consignment: Consignment | undefined): Pick<Answer, "ucr" | "consignment" | "status"> {
  if (consignment === undefined) return {};
  const { id, ucr, status } = consignment;
  return { ucr, consignment: id, status };
}

/** Seals as they are now, for those who may know their numbers. */
function custodyFacts({ asker, seals: { numbers } }: Situation): Pick<Answer, "presentSeals"> {
  return asker.readsSealNumbers && numbers !== undefined ? { presentSeals: [...numbers] } : {};
}

/** What each state's last inspection found. */
async function inspectionsOf(tx: Transaction, { consignment }: Situation): Promise<Answer["inspections"]> {
  if (consignment === undefined) return [];
  return (await statementsOn(tx, consignment.id)).flatMap(({ inspected }) => inspected ?? []);
}

/**
 * What is asked about: usually one record; several where they share the UCR that was given.
 * @throws {LicetError} NOT_FOUND, CONSIGNMENT_NOT_AUTHENTIC where the consignment itself was made up.
 */
async function subjectsOf(tx: Transaction, input: VerifyInput): Promise<readonly Subject[]> {
  if (input.consignment !== undefined) return [{ consignment: await requireConsignment(tx, input.consignment) }];
  if (input.ucr === undefined) return [{ licence: input.licence ?? "" }];
  const { found, renewed } = answeredBy(await findByUcr(tx, input.ucr, input.ucrPart, CLAIMS_COUNTED_MAX));
  const matches = found.slice(0, MATCHES_MAX);
  const declarants = new Set(found.map(({ declarant }) => declarant)).size;
  const invalidated = renewed.map(({ id }) => id);
  const reference = { claims: found.length, declarants, lookedAt: matches.length, invalidated };
  return matches.map((consignment) => ({ consignment, reference }));
}

/**
 * Which consignments a UCR is answered by. An invalidated declaration is told of beside what was declared in its place, and answers where
 * nothing was: alone, or as a part of its own.
 */
function answeredBy({ live, invalidated }: UnderUcr): {
  readonly found: readonly Consignment[];
  readonly renewed: readonly Consignment[];
} {
  if (live.length === 0) return { found: invalidated, renewed: [] };
  const left = invalidated.filter((each) => {
    const others = live.filter(({ declarant }) => declarant === each.declarant);
    return others.length > 0 && !others.some((other) => takesPlaceOf(other, each));
  });
  // What stops comes first, since no more than the first are looked at.
  return { found: [...left, ...live], renewed: invalidated.filter((each) => !left.includes(each)) };
}

/** Whether a declaration was made after another was invalidated, for the same part: without a part it is for the whole. */
function takesPlaceOf(other: Consignment, { invalidated, ucrPart }: Consignment): boolean {
  const isForIt = other.ucrPart === undefined || ucrPart === undefined || other.ucrPart === ucrPart;
  return isForIt && invalidated !== undefined && Date.parse(other.registeredAt) >= Date.parse(invalidated.at);
}

function notFound({ ucr = "" }: VerifyInput): LicetError {
  return new LicetError("NOT_FOUND", `No consignment on the ledger has the UCR ${ucr}.`, { ucr });
}
