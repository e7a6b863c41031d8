// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
import type { JsonValue } from "../json/canonical";
import type { DisclosureRule, PartRef } from "../shared/parts";
import type { MspId } from "../shared/primitives";
import type { Role } from "../shared/roles";
import { DISCLOSURE } from "./parts";

/** Whether a role may read the part, of whatever concerns it. */
export function isReader(ref: PartRef, role: Role | undefined): boolean {
  return role !== undefined && ruleOf(ref)?.readers.includes(role) === true;
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

/** Roles that act for one party of many in their organisation's register: they read what concerns it. */
export const PARTY_ROLES: readonly Role[] = ["exporter", "end-user", "carrier"];

/** Whether a member called `party`, at any depth, holds the party's register id. */
export function namesParty(content: JsonValue, party: string): boolean {
  if (typeof content !== "object" || content === null) return false;
  return Object.entries(content).some(
    ([name, value]) => (name === "party" && value === party) || namesParty(value as JsonValue, party),
  );
}

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

function ruleOf(ref: PartRef): DisclosureRule | undefined {
  const key = `${ref.kind}.${ref.part}` as const;
  return Object.hasOwn(DISCLOSURE, key) ? DISCLOSURE[key] : undefined;
}
