// SPDX-License-Identifier: Apache-2.0
import type { Context } from "fabric-contract-api";
import { z } from "zod";
import {
  canonicalJson,
  type JsonValue,
  LicetError,
  Membership,
  PartReference,
  type PartRef,
  requireRole,
  Salt,
  type SaltedPart,
  type SubmitDefinition,
  type TransactionDefinition,
  type EventDefinition,
  TRANSIENT_FIELD,
  unsoundIn,
} from "@licet/domain";
import { commitmentAt } from "./commitments";
import { type Clock, requireTimely, SYSTEM_CLOCK } from "../fabric/clock";
import { callerOf, StubPrivateState, StubWorldState, transactionTime } from "../fabric/fabric-transaction";
import type { Handler } from "../fabric/handler";
import { findMembers, type LedgerReads, requireMembership } from "../fabric/members";
import { requireCommitment } from "../fabric/parts";
import type { Transaction } from "../fabric/transaction";

/** Longest input accepted, in characters of JSON. */
export const INPUT_CHARACTERS_MAX = 262_144;

/** Longest transient field accepted, in bytes of JSON. */
export const TRANSIENT_BYTES_MAX = 1_048_576;

const SaltedContent = z.strictObject({ salt: Salt, content: z.json() });

const TransientInput = z.strictObject({
  parts: z.record(z.string(), SaltedContent).default({}),
  evidence: z.record(z.string(), SaltedContent).default({}),
});

/** A transaction as it is called: its definition, the rule behind it and, where it is submitted, the event that it sets. */
export interface Call<D extends TransactionDefinition = TransactionDefinition> {
  readonly definition: D;
  readonly handler: Handler<D>;
  readonly event?: EventDefinition;
}

/**
 * Runs one transaction: compares its time with the endorser's clock, parses the input by its schema, learns from the members' record
 * who calls, checks the role and the transient map, calls the rule, sets the event and returns canonical JSON.
 * @throws {LicetError} TRANSACTION_TIME_REFUSED, INVALID_INPUT, INVALID_CONFIDENTIAL_INPUT, COMMITMENT_MISMATCH, ROLE_NOT_ALLOWED, what
 * `membershipFor` and `callerOf` throw, and what the rule throws.
 */
export async function execute<D extends TransactionDefinition>(
  ctx: Context,
  { definition, handler, event }: Call<D>,
  inputJson: string,
  clock: Clock = SYSTEM_CLOCK,
): Promise<string> {
  const time = transactionTime(ctx.stub);
  requireTimely(time, clock);
  const input = parseInput(definition, inputJson);
  const announced: { payload?: Record<string, JsonValue | undefined> } = {};
  const state = new StubWorldState(ctx.stub);
  const privateState = new StubPrivateState(ctx.stub);
  const members = await membershipFor(ctx, definition, input, { state, privateState });
  const tx: Transaction = {
    id: ctx.stub.getTxID(),
    channel: ctx.stub.getChannelID(),
    time,
    caller: callerOf(ctx, members),
    peerMsp: ctx.stub.getMspID(),
    members,
    state,
    privateState,
    memo: new Map(),
    parts: {},
    evidence: {},
    announce: (payload) => {
      announced.payload = payload;
    },
  };
  requireCallable(definition, tx);
  const result = await handler(await withConfidential(tx, definition, input, ctx), input);
  if (definition.kind === "submit" && event !== undefined) {
    ctx.stub.setEvent(definition.event, Buffer.from(eventText(definition, event, announced.payload), "utf8"));
  }
  return canonicalJson(result as JsonValue);
}

/** What an event carries: what its schema declares, which is public, with the version of its form. */
function eventText(definition: SubmitDefinition, { version, payload }: EventDefinition, announced: unknown): string {
  const parsed = payload.safeParse(announced);
  if (parsed.success) return canonicalJson({ ...parsed.data, version });
  throw new LicetError("LEDGER_DATA_INVALID", `${definition.name} announces another thing than ${definition.event}.`, {
    issues: issuesOf(parsed.error),
  });
}

/** Contract whose transactions make and change the members' record: they also run before there is one. */
const MEMBERS_CONTRACT = "members:";

/**
 * Who the members are: a query relies on what its peer's organisation agreed to; a transaction on what the caller's and every
 * organisation whose endorsement it needs agreed to, which must be the same record.
 * @throws {LicetError} CONSORTIUM_NOT_FOUNDED, NOT_A_MEMBER, MEMBERS_DISAGREE.
 */
async function membershipFor(
  ctx: Context,
  definition: TransactionDefinition,
  input: unknown,
  reads: LedgerReads,
): Promise<Membership> {
  const caller = ctx.clientIdentity.getMSPID();
  if (definition.name.startsWith(MEMBERS_CONTRACT)) {
    const found = await findMembers(reads, definition.kind === "evaluate" ? ctx.stub.getMspID() : caller);
    return found === undefined ? Membership.NONE : Membership.of(found.record, found.address);
  }
  if (definition.kind === "evaluate") return requireMembership(reads, [ctx.stub.getMspID()]);
  return requireMembership(reads, [caller, ...definition.endorsedBy(input, { callerMsp: caller })]);
}

