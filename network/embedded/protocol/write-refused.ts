// SPDX-License-Identifier: Apache-2.0

import { LedgerError } from "./ledger-error.js";

interface Reason {
  readonly code: "NETWORK_DISK_FULL" | "NETWORK_LEDGER_NOT_WRITABLE";
  readonly sentence: string;
  readonly next: string;
}

const FULL: Reason = {
  code: "NETWORK_DISK_FULL",
  sentence: "no space is left",
  next: "Make room; writing goes on by itself.",
};
const CLOSED: Reason = {
  code: "NETWORK_LEDGER_NOT_WRITABLE",
  sentence: "it may not be written",
  next: "Let the network's user write in its folder; writing goes on by itself.",
};
const FAULTY: Reason = {
  code: "NETWORK_LEDGER_NOT_WRITABLE",
  sentence: "the disk refuses",
  next: "Look at the disk; writing goes on by itself once it can.",
};

/** By the operating system's code, or by what LevelDB says in its place. */
const REASONS: readonly (readonly [RegExp, Reason])[] = [
  [/ENOSPC|EDQUOT|no space left|quota exceeded/i, FULL],
  [/EROFS|EACCES|EPERM|read-only file system|permission denied|not permitted/i, CLOSED],
];

/** The ledger's files cannot be written now; nothing that was acknowledged is lost, and what waits is written later. */
export class WriteRefused extends LedgerError {
  override readonly name = "WriteRefused";
  readonly code: Reason["code"];

  constructor(file: string, cause: unknown) {
    const told = `${(cause as { code?: string }).code ?? ""} ${textOf(cause)}`;
    const { code, sentence, next } = REASONS.find(([pattern]) => pattern.test(told))?.[1] ?? FAULTY;
    super(`${code}: ${file} cannot be written: ${sentence} (${textOf(cause)}). Nothing acknowledged is lost. ${next}`);
    this.cause = cause;
    this.code = code;
  }
}

/** Causes included: LevelDB's own words are in one. */
function textOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause === undefined ? cause.message : `${cause.message}: ${textOf(cause.cause)}`;
}

/**
 * Runs what writes a file.
 * @throws {WriteRefused} where it cannot be written.
 */
export async function writing<T>(file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    throw new WriteRefused(file, error);
  }
}
