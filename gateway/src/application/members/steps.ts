// SPDX-License-Identifier: Apache-2.0
import {
  type EvaluateDefinition,
  type Member,
  type MembersChange,
  type MembersRecord,
  type MspId,
  type SubmitDefinition,
  TRANSACTIONS,
} from "@licet/domain";
import { LedgerError } from "../../ports/ledger-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import type { ConfidentialParts, Transactions } from "../transactions.js";
import { randomSecret } from "../random-secret.js";
import { readJson } from "../read-json.js";
import { digestOf } from "./members.js";

/** What the steps need of the ledger. */
export type MembersLedger = Pick<Transactions, "query" | "command">;

/** A proposed change and who has agreed to it. */
export interface ChangeStanding {
  readonly change: MembersChange;
  readonly agreed: readonly MspId[];
  /** How many must agree: every founder, or a majority of the members; whoever joins agrees besides. */
  readonly needed: number;
}

/**
 * The members' record that a person's organisation relies on; undefined before it has joined.
 * @throws {LedgerError}
 */
export function readMembers(ledger: MembersLedger, who: LedgerIdentity): Promise<MembersRecord | undefined> {
  return unless("CONSORTIUM_NOT_FOUNDED", query<MembersRecord>(ledger, who, "members:Read", {}));
}

/**
 * A proposed change as a person's own peer has it; undefined where it has none of that reference.
 * @throws {LedgerError}
 */
export function readChange(
  ledger: MembersLedger,
  who: LedgerIdentity,
  change: string,
): Promise<ChangeStanding | undefined> {
  return unless("NOT_FOUND", query<ChangeStanding>(ledger, who, "members:ReadChange", { change }));
}

/**
 * Proposes who the members shall be.
 * @throws {LedgerError}
 */
export async function proposeMembers(
  ledger: MembersLedger,
  who: LedgerIdentity,
  members: readonly Member[],
  consentUntil: Date,
): Promise<MembersChange> {
  const replaces = (await readMembers(ledger, who))?.revision ?? 0;
  return submit<MembersChange>(ledger, who, "members:Propose", {
    replaces,
    members,
    consentUntil: consentUntil.toISOString(),
  });
}

/**
 * Agrees to a change for a person's organisation, as far as it proposes the members given. An organisation that joins leaves the
 * secret for its salts, which nobody but its own peers ever holds.
 * @throws {LedgerError} MEMBERS_DIFFER among its refusals.
 */
export async function agreeToMembers(
  ledger: MembersLedger,
  who: LedgerIdentity,
  change: string,
  members: readonly Member[],
): Promise<void> {
  const joins = (await readMembers(ledger, who)) === undefined;
  const secret = { salts: { content: { secret: randomSecret() } } };
  await submit(ledger, who, "members:Agree", { change, digest: digestOf(members) }, joins ? secret : {});
}

/**
 * Puts a change into effect, endorsed by those who have agreed to it.
 * @throws {LedgerError}
 */
export function applyChange(
  ledger: MembersLedger,
  who: LedgerIdentity,
  { change, agreed }: ChangeStanding,
): Promise<MembersRecord> {
  return submit<MembersRecord>(ledger, who, "members:Apply", { change: change.id, endorsers: agreed });
}

async function query<R>(
  ledger: MembersLedger,
  who: LedgerIdentity,
  name: "members:Read" | "members:ReadChange",
  input: unknown,
): Promise<R> {
  const definition: EvaluateDefinition = TRANSACTIONS[name];
  return readJson<R>(await ledger.query(who, definition, input));
}

async function submit<R>(
  ledger: MembersLedger,
  identity: LedgerIdentity,
  name: "members:Propose" | "members:Agree" | "members:Apply",
  input: unknown,
  parts: ConfidentialParts = {},
): Promise<R> {
  const definition = TRANSACTIONS[name] as unknown as SubmitDefinition;
  const { result } = await ledger.command({ identity, definition, input, parts });
  return readJson<R>(result);
}

async function unless<R>(code: string, asked: Promise<R>): Promise<R | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof LedgerError && error.refusal?.code === code) return undefined;
    throw error;
  }
}
