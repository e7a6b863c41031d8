// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
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
