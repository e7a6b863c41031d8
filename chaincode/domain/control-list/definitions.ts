// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, query } from "../shared/definition";
import { authorityMspOf } from "../shared/ownership";
import { CountryCode, Day, type MspId } from "../shared/primitives";
import { ControlCode, ControlCodeExplanation } from "./control-code";
import {
  ControlEntry,
  ControlGroup,
  Edition,
  EDITION_GROUPS_MAX,
  EditionRef,
  GROUP_ENTRIES_MAX,
  GroupDigest,
  GroupName,
  ListName,
} from "./schemas";

const byPublisher = (input: { readonly publisher: string }): readonly MspId[] => [authorityMspOf(input.publisher)];

/** Puts one group's entries on the ledger; they count for nothing until their edition is published. */
export const CONTROL_LIST_ADD_GROUP = command({
  name: "catalogue:AddGroup",
  summary: "Add one group of entries to a control list edition that is being prepared",
  input: EditionRef.extend({ group: GroupName, entries: z.array(ControlEntry).min(1).max(GROUP_ENTRIES_MAX) }),
  output: EditionRef.extend({ digest: GroupDigest }),
  roles: ["licensing-officer"],
  errors: ["NOT_YOUR_RECORD", "ALREADY_EXISTS", "EDITION_PUBLISHED", "INVALID_INPUT"],
  event: "ControlGroupAdded",
  endorsedBy: byPublisher,
});

/** Publishes an edition under four eyes: its groups must be on the ledger with the entries the digests name. */
export const CONTROL_LIST_PUBLISH_EDITION = command({
  name: "catalogue:PublishEdition",
  summary: "Publish a control list edition, as a second officer",
  input: EditionRef.extend({
    title: Edition.shape.title,
    source: Edition.shape.source,
    validFrom: Day,
    groups: z.array(GroupDigest).min(1).max(EDITION_GROUPS_MAX),
  }),
  output: Edition,
  roles: ["senior-licensing-officer"],
  errors: ["NOT_YOUR_RECORD", "ALREADY_EXISTS", "EDITION_INCOMPLETE", "FOUR_EYES_REQUIRED"],
  event: "ControlListEditionPublished",
  endorsedBy: byPublisher,
});

/** The editions of one list, newest first, each with the day before the next one's beginning. */
export const CONTROL_LIST_LIST_EDITIONS = query({
  name: "catalogue:ListEditions",
  summary: "List the editions of a control list",
  input: z.strictObject({ publisher: CountryCode, list: ListName }),
  output: z.strictObject({
    items: z.array(Edition.omit({ groups: true }).extend({ validTo: Day.optional() })),
  }),
  roles: "any",
  errors: [],
});

/** One entry of the edition named, or of the edition in force on a day. */
export const CONTROL_LIST_READ_ENTRY = query({
  name: "catalogue:ReadEntry",
  summary: "Read a control list entry, of a named edition or as in force on a day",
  input: z.strictObject({
    publisher: CountryCode,
    list: ListName,
    code: ControlCode,
    edition: EditionRef.shape.edition.optional(),
    on: Day.optional().describe("day in UTC; today where neither day nor edition is given"),
  }),
  output: z.strictObject({
    entry: ControlEntry,
    edition: z.string(),
    path: z.array(ControlEntry).describe("the entries above it, from the top"),
    explanation: ControlCodeExplanation,
  }),
  roles: "any",
  errors: ["NOT_FOUND", "NO_EDITION_IN_FORCE", "EDITION_INCOMPLETE"],
});

/** The entries of one group of an edition. */
export const CONTROL_LIST_LIST_GROUP = query({
  name: "catalogue:ListGroup",
  summary: "List the entries of one group of a control list edition",
  input: EditionRef.extend({ group: GroupName }),
  output: z.strictObject({ group: GroupName, entries: ControlGroup.shape.entries }),
  roles: "any",
  errors: ["NOT_FOUND", "EDITION_INCOMPLETE"],
});

/** What a code says by its grammar, whether or not a list holds it. */
export const CONTROL_LIST_EXPLAIN_CODE = query({
  name: "catalogue:ExplainCode",
  summary: "Explain a control list code by its grammar",
  input: z.strictObject({ code: z.string().min(1).max(64) }),
  output: ControlCodeExplanation,
  roles: "any",
  errors: ["CONTROL_CODE_INVALID"],
});

/** Every transaction of the catalogue area, by name. */
export const CONTROL_LIST_TRANSACTIONS = {
  "catalogue:AddGroup": CONTROL_LIST_ADD_GROUP,
  "catalogue:PublishEdition": CONTROL_LIST_PUBLISH_EDITION,
  "catalogue:ListEditions": CONTROL_LIST_LIST_EDITIONS,
  "catalogue:ReadEntry": CONTROL_LIST_READ_ENTRY,
  "catalogue:ListGroup": CONTROL_LIST_LIST_GROUP,
  "catalogue:ExplainCode": CONTROL_LIST_EXPLAIN_CODE,
} as const;
