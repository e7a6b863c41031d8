// SPDX-License-Identifier: Apache-2.0

/** What the keys of drafts of applications begin with. */
export const DRAFT_PREFIX = "application-";

const MARK_LENGTH = 8;

/** A mark of its own for an application that is begun, in small letters and digits. */
export function newMark(): string {
  return crypto.randomUUID().replaceAll("-", "").slice(0, MARK_LENGTH);
}

/** The reference that is proposed for an application: of the register that it belongs to, and with its draft's mark. */
export function referenceProposed(register: string | undefined, draft: string): string {
  return `${register ?? ""}-AP-${draft.slice(DRAFT_PREFIX.length).toUpperCase()}`;
}
