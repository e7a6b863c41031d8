// SPDX-License-Identifier: Apache-2.0
import { PageRequest } from "@licet/domain";
import { z } from "zod";
import { ListFilters } from "../readmodel/queries/filters.js";
import { LIST_NAMES } from "../readmodel/queries/lists.js";
import { ORDERS } from "../readmodel/queries/position.js";
import { QUEUE_NAMES } from "../readmodel/queries/queues.js";
import { hasFewWords, TOO_MANY_WORDS } from "../readmodel/queries/words.js";

/** A block that the answer is to include. */
const minBlock = z
  .int()
  .min(0)
  .optional()
  .describe("block that the answer is to include, as a write's answer names it; waits for it a few seconds");

const order = z
  .enum(ORDERS)
  .default("newest")
  .describe("last changed first; first due first, and nothing else; or by reference, which no change moves");

/** Which list. */
export const ListPath = z.strictObject({ list: z.enum(LIST_NAMES) });

/** Which working list. */
export const QueuePath = z.strictObject({ queue: z.enum(QUEUE_NAMES) });

/** Filters, order and page of a list. */
export const ListQuery = ListFilters.extend({ order, ...PageRequest, minBlock });

/** Order and page of a working list. */
export const QueueQuery = z.strictObject({ order, ...PageRequest, minBlock });

/** Filters and form of an export. */
export const ExportQuery = ListFilters.extend({
  format: z.enum(["csv", "json"]).default("csv").describe("comma-separated values (RFC 4180), or one JSON object"),
  minBlock,
});

/** What the one box is given. */
export const SearchQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .min(2)
    .max(200)
    .refine(hasFewWords, { error: TOO_MANY_WORDS })
    .describe(
      "MRN, UCR or its last 7 characters or more, master UCR, LRN; licence, certificate, consignment, hold, party or signatory; container, seal, " +
        "vehicle, identifier or serial number; words of a name or description",
    ),
  minBlock,
});

/** How recent an answer of the read model is. */
export const AsOf = z
  .object({
    block: z.int().optional().describe("last block that is in the read model; left out before the first"),
    blockAt: z.string().optional().describe("when its newest transaction was made, as its client says"),
    projectedAt: z.string().optional().describe("when the read model was last brought forward"),
    ageSeconds: z.int().optional().describe("seconds since the newest transaction was made"),
    behind: z
      .int()
      .min(0)
      .optional()
      .describe(
        "blocks that the ledger has and the read model has not, as heard within a second; left out where no peer says",
      ),
  })
  .meta({ id: "AsOf" });

const Coverage = z
  .object({
    complete: z.boolean().describe("whether what is not shown is not there"),
    sentence: z.string().describe("what was looked up in, and what is not disclosed"),
  })
  .meta({ id: "Coverage" });

const PartShown = z
  .object({
    state: z
      .enum(["disclosed", "not-disclosed", "pending", "unread", "gone"])
      .describe("unread: your organisation holds it, and nobody of it whom this gateway knows may read it"),
    content: z.json().optional().describe("where it is disclosed"),
  })
  .meta({ id: "PartShown" });

const content = z.record(z.string(), z.json());

const Row = z
  .object({
    type: z.string(),
    id: z.string().describe("reference of the record"),
    owner: z.string().describe("MSP id of the organisation that owns it"),
    status: z
      .string()
      .nullable()
      .describe("as it is now: a date that has passed counts, whether or not it was recorded"),
    dueAt: z.string().nullable(),
    overdue: z.boolean(),
    changedAt: z.string().nullable(),
    createdAt: z.string().nullable(),
    block: z.int().describe("block that holds the last change"),
    transaction: z.string(),
    record: content.describe("as it lies on the channel"),
    parts: z.record(z.string(), PartShown).describe("confidential parts that the record is committed to"),
    beside: z.record(z.string(), content).describe("records of the same reference, by type"),
    lastChanges: z
      .array(
        z.object({
          event: z.string(),
          at: z.string().nullable(),
          by: z.string().describe("MSP id of the organisation whose person made it"),
          block: z.int(),
          transaction: z.string(),
        }),
      )
      .describe("the last two"),
    next: z
      .array(
        z.object({
          act: z.string(),
          roles: z.array(z.string()),
          organisation: z.string().optional().describe("left out where the record does not say"),
          party: z.string().optional(),
          needs: z.array(z.string()),
          otherThan: z.string().optional().describe("pseudonym of the person who may not take it"),
          yours: z.boolean().describe("whether it is awaited of you"),
        }),
      )
      .describe("acts that are awaited: who has the ball"),
  })
  .meta({ id: "ListRow" });

/** A page of a list. */
export const ListPage = z
  .object({
    asOf: AsOf,
    total: z
      .union([z.object({ exactly: z.int() }), z.object({ moreThan: z.int() })])
      .describe(
        "how many there are; `moreThan` from 1,000 on, and from any number on where filters have to be looked up record by record",
      ),
    coverage: Coverage,
    items: z.array(Row),
    bookmark: z.string().describe("empty when this is the last page"),
  })
  .meta({ id: "ListPage" });

/** What the one box answers. */
export const SearchResult = z
  .object({
    asOf: AsOf,
    groups: z.array(
      z.object({
        list: z.enum(LIST_NAMES),
        title: z.string(),
        hits: z.array(
          Row.extend({
            matched: z.array(z.string()).describe("what it was found by"),
            verify: z.string().optional().describe("address at which it is verified"),
          }).meta({ id: "SearchHit" }),
        ),
        more: z.boolean().describe("whether the list has more of them"),
      }),
    ),
    more: z.boolean().describe("whether there are more than one search looks at"),
    asReference: z
      .object({ outcome: z.enum(["found", "not-found"]) })
      .describe("references are public: not-found means that none is in the read model"),
    asContent: z
      .object({
        outcome: z.enum(["found", "not-disclosed"]),
        sentence: z.string(),
        pending: z.boolean().describe("whether parts that your organisation is to hold have not come yet"),
      })
      .describe("what others hold is not disclosed: there is no outcome that says that nobody holds it"),
  })
  .meta({ id: "SearchResult" });

/** An export as JSON. */
export const ExportDocument = z
  .object({
    asOf: AsOf,
    total: z.int().describe("rows that it was going to have when it began"),
    cut: z.boolean().describe("whether there are more than one export takes"),
    coverage: Coverage,
    items: z.array(Row),
  })
  .meta({ id: "Export" });
