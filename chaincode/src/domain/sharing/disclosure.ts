// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
import type { JsonValue } from "../shared/canonical";
import { jurisdictionOf } from "../shared/ownership";
import { DISCLOSURE, type DisclosureRule, type PartRef } from "../shared/parts";
import type { MspId } from "../shared/primitives";
import type { Role } from "../shared/roles";

/** @throws LicetError NOT_DISCLOSED where the role may not read the part. */
export function requireReader(ref: PartRef, role: Role | undefined): void {
  const rule = ruleOf(ref);
  if (rule && role !== undefined && rule.readers.includes(role)) return;
  throw new LicetError("NOT_DISCLOSED", `The ${ref.part} of ${ref.kind} ${ref.id} is not disclosed to your role.`, {
    kind: ref.kind,
    id: ref.id,
    part: ref.part,
    role: role ?? null,
  });
}

/** Roles that act for one party of many in their organisation's register. */
const HOLDER_ROLES: readonly Role[] = ["exporter", "end-user"];

/** Parts that name parties; what carriers get names none. */
const PARTS_WITH_PARTIES: readonly string[] = [
  "party.content",
  "application.content",
  "licence.content",
  "certificate.content",
  "consignment.goods",
];

/**
 * One organisation keeps the content of competitors: who acts for a party reads only what names that party.
 * @throws LicetError NOT_DISCLOSED.
 */
export function requireOwnMatter(
  ref: PartRef,
  reader: { readonly role: Role | undefined; readonly party: string | undefined },
  content: JsonValue,
): void {
  const { role, party } = reader;
  if (role === undefined || !HOLDER_ROLES.includes(role)) return;
  if (!PARTS_WITH_PARTIES.includes(`${ref.kind}.${ref.part}`)) return;
  if (party !== undefined && (ref.id === party || names(content, party))) return;
  throw new LicetError("NOT_DISCLOSED", `The ${ref.part} of ${ref.kind} ${ref.id} does not name your party.`, {
    kind: ref.kind,
    id: ref.id,
    part: ref.part,
    party: party ?? null,
  });
}

/** Whether a member called `party`, at any depth, holds the party's register id. */
function names(content: JsonValue, party: string): boolean {
  if (typeof content !== "object" || content === null) return false;
  return Object.entries(content).some(
    ([name, value]) => (name === "party" && value === party) || names(value as JsonValue, party),
  );
}

/** @throws LicetError SHARING_NOT_ALLOWED where the part may not go to an organisation that is no state's authority. */
export function requireShareable(ref: PartRef, to: MspId): void {
  const rule = ruleOf(ref);
  if (rule && (rule.carriers || jurisdictionOf(to) !== undefined)) return;
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
