// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { authorityMspOf } from "../shared/ownership";
import { CountryCode, Day, Hash, type MspId, text } from "../shared/primitives";
import { OfficerId } from "../shared/references";
import { ControlCode } from "./control-code";

/** How many entries one group of an edition may hold. */
export const GROUP_ENTRIES_MAX = 700;

/** How many groups an edition may have: ten categories of five product groups; military and national lists have one. */
export const EDITION_GROUPS_MAX = 50;

/** How many editions of one list are looked through. */
export const EDITIONS_MAX = 100;

/** Name of a control list, such as EU-ANNEX-I. */
export const ListName = z
  .string()
  .regex(/^[A-Z][A-Z0-9-]{1,31}$/, "a list's name is such as EU-ANNEX-I")
  .describe("name of a control list, such as EU-ANNEX-I");

/** Edition of a control list, such as 2025. */
export const EditionName = z
  .string()
  .regex(/^[0-9A-Z][0-9A-Z.-]{0,15}$/, "an edition is such as 2025")
  .describe("edition of a control list, such as 2025");

/** Category digit and product group letter, such as 5A; ML or PL for a list without categories. */
export const GroupName = z
  .string()
  .regex(/^(?:[0-9][A-E]|ML|PL)$/, "a group is a category digit and a product group letter, such as 5A, or ML or PL");

/** An edition of a list as one state's licensing authority keeps it. */
export const EditionRef = z.strictObject({
  publisher: CountryCode.describe("state whose licensing authority keeps this edition"),
  list: ListName,
  edition: EditionName,
});
export type EditionRef = z.infer<typeof EditionRef>;

/** One entry of a list: code, shortened text, and the code one level up. */
export const ControlEntry = z.strictObject({ code: ControlCode, title: text(300), parent: ControlCode.optional() });
export type ControlEntry = z.infer<typeof ControlEntry>;

/** The entries of one group of an edition, in the list's order. */
export const ControlGroup = z.strictObject({
  group: GroupName,
  entries: z.array(ControlEntry).min(1).max(GROUP_ENTRIES_MAX),
  addedBy: OfficerId,
});
export type ControlGroup = z.infer<typeof ControlGroup>;

/** How many entries a group has, and the hash of them, by which an edition fixes its content. */
export const GroupDigest = z.strictObject({
  group: GroupName,
  count: z.int().min(1).max(GROUP_ENTRIES_MAX),
  hash: Hash.describe("SHA-256 over the canonical JSON of the entries"),
});

/** A published edition. */
export const Edition = z.strictObject({
  publisher: CountryCode,
  list: ListName,
  edition: EditionName,
  title: text(200),
  source: text(500).describe("where the official text stands, and the attribution it asks for"),
  validFrom: Day,
  groups: z.array(GroupDigest).min(1).max(EDITION_GROUPS_MAX),
  entryCount: z.int().min(1),
  publishedBy: OfficerId,
  publishedAt: z.string(),
});
export type Edition = z.infer<typeof Edition>;

/** Reference of an edition as keys and licences hold it: `GB:EU-ANNEX-I:2025`. */
export function editionReference(ref: EditionRef): string {
  return `${ref.publisher}:${ref.list}:${ref.edition}`;
}

/** Organisation that publishes an edition: the authority of the state that its reference starts with. */
export function ownerOfEdition(reference: string): MspId {
  return authorityMspOf(reference.slice(0, 2));
}