function parseInput<D extends TransactionDefinition>(definition: D, inputJson: string): z.output<D["input"]> {
  if (inputJson.length > INPUT_CHARACTERS_MAX) {
    throw new LicetError("LIMIT_EXCEEDED", `The input has ${inputJson.length.toString()} characters.`, {
      max: INPUT_CHARACTERS_MAX,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(inputJson);
  } catch {
    throw new LicetError("INVALID_INPUT", `${definition.name} takes one JSON object.`, {});
  }
  const unsound = unsoundIn(json);
  const parsed = unsound === undefined ? definition.input.safeParse(json) : undefined;
  if (parsed?.success === true) return parsed.data as z.output<D["input"]>;
  throw new LicetError("INVALID_INPUT", `The input of ${definition.name} is not valid.`, {
    issues: parsed === undefined ? [{ ...unsound }] : issuesOf(parsed.error),
  });
}

/** Problems of an input as path and sentence, for details and forms. */
export function issuesOf(error: z.ZodError): { path: string; message: string }[] {
  return error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

function requireCallable({ name, roles }: TransactionDefinition, tx: Transaction): void {
  if (roles !== "any") requireRole(tx.caller.role, roles, `call ${name}`);
}

async function withConfidential(
  tx: Transaction,
  definition: TransactionDefinition,
  input: unknown,
  ctx: Context,
): Promise<Transaction> {
  const given = ctx.stub.getTransient();
  requireKnown([...given.keys()], definition.kind === "evaluate" ? [] : [TRANSIENT_FIELD], "transient field");
  if (definition.kind === "evaluate") return tx;
  const transient = parseTransient(given.get(TRANSIENT_FIELD));
  const parts = checkedParts(definition, transient.parts);
  const evidence = await checkedEvidence(tx, definition, input, transient.evidence);
  return { ...tx, parts, evidence };
}

/** What is not declared is refused, not passed over: it would be endorsed, and kept by who knows whom. */
function requireKnown(given: readonly string[], declared: readonly string[], what: string): void {
  const unknown = given.filter((name) => !declared.includes(name));
  if (unknown.length === 0) return;
  throw new LicetError(
    "INVALID_CONFIDENTIAL_INPUT",
    `There is no such ${what} here: ${unknown.length.toString()} too many.`,
    {
      declared: [...declared],
    },
  );
}

function parseTransient(bytes: Uint8Array | undefined): {
  parts: Record<string, SaltedPart>;
  evidence: Record<string, SaltedPart>;
} {
  if (bytes === undefined || bytes.length === 0) return { parts: {}, evidence: {} };
  if (bytes.length > TRANSIENT_BYTES_MAX) {
    throw new LicetError("LIMIT_EXCEEDED", `The confidential input has ${bytes.length.toString()} bytes.`, {
      max: TRANSIENT_BYTES_MAX,
    });
  }
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The transient field ${TRANSIENT_FIELD} is not JSON.`, {});
  }
  requireSound(json);
  const parsed = TransientInput.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The transient field ${TRANSIENT_FIELD} is not valid.`, {
    paths: parsed.error.issues.slice(0, 20).map((issue) => issue.path.join(".")),
  });
}

/**
 * Evidence was taken once already, perhaps before every rule for texts was.
 * @throws {LicetError} INVALID_CONFIDENTIAL_INPUT.
 */
function requireSound(transient: unknown): void {
  const { parts } = (transient ?? {}) as { readonly parts?: unknown };
  const unsound = unsoundIn(transient, "any") ?? unsoundIn(parts);
  if (unsound === undefined) return;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The transient field ${TRANSIENT_FIELD} is not valid.`, {
    paths: [unsound.path],
    problem: unsound.message,
  });
}

function checkedParts(definition: SubmitDefinition, given: Record<string, SaltedPart>): Record<string, SaltedPart> {
  const checked: Record<string, SaltedPart> = {};
  requireKnown(Object.keys(given), Object.keys(definition.parts ?? {}), "confidential part");
  for (const [name, schema] of Object.entries(definition.parts ?? {})) {
    const part = given[name];
    if (part === undefined) {
      if (definition.optionalParts?.includes(name)) continue;
      throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `${definition.name} needs the confidential part ${name}.`, {
        part: name,
      });
    }
    checked[name] = { salt: part.salt, content: checkedContent(definition.name, name, schema, part.content) };
  }
  return checked;
}

function checkedContent(transaction: string, name: string, schema: z.ZodType, content: JsonValue): JsonValue {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data as JsonValue;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The confidential part ${name} of ${transaction} is not valid.`, {
    part: name,
    issues: issuesOf(parsed.error),
  });
}

/** Evidence of kinds that follow from records; whether the rule asks for the very parts, the rule checks. */
function furtherEvidence(definition: SubmitDefinition, names: readonly string[]): Record<string, PartRef> {
  const { parts = [] } = definition.furtherEvidence ?? {};
  return Object.fromEntries(
    names.flatMap((name) => {
      const [kind, id, part, ...rest] = name.split("/");
      const ref = PartReference.safeParse({ kind, id, part }).data;
      return ref !== undefined && rest.length === 0 && parts.includes(`${ref.kind}.${ref.part}`) ? [[name, ref]] : [];
    }),
  );
}

async function checkedEvidence(
  tx: Transaction,
  definition: SubmitDefinition,
  input: unknown,
  given: Record<string, SaltedPart>,
): Promise<Record<string, SaltedPart>> {
  const checked: Record<string, SaltedPart> = {};
  const wanted = { ...furtherEvidence(definition, Object.keys(given)), ...definition.evidence?.(input) };
  requireKnown(Object.keys(given), Object.keys(wanted), "evidence");
  for (const [name, ref] of Object.entries(wanted)) {
    const part = given[name];
    if (part === undefined) continue;
    requireCommitment(part, await commitmentAt(tx, ref), `${ref.kind} ${ref.id}`);
    checked[name] = part;
  }
  return checked;
}
