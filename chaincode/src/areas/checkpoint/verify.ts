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
import { findByUcr } from "../../rules/consignment/ucr";
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
  const found = await findByUcr(tx, input.ucr, input.ucrPart, CLAIMS_COUNTED_MAX);
  const matches = found.slice(0, MATCHES_MAX);
  const declarants = new Set(found.map(({ declarant }) => declarant)).size;
  const reference = { claims: found.length, declarants, lookedAt: matches.length };
  return matches.map((consignment) => ({ consignment, reference }));
}

function notFound({ ucr = "" }: VerifyInput): LicetError {
  return new LicetError("NOT_FOUND", `No consignment on the ledger has the UCR ${ucr}.`, { ucr });
}
