// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, query } from "../shared/definition";
import { Salt } from "../shared/commitment";
import { Hash, MspId } from "../shared/primitives";
import { OFFICER_ROLES } from "../shared/roles";
import { PartReference, ProvenType } from "./part-ref";

/** How many organisations one question may name. */
export const HOLDERS_MAX = 64;

/** Reads a confidential part at the caller's own organisation's peer, where it holds a copy. */
export const SHARING_READ_PART = query({
  name: "sharing:ReadPart",
  summary: "Read confidential content that your organisation holds",
  input: PartReference,
  output: z.strictObject({ ref: PartReference, salt: Salt, content: z.json() }),
  roles: "any",
  errors: ["NOT_FOUND", "NOT_DISCLOSED", "NOT_HELD", "PRIVATE_READ_REFUSED", "COMMITMENT_MISMATCH"],
});

/**
 * Hands a copy of a confidential part to another organisation: only that organisation's endorsement lets it into its collection, and
 * the copy is checked against the hash on the channel.
 */
export const SHARING_SHARE = command({
  name: "sharing:Share",
  summary: "Share confidential content with another organisation concerned",
  input: z.strictObject({ ref: PartReference, to: MspId }),
  output: z.strictObject({ ref: PartReference, to: MspId }),
  roles: [...OFFICER_ROLES, "registrar", "carrier", "exporter"],
  errors: ["NOT_FOUND", "NOT_A_MEMBER", "NOT_DISCLOSED", "NOT_HELD", "SHARING_NOT_ALLOWED", "COMMITMENT_MISMATCH"],
  event: "PartShared",
  evidence: (input) => ({ part: input.ref }),
  endorsedBy: (input) => [input.to],
});

/** Which of the organisations hold a copy that matches the hash on the channel. */
export const SHARING_HOLDERS = query({
  name: "sharing:Holders",
  summary: "See which organisations hold a valid copy of confidential content",
  input: z.strictObject({ ref: PartReference, organisations: z.array(MspId).min(1).max(HOLDERS_MAX) }),
  output: z.strictObject({ ref: PartReference, holders: z.array(MspId) }),
  roles: "any",
  errors: ["NOT_FOUND", "NOT_A_MEMBER"],
});

/** Longest reference of a record, in characters. */
const RECORD_REFERENCE_MAX = 256;

/** Reads a record of any area as its owner has proven it, so that what was made from blocks can be compared with the ledger. */
export const SHARING_READ_RECORD = query({
  name: "sharing:ReadRecord",
  summary: "Read the public record of any area as its owner has proven it, and where it lies",
  input: z.strictObject({ type: ProvenType, id: z.string().min(1).max(RECORD_REFERENCE_MAX) }),
  output: z.strictObject({
    type: ProvenType,
    id: z.string(),
    address: Hash.describe("hash of its ownership proof, which its key on the channel holds"),
    record: z.json(),
  }),
  roles: "any",
  errors: ["NOT_FOUND", "LEDGER_DATA_INVALID"],
});

/** Every transaction of the sharing area, by name. */
export const SHARING_TRANSACTIONS = {
  "sharing:ReadPart": SHARING_READ_PART,
  "sharing:Share": SHARING_SHARE,
  "sharing:Holders": SHARING_HOLDERS,
  "sharing:ReadRecord": SHARING_READ_RECORD,
} as const;
