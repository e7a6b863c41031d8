// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, query } from "../shared/definition";
import { authorityMspOf, ownerOfReference, registerOf } from "../shared/ownership";
import { CountryCode, Day, Instant, PageRequest, pageOf } from "../shared/primitives";
import { KeyAddress, PartyId, SignatoryId } from "../shared/references";
import {
  CallerView,
  KeyAlgorithm,
  Party,
  PARTY_KINDS,
  PartyContent,
  PartyKind,
  RegisterReason,
  Signatory,
  SigningKey,
} from "./schemas";

const byRegister = (input: { readonly id: string }): readonly string[] => [ownerOfReference(input.id)];
const byPartyRegister = (input: { readonly party: string }): readonly string[] => [ownerOfReference(input.party)];

/** Enters a party into a register. */
export const PARTY_REGISTER = command({
  name: "party:Register",
  summary: "Enter a party into your register",
  input: z.strictObject({
    id: PartyId,
    kinds: z.array(PartyKind).min(1).max(PARTY_KINDS.length),
    jurisdiction: CountryCode,
    validFrom: Day,
    validTo: Day.optional(),
  }),
  parts: { content: PartyContent },
  output: Party,
  roles: ["registrar"],
  event: "PartyRegistered",
  errors: ["ALREADY_EXISTS", "NOT_YOUR_RECORD", "VALIDITY_REVERSED"],
  entersList: ({ id }) => `parties of ${registerOf(id)}`,
  endorsedBy: byRegister,
});

/**
 * Adds numbers of other registers to a party's content: whoever hands the content in hands in the one before too, and nothing else of it
 * may change.
 */
export const PARTY_ADD_IDENTIFIERS = command({
  name: "party:AddIdentifiers",
  summary: "Add identifiers, such as an EORI, to a registered party",
  input: z.strictObject({ id: PartyId }),
  parts: { content: PartyContent },
  evidence: ({ id }) => ({ content: { kind: "party", id, part: "content" } }),
  output: Party,
  roles: ["registrar"],
  event: "PartyIdentifiersAdded",
  errors: ["NOT_FOUND", "NOT_YOUR_RECORD", "COMMITMENT_MISMATCH", "PARTY_CONTENT_DIFFERS"],
  endorsedBy: byRegister,
});

/** Registers a key that a party signs with. */
export const PARTY_ADD_KEY = command({
  name: "party:AddKey",
  summary: "Register a key that a party signs typed data with",
  input: z.strictObject({
    party: PartyId,
    algorithm: KeyAlgorithm,
    address: KeyAddress,
    validFrom: Instant,
    validTo: Instant.optional(),
  }),
  output: SigningKey,
  roles: ["registrar"],
  event: "PartyKeyAdded",
  errors: ["NOT_FOUND", "ALREADY_EXISTS", "NOT_YOUR_RECORD", "PARTY_NOT_IN_FORCE", "VALIDITY_REVERSED"],
  entersList: ({ party }) => `keys of ${registerOf(party)}`,
  endorsedBy: byPartyRegister,
});

/**
 * Ends a party's key; signatures made before `from` still count. May be repeated to move `from` back in time or to say that the key was
 * compromised, and not the other way round. A key that was compromised signs nothing that is recorded from now on, whatever time it
 * claims.
 */
export const PARTY_REVOKE_KEY = command({
  name: "party:RevokeKey",
  summary: "Revoke a party's signing key from an instant on",
  input: z.strictObject({
    party: PartyId,
    algorithm: KeyAlgorithm,
    address: KeyAddress,
    from: Instant.optional().describe(
      "signatures from here on do not count; when left out, the time of recording, or what was recorded before",
    ),
    reason: RegisterReason,
  }),
  output: SigningKey,
  roles: ["registrar"],
  event: "PartyKeyRevoked",
  errors: ["NOT_FOUND", "NOT_YOUR_RECORD", "KEY_NOT_IN_FORCE", "EVENT_TIME_IN_FUTURE"],
  endorsedBy: byPartyRegister,
});

/** Suspends a party: it may not act until it is reinstated. */
export const PARTY_SUSPEND = command({
  name: "party:Suspend",
  summary: "Suspend a party",
  input: z.strictObject({ id: PartyId, reason: RegisterReason }),
  output: Party,
  roles: ["registrar"],
  event: "PartySuspended",
  errors: ["NOT_FOUND", "NOT_YOUR_RECORD", "TRANSITION_NOT_ALLOWED"],
  endorsedBy: byRegister,
});

