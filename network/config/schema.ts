// SPDX-License-Identifier: Apache-2.0
import {
  ConsortiumSchema as NetworkSchema,
  matching,
  OrganisationSchema,
  organisationsOf,
} from "@licet/embedded-network/description/schema";
import { z } from "zod";

/** Most roles, and most prefixes of offices' codes, that one organisation may name. */
const MAX_ROLES = 32;
const MAX_OFFICE_PREFIXES = 8;

const countryCode = matching(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 code, such as GB");

/** What an organisation is as a member of the application's consortium; the network keeps it and gives it no meaning. */
const MEMBER_FIELDS = {
  kind: z.enum(["authority", "carriers"], "must be authority or carriers").optional(),
  state: countryCode.optional(),
  roles: z
    .array(matching(/^[a-z][a-z-]{0,63}$/, "must be a role's name: lower-case letters and hyphens (at most 64)"))
    .min(1, "must name at least one role")
    .max(MAX_ROLES, `must name at most ${MAX_ROLES} roles`)
    .optional(),
  officePrefixes: z
    .array(countryCode)
    .max(MAX_OFFICE_PREFIXES, `must name at most ${MAX_OFFICE_PREFIXES} prefixes`)
    .optional(),
};

/** A consortium file: the network's description, and what each organisation is to the application. */
export const ConsortiumSchema = NetworkSchema.extend({
  organisations: organisationsOf(OrganisationSchema.extend(MEMBER_FIELDS)),
});

/** A whole consortium, checked. */
export type Consortium = Readonly<z.infer<typeof ConsortiumSchema>>;
/** An organisation of the channel, and what it is as a member. */
export type Organisation = Consortium["organisations"][number];
