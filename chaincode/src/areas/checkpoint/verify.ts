// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  type CHECKPOINT_VERIFY,
  type Consignment,
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
import { claimedTwice, findByUcr } from "../../rules/consignment/ucr";
import { gather, type Subject } from "../../rules/verdict/gather";

/** How many consignments that claim one UCR a refusal names; `consignment:FindByUcr` names all. */
const CLAIMS_TOLD_MAX = 10;

type VerifyInput = z.output<(typeof CHECKPOINT_VERIFY)["input"]>;
type Answer = z.input<(typeof CHECKPOINT_VERIFY)["output"]>;

/** `checkpoint:Verify`: separate verdicts, each with its reason; the disposition only sums them up. */
export const verify: Handler<typeof CHECKPOINT_VERIFY> = async (tx, input) =>
  answered(tx, await subjectOf(tx, input), input.presented);

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

/** @throws LicetError NOT_FOUND, CONSIGNMENT_NOT_AUTHENTIC where the consignment itself was made up, UCR_CLAIMED_TWICE. */
async function subjectOf(tx: Transaction, input: VerifyInput): Promise<Subject> {
  if (input.consignment !== undefined) return { consignment: await requireConsignment(tx, input.consignment) };
  if (input.ucr === undefined) return { licence: input.licence ?? "" };
  const [consignment, ...others] = await findByUcr(tx, input.ucr, input.ucrPart, CLAIMS_TOLD_MAX);
  if (consignment === undefined) {
    throw new LicetError("NOT_FOUND", `No consignment on the ledger has the UCR ${input.ucr}.`, { ucr: input.ucr });
  }
  if (others.length > 0) throw claimedTwice(input.ucr, [consignment, ...others]);
  return { consignment };
}
