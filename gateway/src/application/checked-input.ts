// SPDX-License-Identifier: Apache-2.0
import {
  type JsonValue,
  LicetError,
  Salt,
  type SubmitDefinition,
  type TransactionDefinition,
  unsoundIn,
} from "@licet/domain";
import { z } from "zod";
import type { ConfidentialParts } from "./transactions.js";

/** Without `\p{Cc}`, which most validators of JSON Schema in other languages do not know. */
// eslint-disable-next-line no-control-regex -- control characters are what is refused
const ONE_LINE = /^[^\u0000-\u001F\u007F-\u009F]*$/u;

/** A text that stands in one line of a list: trimmed, without line ends and other controls. @param max characters at most */
export function oneLine(max: number): z.ZodString {
  return z.string().trim().max(max).regex(ONE_LINE, "is one line");
}

/** Problems listed in a refusal at most. */
const ISSUES_MAX = 20;

/**
 * A transaction's input, checked by its schema.
 * @throws {LicetError} INVALID_INPUT listing the fields that are wrong.
 */
export function checkedInput(definition: TransactionDefinition, given: unknown): unknown {
  requireSound(given, "INVALID_INPUT", `The input of ${definition.name} is not valid.`);
  const parsed = definition.input.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_INPUT", `The input of ${definition.name} is not valid.`, {
    issues: issuesOf(parsed.error),
  });
}

/**
 * Refuses what no schema looks for, before a schema does: a schema would follow nesting without end.
 * @throws {LicetError} of the code that is given, naming the place and what is wrong there.
 */
export function requireSound(
  given: unknown,
  code: "INVALID_INPUT" | "INVALID_CONFIDENTIAL_INPUT",
  sentence: string,
): void {
  const unsound = unsoundIn(given);
  if (unsound !== undefined) throw new LicetError(code, sentence, { issues: [{ ...unsound }] });
}

/** Problems of an input as path and sentence. */
export function issuesOf(error: z.ZodError): { path: string; message: string }[] {
  return error.issues.slice(0, ISSUES_MAX).map(({ path, message }) => ({ path: path.join("."), message }));
}

const PartsGiven = z.record(z.string(), z.json()).default({});
const SaltsGiven = z.record(z.string(), Salt).default({});

/**
 * A transaction's confidential parts, checked for shape, so that a mistake is told before anything leaves the gateway.
 * @throws {LicetError} INVALID_CONFIDENTIAL_INPUT naming the part and its fields.
 */
export function checkedParts(
  definition: TransactionDefinition,
  confidential: unknown,
  salts?: unknown,
): ConfidentialParts {
  requireSound({ confidential, salts }, "INVALID_CONFIDENTIAL_INPUT", "The confidential input is not valid.");
  const given = parsedConfidential(PartsGiven, confidential, "confidential");
  const salted = parsedConfidential(SaltsGiven, salts, "salts");
  const schemas = definition.kind === "submit" ? (definition.parts ?? {}) : {};
  const unknown = [...Object.keys(given), ...Object.keys(salted)].find((name) => !Object.hasOwn(schemas, name));
  if (unknown !== undefined) {
    throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `${definition.name} has no confidential part ${unknown}.`, {
      part: unknown,
    });
  }
  const parts: Record<string, { content: JsonValue; salt?: string }> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const content = checkedPart(definition as SubmitDefinition, name, schema, given[name]);
    const salt = salted[name];
    if (content !== undefined) parts[name] = salt === undefined ? { content } : { content, salt };
  }
  return parts;
}

function checkedPart(
  definition: SubmitDefinition,
  name: string,
  schema: z.ZodType,
  content: unknown,
): JsonValue | undefined {
  if (content === undefined) {
    if (definition.optionalParts?.includes(name)) return undefined;
    throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `${definition.name} needs the confidential part ${name}.`, {
      part: name,
    });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data as JsonValue;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The confidential part ${name} is not valid.`, {
    part: name,
    issues: issuesOf(parsed.error),
  });
}

function parsedConfidential<S extends z.ZodType>(schema: S, given: unknown, name: string): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `${name} is not an object with one entry a part.`, {
    issues: issuesOf(parsed.error),
  });
}
