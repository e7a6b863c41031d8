// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { oneLine } from "../application/checked-input.js";
import { ListFilters } from "../readmodel/queries/filters.js";
import { LIST_NAMES } from "../readmodel/queries/lists.js";

const KEY = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "a key has 1 to 64 small letters, digits and hyphens")
  .describe("key of your own: small letters, digits and hyphens");

const Name = oneLine(100).min(1);

/** Which view. */
export const ViewPath = z.strictObject({ id: KEY });

/** What a view is to be. */
export const ViewBody = z.strictObject({
  name: Name,
  list: z.enum(LIST_NAMES),
  filters: ListFilters.default({}),
  shared: z
    .enum(["nobody", "office", "organisation"])
    .default("nobody")
    .describe("with those of your office or organisation who act for the same party as you, or for none as you"),
});

const View = z
  .object({
    id: z.string(),
    person: z.string().describe("who keeps it"),
    own: z.boolean(),
    name: z.string(),
    list: z.string(),
    filters: z.json(),
    shared: z.enum(["nobody", "office", "organisation"]),
    changedAt: z.string(),
  })
  .meta({ id: "View" });

/** Views that somebody sees. */
export const ViewList = z.object({ items: z.array(View) });

/** Which draft. */
export const DraftPath = z.strictObject({ key: KEY });

/** What a draft is to be. */
export const DraftBody = z.strictObject({
  content: z.json().describe("whatever the form needs to go on"),
  version: z.int().min(0).max(1_000_000_000).describe("version that the change was made to; 0 for a new draft"),
});

const summary = { key: z.string(), version: z.int(), changedAt: z.string() };

/** A draft as it is kept. */
export const DraftSummarySchema = z.object(summary).meta({ id: "DraftSummary" });

/** A draft with what it holds. */
export const DraftSchema = z.object({ ...summary, content: z.json() }).meta({ id: "Draft" });

/** Drafts that somebody has. */
export const DraftList = z.object({ items: z.array(DraftSummarySchema) });

/** Of which record checks are listed. */
export const CheckQuery = z.strictObject({
  subject: z
    .string()
    .trim()
    .regex(/^(licence|consignment)\/[A-Za-z0-9/-]{1,60}$/, "names a licence or a consignment")
    .describe("licence or consignment, such as licence/GBSIEE2E350002"),
  before: z.uuid().optional().describe("`before` of the answer before; from the newest on where left out"),
});

/** What was asked of a record. */
export const CheckList = z.object({
  items: z.array(
    z
      .object({
        id: z.uuid(),
        person: z.string(),
        askedAt: z.string(),
        block: z.int().nullable().describe("newest block of the peer that answered"),
        subjects: z.array(z.string()),
        disposition: z.string(),
        codes: z.array(z.string()).describe("codes of the verdicts that led to it"),
      })
      .meta({ id: "Check" }),
  ),
  before: z.uuid().optional().describe("where the next page begins; left out where there is none"),
});

/** Which page of the log of exports. */
export const ExportLogQuery = z.strictObject({
  pageSize: z.int().min(1).max(100).default(25),
  bookmark: z
    .string()
    .regex(/^[0-9]{0,15}$/, "is no bookmark of this log")
    .default(""),
});

/** A page of the log of exports. */
export const ExportLogPage = z.object({
  items: z.array(
    z
      .object({
        person: z.string(),
        role: z.string().nullable(),
        party: z.string().nullable().describe("party that they acted for"),
        list: z.string(),
        format: z.string(),
        filters: z.json().describe("filters that were given"),
        at: z.string(),
        rows: z.int().describe("rows that it was to have"),
        sent: z
          .int()
          .nullable()
          .describe("rows that were handed over; null while it runs, or where the gateway stopped"),
        endedAt: z.string().nullable(),
      })
      .meta({ id: "ExportLogged" }),
  ),
  bookmark: z.string(),
});
