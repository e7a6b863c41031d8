// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

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
