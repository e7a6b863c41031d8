// SPDX-License-Identifier: Apache-2.0
import type { Context } from "fabric-contract-api";
import { z } from "zod";
import { LicetError } from "../domain/errors/licet-error";
import { canonicalJson, type JsonValue } from "../domain/shared/canonical";
import { Salt, type SaltedPart } from "../domain/shared/commitment";
import type { SubmitDefinition, TransactionDefinition } from "../domain/shared/definition";
import { commitmentAt } from "./commitments";
import { callerOf, StubPrivateState, StubWorldState, transactionTime } from "../ledger/fabric-transaction";
import type { Handler } from "../ledger/handler";
import { requireCommitment } from "../ledger/parts";
import type { Transaction } from "../ledger/transaction";

/** Longest input accepted, in characters of JSON. */
export const INPUT_CHARACTERS_MAX = 262_144;

/** Name of the one transient field: JSON `{parts, evidence}`. */
export const TRANSIENT_FIELD = "confidential";

const TransientInput = z.strictObject({
  parts: z.record(z.string(), z.strictObject({ salt: Salt, content: z.json() })).default({}),
  evidence: z.record(z.string(), z.strictObject({ salt: Salt, content: z.json() })).default({}),
});

/**
 * Runs one transaction: parses the input by its schema, checks the caller's role and the transient map, calls the rule, sets the
 * event and returns canonical JSON.
 * @throws LicetError INVALID_INPUT, INVALID_CONFIDENTIAL_INPUT, COMMITMENT_MISMATCH, ROLE_NOT_ALLOWED, and what the rule throws.
 */
export async function execute<D extends TransactionDefinition>(
  ctx: Context,
  definition: D,
  handler: Handler<D>,
  inputJson: string,
): Promise<string> {
  const input = parseInput(definition, inputJson);
  const announced: { payload?: Record<string, JsonValue | undefined> } = {};
  const tx: Transaction = {
    id: ctx.stub.getTxID(),
    channel: ctx.stub.getChannelID(),
    time: transactionTime(ctx.stub),
    caller: callerOf(ctx),
    peerMsp: ctx.stub.getMspID(),
    state: new StubWorldState(ctx.stub),
    privateState: new StubPrivateState(ctx.stub),
    parts: {},
    evidence: {},
    announce: (payload) => {
      announced.payload = payload;
    },
  };
  requireRole(definition, tx);
  const result = await handler(await withConfidential(tx, definition, input, ctx), input);
  if (definition.kind === "submit") {
    ctx.stub.setEvent(definition.event, Buffer.from(canonicalJson(announced.payload ?? {}), "utf8"));
  }
  return canonicalJson(result as JsonValue);
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
  const parsed = definition.input.safeParse(json);
  if (parsed.success) return parsed.data as z.output<D["input"]>;
  throw new LicetError("INVALID_INPUT", `The input of ${definition.name} is not valid.`, {
    issues: issuesOf(parsed.error),
  });
}

/** Problems of an input as path and sentence, for details and forms. */
export function issuesOf(error: z.ZodError): { path: string; message: string }[] {
  return error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

function requireRole(definition: TransactionDefinition, tx: Transaction): void {
  const { roles } = definition;
  if (roles === "any" || (tx.caller.role !== undefined && roles.includes(tx.caller.role))) return;
  throw new LicetError("ROLE_NOT_ALLOWED", `Only ${roles.join(" or ")} may call ${definition.name}.`, {
    role: tx.caller.role ?? null,
    allowed: roles,
  });
}

async function withConfidential(
  tx: Transaction,
  definition: TransactionDefinition,
  input: unknown,
  ctx: Context,
): Promise<Transaction> {
  if (definition.kind === "evaluate") return tx;
  const transient = parseTransient(ctx.stub.getTransient().get(TRANSIENT_FIELD));
  const parts = checkedParts(definition, transient.parts);
  const evidence = await checkedEvidence(tx, definition, input, transient.evidence);
  return { ...tx, parts, evidence };
}

function parseTransient(bytes: Uint8Array | undefined): {
  parts: Record<string, SaltedPart>;
  evidence: Record<string, SaltedPart>;
} {
  if (bytes === undefined || bytes.length === 0) return { parts: {}, evidence: {} };
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch {
    throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The transient field ${TRANSIENT_FIELD} is not JSON.`, {});
  }
  const parsed = TransientInput.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The transient field ${TRANSIENT_FIELD} is not valid.`, {
    paths: parsed.error.issues.slice(0, 20).map((issue) => issue.path.join(".")),
  });
}

function checkedParts(definition: SubmitDefinition, given: Record<string, SaltedPart>): Record<string, SaltedPart> {
  const checked: Record<string, SaltedPart> = {};
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

async function checkedEvidence(
  tx: Transaction,
  definition: SubmitDefinition,
  input: unknown,
  given: Record<string, SaltedPart>,
): Promise<Record<string, SaltedPart>> {
  const checked: Record<string, SaltedPart> = {};
  for (const [name, ref] of Object.entries(definition.evidence?.(input) ?? {})) {
    const part = given[name];
    if (part === undefined) continue;
    requireCommitment(part, await commitmentAt(tx, ref), `${ref.kind} ${ref.id}`);
    checked[name] = part;
  }
  return checked;
}
