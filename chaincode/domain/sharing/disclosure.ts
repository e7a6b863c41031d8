// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
import type { JsonValue } from "../json/canonical";
import type { DisclosureRule, PartName, PartRef } from "../shared/parts";
import type { MspId } from "../shared/primitives";
import { type Role, ROLES } from "../shared/roles";
import { DISCLOSURE } from "./parts";

/** How a role stands to a part: it reads each, reads those that concern the party it acts for, or reads none. */
export type Reading = "each" | "own" | "none";

/** Roles that act for one party of many in their organisation's register: they read what concerns it. */
export const PARTY_ROLES: readonly Role[] = ["exporter", "end-user", "carrier"];

/** How a role stands to parts of a kind and name. */
export function readingOf(ref: Pick<PartRef, "kind" | "part">, role: Role | undefined): Reading {
  if (role === undefined || ruleOf(ref)?.readers.includes(role) !== true) return "none";
  return PARTY_ROLES.includes(role) ? "own" : "each";
}

/** Roles that stand to parts of a kind and name in one way. */
export function rolesReading(ref: Pick<PartRef, "kind" | "part">, reading: Reading): readonly Role[] {
  return ROLES.filter((role) => readingOf(ref, role) === reading);
}

/** Whether a role may read the part, of whatever concerns it. */
export function isReader(ref: Pick<PartRef, "kind" | "part">, role: Role | undefined): boolean {
  return readingOf(ref, role) !== "none";
}

/** @throws {LicetError} NOT_DISCLOSED where the role may not read the part. */
export function requireReader(ref: PartRef, role: Role | undefined): void {
  if (isReader(ref, role)) return;
  throw new LicetError("NOT_DISCLOSED", `The ${ref.part} of ${ref.kind} ${ref.id} is not disclosed to your role.`, {
    kind: ref.kind,
    id: ref.id,
    part: ref.part,
    role: role ?? null,
  });
}

/** Parties that a part concerns by itself: the one that it is of, and those that its content names. */
export function partiesInPart({ id }: Pick<PartRef, "id">, content: JsonValue): readonly string[] {
  return [...new Set([id, ...partiesNamedIn(content)])];
}

/** Register ids that members called `party`, at any depth, hold. */
function partiesNamedIn(content: JsonValue): string[] {
  if (typeof content !== "object" || content === null) return [];
  const named = Object.entries(content).flatMap(([name, value]) =>
    name === "party" && typeof value === "string" ? [value] : partiesNamedIn(value as JsonValue),
  );
  return [...new Set(named)];
}

/** Part of the same record whose parties a part concerns too, where the reading organisation holds both. */
export function partBeside({ kind, part }: Pick<PartRef, "kind" | "part">): PartName | undefined {
  return BESIDE[`${kind}.${part}`];
}

const BESIDE: Readonly<Partial<Record<string, PartName>>> = {
  "consignment.transport": "goods",
  "certificate.signature": "content",
};

/**
 * @param isAuthority whether the organisation is a state's authority.
 * @throws {LicetError} SHARING_NOT_ALLOWED where the part may not go to an organisation that is no state's authority.
 */
export function requireShareable(ref: PartRef, to: MspId, isAuthority: boolean): void {
  const rule = ruleOf(ref);
  if (rule && (rule.carriers || isAuthority)) return;
  throw new LicetError("SHARING_NOT_ALLOWED", `The ${ref.part} of a ${ref.kind} may not go to ${to}.`, {
    kind: ref.kind,
    part: ref.part,
    to,
  });
}

function ruleOf(ref: Pick<PartRef, "kind" | "part">): DisclosureRule | undefined {
  const key = `${ref.kind}.${ref.part}` as const;
  return Object.hasOwn(DISCLOSURE, key) ? DISCLOSURE[key] : undefined;
}
