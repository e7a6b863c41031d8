// SPDX-License-Identifier: Apache-2.0
import { envelopeOf, transactionPayload } from "@licet/scripts/wire/envelope";
import { endorseAt, usual, type ForgedTransaction } from "./forge.js";
import type { Observation } from "@licet/scripts/wire/observation";
import type { ProposalOptions } from "@licet/scripts/wire/proposal";
import { broadcastInTurn } from "@licet/scripts/wire/raw-peer";
import { Resubmissions } from "@licet/scripts/wire/resubmission";
import { ORG1, type World } from "./world.js";

const FILLER_BYTES = String(512 * 1024);

/** Endorses a call of kv2, unless `options` name another chaincode, at the organisations given. */
export function endorsedCall(
  world: World,
  args: readonly string[],
  organisations: readonly string[] = [ORG1],
  options: Partial<ProposalOptions> = {},
): Promise<ForgedTransaction> {
  return endorseAt(world, world.person(ORG1), { ...usual(world, args), ...options }, organisations);
}

/**
 * Broadcasts transactions on one stream, so that they lie in one block. A large one goes before them: while it is being
 * written, even a ledger that cuts a block as soon as it can gathers what follows.
 *
 * @returns the validation code of each
 * @throws {Error} when they come to lie in several blocks.
 */
export async function together(world: World, transactions: readonly ForgedTransaction[]): Promise<Observation> {
  const person = world.person(ORG1);
  const filler = await endorsedCall(world, ["putBig", "together-filler", FILLER_BYTES]);
  const toOrder = [filler, ...transactions].map((transaction) => {
    const payload = transactionPayload(transaction.proposal, transaction);
    return { envelope: envelopeOf(payload, person.sign(payload)), fresh: true };
  });
  await broadcastInTurn(world.ordererConnection(), toOrder, new Resubmissions());
  const commits: { readonly code: string; readonly block: number }[] = [];
  for (const { proposal } of transactions) commits.push(await world.commitAt(ORG1, proposal.txId));
  await world.settle();
  const blocks = new Set(commits.map(({ block }) => block));
  if (blocks.size > 1) throw new Error(`the transactions lie in ${blocks.size} blocks`);
  return commits.map(({ code }) => code);
}
