// SPDX-License-Identifier: Apache-2.0
import {
  type LicenceContent,
  LicetError,
  limitsValue,
  type LineTerms,
  type Money,
  type SaltedPart,
} from "@licet/domain";

/** The content of a licence or application; `execute` or the record's creation has checked its shape. */
export function licenceContentOf(part: SaltedPart): LicenceContent {
  return part.content as unknown as LicenceContent;
}

/**
 * Every line of the terms stands in the content and the other way round, and one controlled by value has its limit there.
 * @throws {LicetError} TERMS_MISMATCH naming the lines, and nothing of their content.
 */
export function requireTermsFit(lines: readonly LineTerms[], content: LicenceContent): void {
  const described = new Map(content.lines.map((line) => [line.line, line]));
  const termed = new Set(lines.map(({ line }) => line));
  const missing = lines.filter(({ line }) => !described.has(line)).map(({ line }) => line);
  const unlimited = lines
    .filter(({ line, control }) => limitsValue(control) && described.get(line)?.value === undefined)
    .map(({ line }) => line);
  const extra = content.lines.map(({ line }) => line).filter((line) => !termed.has(line));
  if (missing.length + unlimited.length + extra.length + (content.lines.length - described.size) === 0) return;
  throw new LicetError("TERMS_MISMATCH", "The lines of the terms and those of the content do not fit each other.", {
    notInContent: missing,
    notInTerms: extra,
    withoutValueLimit: unlimited,
  });
}

/** Limit of a line that is controlled by value, or undefined where it is not. */
export function valueLimitOf(terms: LineTerms, content: LicenceContent): Money | undefined {
  if (!limitsValue(terms.control)) return undefined;
  return content.lines.find(({ line }) => line === terms.line)?.value;
}
