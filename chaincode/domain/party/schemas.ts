// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { commitmentsTo } from "../shared/parts";
import { CountryCode, Day, Hash, Instant, MspId, text } from "../shared/primitives";
import { KeyAddress, OfficerId, PartyId, SignatoryId } from "../shared/references";
import { Role } from "../shared/roles";
import { PARTY_STATUSES } from "./transitions";

/** What a party may be registered as. */
export const PARTY_KINDS = ["exporter", "end-user", "consignee", "carrier", "agent", "authority-office"] as const;
export const PartyKind = z.enum(PARTY_KINDS);
export type PartyKind = z.infer<typeof PartyKind>;

/** How many identifiers a party may have. */
export const PARTY_IDENTIFIERS_MAX = 20;

/** How many earlier commitments to its content a party keeps. */
export const PARTY_EARLIER_MAX = 20;

/** Identifier of a party in a register outside the ledger: EORI, LEI, DUNS, company number. */
export const PartyIdentifier = z.strictObject({
  scheme: text(32).describe("register outside the ledger, such as EORI, LEI, DUNS, company-number"),
  value: text(64),
});
export type PartyIdentifier = z.infer<typeof PartyIdentifier>;

/** Confidential content of a party: everything that names it. */
export const PartyContent = z.strictObject({
  name: text(200),
  identifiers: z.array(PartyIdentifier).max(PARTY_IDENTIFIERS_MAX).default([]),
  address: text(500),
  country: CountryCode,
  contact: text(200).optional(),
});
export type PartyContent = z.infer<typeof PartyContent>;

/** Why a register suspends or reinstates a party, or ends a key or an appointment. */
export const RegisterReason = z.enum([
  "requested-by-holder",
  "key-compromised",
  "key-replaced",
  "investigation",
  "breach-of-conditions",
  "left-office",
  "registered-in-error",
  "cause-removed",
]);

/** A party as it lies on the channel: no name, no address. */
export const Party = z.strictObject({
  id: PartyId,
  kinds: z.array(PartyKind).min(1).max(PARTY_KINDS.length),
  jurisdiction: CountryCode.describe("state in which the party is established"),
  status: z.enum(PARTY_STATUSES),
  validFrom: Day,
  validTo: Day.optional(),
  commitments: commitmentsTo("content"),
  earlier: z
    .array(Hash)
    .max(PARTY_EARLIER_MAX)
    .optional()
    .describe(
      "commitments to its content as it was before identifiers were added, latest last: a copy of one is old, not altered",
    ),
  registeredAt: Instant,
  changed: z.strictObject({ at: Instant, officer: OfficerId, reason: RegisterReason }).optional(),
});
export type Party = z.infer<typeof Party>;

/** Algorithms that a party's keys sign with; the address of a key is the one that its algorithm gives it. */
export const KEY_ALGORITHMS = ["secp256k1"] as const;
export const KeyAlgorithm = z.enum(KEY_ALGORITHMS).default("secp256k1");
export type KeyAlgorithm = z.infer<typeof KeyAlgorithm>;

/** A key that a party signs typed data with (EIP-712). A key that ended stays on the ledger, so that old signatures can be checked. */
export const SigningKey = z.strictObject({
  party: PartyId,
  algorithm: KeyAlgorithm,
  address: KeyAddress,
  validFrom: Instant,
  validTo: Instant.optional(),
  registeredAt: Instant,
  revoked: z
    .strictObject({
      at: Instant.describe("when it was recorded, or last dated back"),
      from: Instant.describe("signatures from here on do not count"),
      reason: RegisterReason,
    })
    .optional(),
});
export type SigningKey = z.infer<typeof SigningKey>;

/** Types of document that a signatory may be appointed for. */
export const SIGNATORY_SCOPES = ["EUC", "EUS", "EUU", "SU", "IIC", "DVC", "NTUC", "PEUC"] as const;

/**
 * An officer whom a state notified as authorised to certify assurance documents. A register lists each officer once; a later appointment
 * takes the place of one that ended.
 */
export const Signatory = z.strictObject({
  id: SignatoryId,
  officer: OfficerId.describe("pseudonym of the officer, as party:WhoAmI gives it"),
  office: text(35).describe("code of the office"),
  scope: z.array(z.enum(SIGNATORY_SCOPES)).min(1).max(SIGNATORY_SCOPES.length),
  validFrom: Day,
  validTo: Day,
  appointedAt: Instant,
  appointedBy: OfficerId,
  ended: z.strictObject({ at: Instant, officer: OfficerId, reason: RegisterReason }).optional(),
});
export type Signatory = z.infer<typeof Signatory>;

/** What the ledger sees of a caller. */
export const CallerView = z.strictObject({
  organisation: MspId,
  officer: OfficerId,
  role: Role.nullable(),
  jurisdiction: z.string().nullable(),
  office: z.string().nullable(),
  party: z.string().nullable(),
});

/** Reference of an officer's entry in a register of signatories. */
export function signatoryReference(register: string, officer: string): SignatoryId {
  return `${register}-SG-${officer.toUpperCase()}`;
}
