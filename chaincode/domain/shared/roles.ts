// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { LicetError } from "../errors/licet-error";

/** Attributes of an X.509 identity that say what its holder may do, and for whom. */
export const IDENTITY_ATTRIBUTES = { role: "licet.role", office: "licet.office", party: "licet.party" } as const;

/** Roles that an X.509 identity carries in its attribute `licet.role`. */
export const ROLES = [
  "licensing-officer",
  "senior-licensing-officer",
  "certifying-officer",
  "customs-officer",
  "registrar",
  "exporter",
  "end-user",
  "carrier",
] as const;

/** A role of the table above. */
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Roles held by officers of a state's authorities, who may see confidential content that their state holds. */
export const OFFICER_ROLES: readonly Role[] = [
  "licensing-officer",
  "senior-licensing-officer",
  "certifying-officer",
  "customs-officer",
];

/** @throws {LicetError} ROLE_NOT_ALLOWED where a role, or none, is not one of those that may take an act. */
export function requireRole(role: Role | undefined, allowed: readonly Role[], act: string): void {
  if (role !== undefined && allowed.includes(role)) return;
  throw new LicetError("ROLE_NOT_ALLOWED", `Only ${allowed.join(" or ")} may ${act}.`, { role: role ?? null, allowed });
}
