// SPDX-License-Identifier: Apache-2.0
import { DISCLOSURE, type FileKind, LicetError, OFFICER_ROLES, requireRole, type Role } from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { databaseCallerOf, type Standing } from "./access.js";
import type { Document, DocumentSubject, Ground, NewFile, SeenDocument, WithdrawalReason } from "./document.js";
import type { ReceivedFile } from "./intake.js";
import { dayOf, retainedUntil } from "./retention.js";

/** Kinds of files that carriers may see: what goes with packages, seals and places. */
const CARRIERS_KINDS: readonly FileKind[] = ["transport-document", "photograph", "other"];

/** Who reads the log, preserves, and withdraws what is not their own. */
const SUPERVISORS: readonly Role[] = [...OFFICER_ROLES, "registrar"];

/** A part that the caller may read, or that is still to come. */
export type Held = Exclude<Standing, { readonly state: "refused" }>;

/** @throws {LedgerError} the ledger's own refusal, where the part is not for the caller. */
export function requireHeld(standing: Standing): Held {
  if (standing.state === "refused") throw standing.error;
  return standing;
}

/**
 * @throws {LicetError} INVALID_INPUT where records of the kind have no such part.
 * @throws {GatewayError} DOCUMENT_KIND_NOT_TAKEN where carriers read the part, and the file is none for them.
 */
export function requireKindTaken({ ref, kind }: Pick<NewFile, "ref" | "kind">): void {
  const rule = DISCLOSURE[`${ref.kind}.${ref.part}`];
  if (rule === undefined) {
    throw new LicetError("INVALID_INPUT", `A ${ref.kind} has no part ${ref.part}.`, { kind: ref.kind, part: ref.part });
  }
  if (!rule.carriers || CARRIERS_KINDS.includes(kind)) return;
  throw new GatewayError("DOCUMENT_KIND_NOT_TAKEN", `Carriers read the ${ref.part} of a ${ref.kind}, and no ${kind}.`, {
    kind,
    taken: CARRIERS_KINDS,
  });
}

/** Whether somebody looks after the documents of their organisation. */
export function isSupervisor(caller: LedgerIdentity): boolean {
  const { role } = databaseCallerOf(caller);
  return role !== undefined && SUPERVISORS.includes(role);
}

/** @throws {LicetError} ROLE_NOT_ALLOWED. */
export function requireSupervisor(caller: LedgerIdentity, act: string): void {
  requireRole(databaseCallerOf(caller).role, SUPERVISORS, act);
}

/**
 * Who sent a document withdraws it as long as the ledger does not name it; officers withdraw what they must. Nobody calls an end of
 * the retention what is none.
 * @throws {LicetError} ROLE_NOT_ALLOWED.
 * @throws {GatewayError} DOCUMENT_RETENTION_RUNS.
 */
export function requireWithdrawable(
  caller: LedgerIdentity,
  { document, ground }: SeenDocument,
  reason: WithdrawalReason,
  now: Date,
): void {
  if (document.storedBy !== caller.label) requireSupervisor(caller, "withdraw what others sent");
  const mustBeKept = reason === "retention-ended" || (!isSupervisor(caller) && ground?.named === true);
  if (dayOf(now) > document.retainUntil || !mustBeKept) return;
  throw new GatewayError("DOCUMENT_RETENTION_RUNS", `The document is kept until ${document.retainUntil}.`, {
    document: document.id,
    until: document.retainUntil,
  });
}

/** Whether somebody is told that a document goes with a part: what others say of records that are not theirs is none of their business. */
export function isShown(
  caller: LedgerIdentity,
  { ref, addedBy }: DocumentSubject,
  ground: Ground | undefined,
): boolean {
  const by = ground?.subject.ref;
  const isGround = by !== undefined && by.kind === ref.kind && by.id === ref.id && by.part === ref.part;
  return isGround || addedBy === caller.label || isSupervisor(caller);
}

/** A file that has come, as it is entered for whoever sent it. */
export function described(
  file: NewFile,
  { sha256, bytes, scan }: ReceivedFile,
  caller: LedgerIdentity,
  storedAt: Date,
): Omit<Document, "id" | "content"> {
  return {
    organisation: caller.mspId,
    sha256,
    kind: file.kind,
    mediaType: file.mediaType,
    bytes,
    name: file.name,
    scan,
    storedBy: caller.label,
    storedAt,
    receivedFrom: undefined,
    retainUntil: retainedUntil(file.kind, storedAt),
    preserved: false,
    goneBecause: undefined,
  };
}

/** A file that is kept as another kind of document. */
export function keptAsAnother({ id, kind }: Document): GatewayError {
  return new GatewayError("DOCUMENT_KEPT_AS_ANOTHER", `The file is kept as ${kind}.`, { document: id, kind });
}

/** A document that must not be deleted. */
export function preserved({ id }: Document): GatewayError {
  return new GatewayError("DOCUMENT_PRESERVED", "The document is preserved.", { document: id });
}
