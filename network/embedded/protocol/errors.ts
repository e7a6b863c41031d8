// SPDX-License-Identifier: Apache-2.0

/** The sentence of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** An error whose sentence says what failed and, after a colon, why: the form of Fabric's wrapped errors. */
export function wrapped(what: string, cause: unknown): Error {
  return new Error(`${what}: ${messageOf(cause)}`, { cause });
}
