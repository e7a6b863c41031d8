// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { Salt } from "../shared/commitment";
import { command, query } from "../shared/definition";
import { MEMBERS_MAX } from "../shared/ownership";
import { Hash, Instant } from "../shared/primitives";
import { MemberList, MembersChange, MembersChangeId, MembersRecord } from "./schemas";

/** Secret that an organisation's salts are made from: 32 random bytes, kept in its own collection and nowhere else. */
export const SaltSecret = z.strictObject({ secret: Salt });

/** A member proposes the members as they shall be; with `replaces` 0 the founding of the consortium. */
export const MEMBERS_PROPOSE = command({
  name: "members:Propose",
  summary: "Propose who the members shall be",
  input: z.strictObject({ replaces: z.int().min(0), members: MemberList, consentUntil: Instant }),
  output: MembersChange,
  roles: ["registrar"],
  errors: ["NOT_A_MEMBER", "MEMBERS_CHANGED_MEANWHILE", "MEMBERS_CHANGE_LAPSED"],
  event: "MembersChangeProposed",
  endorsedBy: (_input, facts) => [facts.callerMsp],
});

/** A member agrees to a proposed change; it says by its digest to which list, and leaves the secret for its salts. */
export const MEMBERS_AGREE = command({
  name: "members:Agree",
  summary: "Agree to a proposed change of the members",
  input: z.strictObject({
    change: MembersChangeId,
    digest: Hash.describe("SHA-256 of the canonical JSON of the list that you agree to"),
  }),
  output: z.strictObject({ change: MembersChangeId, organisation: z.string(), digest: Hash }),
  roles: ["registrar"],
  errors: ["NOT_FOUND", "PRIVATE_READ_REFUSED", "MEMBERS_DIFFER", "MEMBERS_CHANGE_LAPSED", "MEMBERS_CHANGED_MEANWHILE"],
  event: "MembersChangeAgreed",
  parts: { salts: SaltSecret },
  optionalParts: ["salts"],
  endorsedBy: (_input, facts) => [facts.callerMsp],
});

/** An agreed change takes effect: a founding with every founder's endorsement, a later change with that of a majority. */
export const MEMBERS_APPLY = command({
  name: "members:Apply",
  summary: "Put an agreed change of the members into effect",
  input: z.strictObject({
    change: MembersChangeId,
    endorsers: z
      .array(z.string())
      .min(1)
      .max(MEMBERS_MAX)
      .describe("every founder; or those who agreed, a majority of the members, and every organisation that joins"),
  }),
  output: MembersRecord,
  roles: ["registrar"],
  errors: ["NOT_FOUND", "MEMBERS_NOT_AGREED", "MEMBERS_DISAGREE", "MEMBERS_CHANGE_LAPSED", "MEMBERS_CHANGED_MEANWHILE"],
  event: "MembersChanged",
  endorsedBy: (input) => input.endorsers,
});

/** The members' record that your organisation relies on. */
export const MEMBERS_READ = query({
  name: "members:Read",
  summary: "Read who the members are, and which roles their people may hold",
  input: z.strictObject({}),
  output: MembersRecord,
  roles: "any",
  errors: ["CONSORTIUM_NOT_FOUNDED"],
});

/** A proposed change and the members that have agreed to it. */
export const MEMBERS_READ_CHANGE = query({
  name: "members:ReadChange",
  summary: "Read a proposed change of the members and who has agreed",
  input: z.strictObject({ change: MembersChangeId }),
  output: z.strictObject({ change: MembersChange, agreed: z.array(z.string()), needed: z.int().min(1) }),
  roles: "any",
  errors: ["NOT_FOUND"],
});

/** Every transaction of the members area, by name. */
export const MEMBERS_TRANSACTIONS = {
  "members:Propose": MEMBERS_PROPOSE,
  "members:Agree": MEMBERS_AGREE,
  "members:Apply": MEMBERS_APPLY,
  "members:Read": MEMBERS_READ,
  "members:ReadChange": MEMBERS_READ_CHANGE,
} as const;
