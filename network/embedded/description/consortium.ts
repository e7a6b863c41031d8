// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { formatPath } from "./path.js";
import { checkRules, type RuleViolation } from "./rules.js";
import { ConsortiumSchema, type AuthorityEntry, type Consortium } from "./schema.js";

export type { RuleViolation } from "./rules.js";
export type { Consortium } from "./schema.js";

/** One thing that is wrong in a consortium file. */
export interface ConsortiumProblem {
  /** Where in the file, such as `organisations[2].peers[0].port`; empty for the file as a whole. */
  readonly path: string;
  /** Line in the file, from 1; absent where the file has no such place. */
  readonly line?: number | undefined;
  /** What is wrong, without the path. */
  readonly sentence: string;
}

/** Problems shown in the message; the rest is counted. */
const MAX_PROBLEMS_SHOWN = 20;

/** A consortium file that cannot be read or does not describe a consortium; the message lists every problem. */
export class ConsortiumError extends Error {
  readonly code = "NETWORK_CONSORTIUM_INVALID";
  override readonly name = "ConsortiumError";

  constructor(
    readonly file: string,
    readonly problems: readonly ConsortiumProblem[],
    help: string,
  ) {
    const lines = problems.slice(0, MAX_PROBLEMS_SHOWN).map((problem) => `  ${describe(problem)}`);
    const hidden = problems.length - lines.length;
    if (hidden > 0) lines.push(`  and ${hidden} more`);
    super(`${file} does not describe a consortium:\n${lines.join("\n")}\n${help}`);
  }
}

/** What a consortium file must be like; an application may ask for more than the network does. */
export interface Description<C extends Consortium> {
  readonly schema: z.ZodType<C>;
  readonly rules: (consortium: C) => readonly RuleViolation[];
  /** Where the file's form is described: a sentence. */
  readonly help: string;
}

/** What the network itself asks for. */
const NETWORK: Description<Consortium> = {
  schema: ConsortiumSchema,
  rules: checkRules,
  help: "See the README of @licet/embedded-network.",
};

/**
 * Reads and checks a consortium file.
 *
 * @throws {ConsortiumError} when the file is absent, is no YAML, or breaks a rule.
 */
export function loadConsortium(file: string): Consortium {
  return loadDescribed(file, NETWORK);
}

/**
 * As `loadConsortium`, for an application's own description.
 *
 * @throws {ConsortiumError} when the file is absent, is no YAML, or breaks a rule.
 */
export function loadDescribed<C extends Consortium>(file: string, description: Description<C>): C {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConsortiumError(file, [{ path: "", sentence: `the file cannot be read: ${reason}` }], description.help);
  }
  return withResolvedFiles(parseDescribed(text, file, description), dirname(resolve(file)));
}

/** Files that a consortium file names are sought beside it. */
function withResolvedFiles<C extends Consortium>(consortium: C, folder: string): C {
  const resolved = <T extends { ca?: AuthorityEntry | undefined }>(organisation: T): T => {
    const { ca } = organisation;
    if (ca?.url === undefined) return organisation;
    const file = (path: string | undefined): string | undefined =>
      path === undefined ? undefined : resolve(folder, path);
    return {
      ...organisation,
      ca: { ...ca, tlsCaCertificate: file(ca.tlsCaCertificate), secretFile: file(ca.secretFile) },
    };
  };
  return {
    ...consortium,
    organisations: consortium.organisations.map(resolved),
    orderer: resolved(consortium.orderer),
  };
}

/**
 * Checks the text of a consortium file.
 *
 * @param file name used in the error message
 * @throws {ConsortiumError} when the text is no YAML or breaks a rule.
 */
export function parseConsortium(text: string, file = "consortium.yaml"): Consortium {
  return parseDescribed(text, file, NETWORK);
}

/**
 * As `parseConsortium`, for an application's own description.
 *
 * @throws {ConsortiumError} when the text is no YAML or breaks a rule.
 */
export function parseDescribed<C extends Consortium>(text: string, file: string, description: Description<C>): C {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const syntax = document.errors.map((error) => ({
    path: "",
    line: lines.linePos(error.pos[0]).line,
    sentence: error.message,
  }));
  if (syntax.length > 0) throw new ConsortiumError(file, syntax, description.help);

  const locate = (path: readonly PropertyKey[], sentence: string): ConsortiumProblem => ({
    path: formatPath(path),
    line: lineOf(document, lines, path),
    sentence,
  });
  const parsed = description.schema.safeParse(document.toJS());
  if (!parsed.success)
    throw new ConsortiumError(
      file,
      parsed.error.issues.map((issue) => locate(issue.path, sentenceOf(issue))),
      description.help,
    );
  const violations = description.rules(parsed.data);
  if (violations.length > 0)
    throw new ConsortiumError(
      file,
      violations.map((violation) => locate(violation.path, violation.sentence)),
      description.help,
    );
  return parsed.data;
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) return "is missing";
  if (issue.code === "unrecognized_keys") return `has no field "${issue.keys.join('", "')}"`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

function describe(problem: ConsortiumProblem): string {
  const place = [problem.line === undefined ? "" : `line ${problem.line}`, problem.path].filter(Boolean).join(", ");
  return place ? `${place}: ${problem.sentence}` : problem.sentence;
}

/** The line of the deepest node on the path that the file holds: for a missing field, that of its parent. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as { range?: readonly number[] } | null | undefined)?.range;
    if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
  }
  return undefined;
}
