// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { jurisdictionOf, MEMBERS_MAX, ownerOfReference } from "../shared/ownership";
import { CountryCode, Hash, Instant, MspId } from "../shared/primitives";
import { OfficerId, RegisterCode } from "../shared/references";
import { Role, ROLES } from "../shared/roles";

/** Kinds of organisation: a state's authority, with its offices, or an organisation that carriers act through. */
export const MEMBER_KINDS = ["authority", "carriers"] as const;
export const MemberKind = z.enum(MEMBER_KINDS);
export type MemberKind = z.infer<typeof MemberKind>;

/** Roles that people of an organisation of a kind may hold at most. */
export const ROLES_OF_KIND: Readonly<Record<MemberKind, readonly Role[]>> = {
  authority: ROLES,
  carriers: ["registrar", "carrier"],
};

/** How many prefixes the offices of one state have at most. */
const OFFICE_PREFIXES_MAX = 8;

/** One member: organisation, register, kind, state, and the roles that its people may hold. */
export const Member = z
  .strictObject({
    mspId: MspId,
    register: RegisterCode,
    kind: MemberKind,
    state: CountryCode.optional().describe("state whose authority it is"),
    officePrefixes: z
      .array(CountryCode)
      .max(OFFICE_PREFIXES_MAX)
      .default([])
      .describe("first letters of its offices' codes, where they are not the state's alone, such as XI beside GB"),
    roles: z.array(Role).min(1).max(ROLES.length).describe("roles that its people may hold"),
  })
  .refine(({ mspId, register }) => ownerOfReference(`${register}-`) === mspId, {
    error: "the register's code does not belong to this organisation",
    path: ["register"],
  })
  .refine(({ mspId, kind }) => (kind === "authority") === (jurisdictionOf(mspId) !== undefined), {
    error: "an organisation is a state's authority where its MSP id names the state, and not otherwise",
    path: ["kind"],
  })
  .refine(({ mspId, state }) => state === jurisdictionOf(mspId), {
    error: "an authority speaks for the state that its MSP id names, and nobody else for one",
    path: ["state"],
  })
  .refine(({ kind, roles }) => roles.every((role) => ROLES_OF_KIND[kind].includes(role)), {
    error: "people of this kind of organisation may not hold one of the roles",
    path: ["roles"],
  });
export type Member = z.infer<typeof Member>;

/** Members, each organisation once, and no state's offices under another's prefix. */
export const MemberList = z
  .array(Member)
  .min(1)
  .max(MEMBERS_MAX)
  .refine((members) => isSet(members.map(({ mspId }) => mspId)), {
    error: "an organisation stands twice",
  })
  .refine((members) => isSet(members.flatMap(({ state, officePrefixes }) => [state ?? [], officePrefixes].flat())), {
    error: "the offices of two states would have the same prefix",
  });

function isSet(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** The members' record as it lies on the channel. A majority of the members changes it. */
export const MembersRecord = z.strictObject({
  revision: z.int().min(1).describe("1 when founded, one more with each change"),
  founded: Hash.describe("transaction that founded the consortium"),
  members: MemberList,
  changedAt: Instant,
  changedBy: z.string().describe("reference of the change"),
});
export type MembersRecord = z.infer<typeof MembersRecord>;

/** Reference of a proposed change of the members' record, such as GB-MC-0123456789ABCDEF. */
export const MembersChangeId = z
  .string()
  .regex(/^[A-Z]{2,16}-MC-[A-Z0-9]{1,32}$/, "a change is register code, MC and number")
  .describe("reference of a change of the members' record");

/** A proposed change: the members as they shall be, and until when members may agree to it. */
export const MembersChange = z.strictObject({
  id: MembersChangeId,
  replaces: z.int().min(0).describe("revision that it changes; 0 to found the consortium"),
  members: MemberList,
  digest: Hash.describe("SHA-256 of the list's canonical JSON: what members agree to"),
  consentUntil: Instant.describe("when the proposal lapses"),
  proposedBy: OfficerId,
  proposedAt: Instant,
});
export type MembersChange = z.infer<typeof MembersChange>;
