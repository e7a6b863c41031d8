// SPDX-License-Identifier: Apache-2.0
import { DISCLOSURE } from "@licet/domain";
import type { FacetName } from "../facets.js";
import type { ReadModelCaller } from "./caller.js";
import type { ListFilters } from "./filters.js";
import type { ListDefinition, ListName } from "./lists.js";
import type { Order } from "./position.js";

/** Where a record that is found leads: the list that it is shown in, and how its reference gives the one there. */
interface Lead {
  readonly list: ListName;
  /** Character that ends the reference there; the whole of it where left out. */
  readonly until?: ":";
}

/** Records that the one box looks through, by type. */
export const LEADS: Readonly<Record<string, Lead>> = {
  consignment: { list: "consignments" },
  "custody-head": { list: "consignments" },
  "custody-event": { list: "consignments", until: ":" },
  licence: { list: "licences" },
  application: { list: "applications" },
  "licence-action": { list: "actions" },
  certificate: { list: "certificates" },
  party: { list: "parties" },
  signatory: { list: "signatories" },
  hold: { list: "holds" },
  inspection: { list: "inspections" },
  verification: { list: "verifications" },
};

/** Values by which the one box finds records, besides references and words. They stand in confidential parts. */
export const SEARCHED_MARKS: readonly FacetName[] = [
  "container",
  "seal",
  "vehicle",
  "identifier",
  "serial",
  "document",
];

/** Filters that look at what confidential parts hold, beside what the channel shows. */
const FILTERS_OF_CONTENT: readonly (keyof ListFilters)[] = [
  "text",
  "code",
  "party",
  "place",
  "country",
  "kind",
  "container",
  "seal",
  "vehicle",
  "identifier",
];

/** Types of records that have confidential parts. */
const KINDS_WITH_PARTS: readonly string[] = [
  ...new Set(Object.keys(DISCLOSURE).map((name) => name.slice(0, name.indexOf(".")))),
  "licence-action",
];

/** How much of what there is an answer was looked up in. */
export interface Coverage {
  /** Whether whatever there is was looked at: only so does an empty answer mean that there is nothing. */
  readonly complete: boolean;
  readonly sentence: string;
}

const COMPLETE: Coverage = {
  complete: true,
  sentence: "Everything that was asked for is public on the channel: what is not shown is not there.",
};

const READER: Coverage = {
  complete: false,
  sentence:
    "Looked up in what is public, and in what your organisation holds and your role may read. What others hold is not disclosed to you.",
};

const NO_READER: Coverage = {
  complete: false,
  sentence:
    "Looked up in what is public alone: your role reads no confidential content. What anybody holds is not disclosed to you.",
};

/** What an answer about content was looked up in; it depends on the asker's role and on nothing that is hidden from it. */
export function coverageOfContent({ role }: ReadModelCaller): Coverage {
  const reads = role !== undefined && Object.values(DISCLOSURE).some((rule) => rule.readers.includes(role));
  return reads ? READER : NO_READER;
}

/** What a list was looked up in: where no filter asks for confidential content, or its records have none, it is whole. */
export function coverageOfList(caller: ReadModelCaller, list: ListDefinition, filters: ListFilters): Coverage {
  const asksContent = FILTERS_OF_CONTENT.some((name) => filters[name] !== undefined);
  const hasContent = [list.type, ...list.beside, ...list.under].some((type) => KINDS_WITH_PARTS.includes(type));
  return asksContent && hasContent ? coverageOfContent(caller) : COMPLETE;
}

/** The same in an order: what has no date does not stand in the order of dates, and is there all the same. */
export function coverageInOrder(order: Order, coverage: Coverage): Coverage {
  if (order !== "due") return coverage;
  const sentence = "What has no date does not stand in this order.";
  return { complete: false, sentence: coverage.complete ? sentence : `${coverage.sentence} ${sentence}` };
}
