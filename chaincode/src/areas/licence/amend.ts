// SPDX-License-Identifier: Apache-2.0
import {
  type AmendmentTerms,
  balanceOf,
  commitmentOf,
  type Licence,
  type LicenceContent,
  LicetError,
  type LineBalance,
  lineReference,
  type LineTerms,
  ownerOfLicence,
  passageUnder,
  type SaltedPart,
  withLimit,
} from "@licet/domain";
import type { z } from "zod";
import { writePart } from "../../fabric/parts";
import { updateRecord } from "../../fabric/records";
import { requireOrderedValidity } from "../../rules/time";
import type { Transaction } from "../../fabric/transaction";
import { openLine } from "./issue";
import { LINE_RECORDS } from "../../rules/licence/records";
import { licenceContentOf, requireTermsFit, valueLimitOf } from "../../rules/licence/terms";
import { appendToLine } from "../../rules/write-off/entries";
import { readLine } from "../../rules/licence/line";
import { amendValueLimit } from "../../rules/write-off/values";

type Amendment = z.output<typeof AmendmentTerms>;

/** Lines as they are after an amendment: those it names as it says, the others as they were, in order of their numbers. */
export function amendedLines(licence: Licence, amendment: Amendment): LineTerms[] {
  const lines = new Map(licence.lines.map((line) => [line.line, line]));
  for (const line of amendment.lines ?? []) lines.set(line.line, line);
  return [...lines.values()].sort((left, right) => left.line - right.line);
}

/**
 * Checks an amendment against the licence and its balances.
 * @param content content as amended, where the amendment changes it; it must then fit all lines.
 * @throws {LicetError} VALIDITY_REVERSED, TERMS_MISMATCH, AMENDMENT_BELOW_USED.
 */
export async function requireAmendable(
  tx: Transaction,
  licence: Licence,
  amendment: Amendment,
  content: SaltedPart | undefined,
): Promise<void> {
  requireOrderedValidity(licence.validFrom, amendment.validTo);
  const lines = amendedLines(licence, amendment);
  if (content !== undefined) requireTermsFit(lines, licenceContentOf(content));
  for (const terms of amendment.lines ?? []) {
    const earlier = licence.lines.find(({ line }) => line === terms.line);
    if (earlier === undefined) requireDescribed(terms, content);
    else await requireLineAmendable(tx, licence, earlier, terms);
  }
}

/** A new line needs its description, so it comes with new content only. */
function requireDescribed(terms: LineTerms, content: SaltedPart | undefined): void {
  if (content !== undefined) return;
  throw new LicetError("TERMS_MISMATCH", `Line ${terms.line.toString()} is new, so the content as amended is needed.`, {
    notInContent: [terms.line],
  });
}

async function requireLineAmendable(
  tx: Transaction,
  licence: Licence,
  earlier: LineTerms,
  terms: LineTerms,
): Promise<LineBalance> {
  if (earlier.control !== terms.control || earlier.unit !== terms.unit) {
    throw new LicetError("TERMS_MISMATCH", `Unit and control of line ${terms.line.toString()} cannot be amended.`, {
      line: terms.line,
      unit: earlier.unit,
      control: earlier.control,
    });
  }
  const line = await readLine(tx, licence.number, terms.line);
  withLimit(balanceOf(line), limitOf(terms), line);
  return line;
}

/**
 * Carries out a confirmed amendment: new limits with the balance carried over, new lines, new validity, new content.
 * @returns the licence as amended; the caller writes it.
 */
export async function amended(
  tx: Transaction,
  licence: Licence,
  amendment: Amendment,
  content: SaltedPart | undefined,
): Promise<Licence> {
  await requireAmendable(tx, licence, amendment, content);
  for (const terms of amendment.lines ?? []) {
    if (licence.lines.some(({ line }) => line === terms.line)) await moveLimit(tx, licence.number, terms);
    else if (content !== undefined) await openLine(tx, licence.number, terms, licenceContentOf(content));
  }
  if (content !== undefined) {
    await amendValues(tx, licence, licenceContentOf(content));
    const owner = ownerOfLicence(licence.number);
    await writePart(tx, owner, { kind: "licence", id: licence.number, part: "content" }, content);
  }
  return {
    ...licence,
    lines: amendedLines(licence, amendment),
    validTo: amendment.validTo ?? licence.validTo,
    writeOffBy: amendment.writeOffBy ?? licence.writeOffBy,
    version: licence.version + 1,
    ...(content === undefined
      ? {}
      : { commitments: { content: commitmentOf(content) }, passage: passageUnder(licenceContentOf(content)) }),
  };
}

async function moveLimit(tx: Transaction, licence: string, terms: LineTerms): Promise<void> {
  const line = await readLine(tx, licence, terms.line);
  const next = withLimit(balanceOf(line), limitOf(terms), line);
  if (next.authorised === balanceOf(line).authorised) return;
  const moved = await appendToLine(tx, line, next, { type: "amend", quantity: next.authorised ?? 0n });
  await updateRecord(tx, LINE_RECORDS, lineReference(licence, terms.line), moved);
}

/** Lines that were there before get the value limit that the content as amended gives them. */
async function amendValues(tx: Transaction, licence: Licence, content: LicenceContent): Promise<void> {
  for (const terms of licence.lines) {
    const limit = valueLimitOf(terms, content);
    if (limit !== undefined) await amendValueLimit(tx, licence.number, terms.line, limit);
  }
}

function limitOf(terms: LineTerms): bigint | undefined {
  return terms.authorised === undefined ? undefined : BigInt(terms.authorised);
}