/** Reinstates a suspended party. */
export const PARTY_REINSTATE = command({
  name: "party:Reinstate",
  summary: "Reinstate a suspended party",
  input: z.strictObject({ id: PartyId, reason: RegisterReason }),
  output: Party,
  roles: ["registrar"],
  event: "PartyReinstated",
  errors: ["NOT_FOUND", "NOT_YOUR_RECORD", "TRANSITION_NOT_ALLOWED"],
  endorsedBy: byRegister,
});

/** The public record of a party. */
export const PARTY_READ = query({
  name: "party:Read",
  summary: "Read a party's public record",
  input: z.strictObject({ id: PartyId }),
  output: Party,
  roles: "any",
  errors: ["NOT_FOUND"],
});

/** The parties of a register, page by page. */
export const PARTY_LIST = query({
  name: "party:List",
  summary: "List the parties of one register or of all",
  input: z.strictObject({
    register: z
      .string()
      .regex(/^[A-Z]{2,16}$/)
      .optional()
      .describe("register code, such as GB or CARRIERS"),
    ...PageRequest,
  }),
  output: pageOf(Party),
  roles: "any",
  errors: [],
});

/** The keys of a party, ended ones too. */
export const PARTY_LIST_KEYS = query({
  name: "party:ListKeys",
  summary: "List a party's signing keys with their validity",
  input: z.strictObject({ party: PartyId, ...PageRequest }),
  output: pageOf(SigningKey),
  roles: "any",
  errors: [],
});

/** How the ledger sees the caller. */
export const PARTY_WHO_AM_I = query({
  name: "party:WhoAmI",
  summary: "See yourself as the ledger sees you",
  input: z.strictObject({}),
  output: CallerView,
  roles: "any",
  errors: [],
});

/** Enters an officer into the register of authorised signatories. */
export const PARTY_APPOINT_SIGNATORY = command({
  name: "party:AppointSignatory",
  summary: "Enter an officer into the register of authorised signatories",
  input: Signatory.pick({ officer: true, office: true, scope: true, validFrom: true, validTo: true }).extend({
    register: CountryCode.describe("state whose signatory the officer is"),
  }),
  output: Signatory,
  roles: ["registrar"],
  event: "SignatoryAppointed",
  errors: ["ALREADY_EXISTS", "NOT_YOUR_RECORD", "VALIDITY_REVERSED", "FOUR_EYES_REQUIRED", "OFFICE_OF_ANOTHER_STATE"],
  endorsedBy: (input) => [authorityMspOf(input.register)],
});

/** Ends a signatory's appointment; what was certified before stays certified. */
export const PARTY_END_SIGNATORY = command({
  name: "party:EndSignatory",
  summary: "End a signatory's appointment",
  input: z.strictObject({ id: SignatoryId, reason: RegisterReason }),
  output: Signatory,
  roles: ["registrar"],
  event: "SignatoryEnded",
  errors: ["NOT_FOUND", "NOT_YOUR_RECORD", "SIGNATORY_NOT_IN_FORCE"],
  endorsedBy: byRegister,
});

/** The public record of a signatory. */
export const PARTY_READ_SIGNATORY = query({
  name: "party:ReadSignatory",
  summary: "Read an authorised signatory's appointment",
  input: z.strictObject({ id: SignatoryId }),
  output: Signatory,
  roles: "any",
  errors: ["NOT_FOUND"],
});

/** Every transaction of the party area, by name. */
export const PARTY_TRANSACTIONS = {
  "party:Register": PARTY_REGISTER,
  "party:AddIdentifiers": PARTY_ADD_IDENTIFIERS,
  "party:AddKey": PARTY_ADD_KEY,
  "party:RevokeKey": PARTY_REVOKE_KEY,
  "party:Suspend": PARTY_SUSPEND,
  "party:Reinstate": PARTY_REINSTATE,
  "party:Read": PARTY_READ,
  "party:List": PARTY_LIST,
  "party:ListKeys": PARTY_LIST_KEYS,
  "party:WhoAmI": PARTY_WHO_AM_I,
  "party:AppointSignatory": PARTY_APPOINT_SIGNATORY,
  "party:EndSignatory": PARTY_END_SIGNATORY,
  "party:ReadSignatory": PARTY_READ_SIGNATORY,
} as const;
