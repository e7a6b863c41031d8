// SPDX-License-Identifier: Apache-2.0
import { setTimeout as wait } from "node:timers/promises";
import { type Member, type MembersRecord, type MspId } from "@licet/domain";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { digestOf } from "./members.js";
import {
  agreeToMembers,
  applyChange,
  type ChangeStanding,
  type MembersLedger,
  proposeMembers,
  readChange,
  readMembers,
} from "./steps.js";

/** How long members have to agree where one operator agrees for all, in milliseconds. */
const CONSENT_MS = 3_600_000;

/** How often, and after which pause, a peer is asked for a block that others have already. */
const ASKED_MAX = 100;
const PAUSE_MS = 200;

/** What became of the members' record. */
export interface Settled {
  readonly record: MembersRecord;
  /** Organisations that have joined by it, now. */
  readonly joined: readonly MspId[];
  /** Whether the record was founded or changed just now. */
  readonly changed: boolean;
}

/**
 * Brings the members' record to what is wanted, where one operator acts for every organisation: the first registrar proposes, each
 * agrees for its own organisation at its own peer, and the change takes effect. Where the record says it already, nothing is written.
 * @param registrars one person of each organisation who may act as registrar.
 * @throws {LedgerError} with what was refused.
 * @throws {Error} naming an organisation without a registrar, or a peer that stays behind.
 */
export async function settleMembers(
  ledger: MembersLedger,
  registrars: ReadonlyMap<MspId, LedgerIdentity>,
  members: readonly Member[],
): Promise<Settled> {
  if (members.length === 0) throw new Error("The consortium file says of no organisation what kind of member it is.");
  const people = members.map(({ mspId }) => registrarOf(registrars, mspId));
  const records = await Promise.all(people.map((who) => readMembers(ledger, who)));
  const current = records.find((record) => record !== undefined);
  const joining = people.filter((_, index) => records[index] === undefined);
  if (current !== undefined && joining.length === 0 && digestOf(current.members) === digestOf(members)) {
    return { record: current, joined: [], changed: false };
  }
  const proposer = people.find((_, index) => current === undefined || records[index] !== undefined);
  if (proposer === undefined) throw new Error("No organisation of the file is a member yet.");
  const { id } = await proposeMembers(ledger, proposer, members, new Date(Date.now() + CONSENT_MS));
  await Promise.all(people.map((who) => agree(ledger, who, id, members)));
  // Each of them endorses what follows, at its own peer, from what that has by then.
  await Promise.all(people.map((who) => standingWhere(ledger, who, id, people.length)));
  const standing = await standingWhere(ledger, proposer, id, people.length);
  const record = await applyChange(ledger, proposer, standing);
  await Promise.all(people.map((who) => recordWhere(ledger, who, record.revision)));
  return { record, joined: joining.map(({ mspId }) => mspId), changed: true };
}

async function agree(
  ledger: MembersLedger,
  who: LedgerIdentity,
  change: string,
  members: readonly Member[],
): Promise<void> {
  await standingWhere(ledger, who, change, 0);
  await agreeToMembers(ledger, who, change, members);
}

/** A change as an organisation's peer has it, once that knows of so many who have agreed. */
function standingWhere(
  ledger: MembersLedger,
  who: LedgerIdentity,
  change: string,
  agreed: number,
): Promise<ChangeStanding> {
  return until(who, async () => {
    const standing = await readChange(ledger, who, change);
    return standing !== undefined && standing.agreed.length >= agreed ? standing : undefined;
  });
}

/** The members' record of a revision, once an organisation's peer has it. */
function recordWhere(ledger: MembersLedger, who: LedgerIdentity, revision: number): Promise<MembersRecord> {
  return until(who, async () => {
    const record = await readMembers(ledger, who);
    return record !== undefined && record.revision >= revision ? record : undefined;
  });
}

async function until<R>(who: LedgerIdentity, ask: () => Promise<R | undefined>): Promise<R> {
  for (let asked = 0; asked < ASKED_MAX; asked += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await wait(PAUSE_MS);
  }
  throw new Error(`The peer of ${who.mspId} stays behind the others.`);
}

function registrarOf(registrars: ReadonlyMap<MspId, LedgerIdentity>, mspId: MspId): LedgerIdentity {
  const registrar = registrars.get(mspId);
  if (registrar !== undefined) return registrar;
  throw new Error(`${mspId} has nobody who may agree for it: a user with licet.role registrar.`);
}
