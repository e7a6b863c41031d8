// SPDX-License-Identifier: Apache-2.0
import type { Asker, Place } from "./row.js";

/** A confidential part, and what each is told who asks for it. */
export interface PartRow {
  readonly what: string;
  readonly place: Place;
  readonly told: Readonly<Record<Asker, string>>;
}

export const PART_ROUTE = "get /v1/parts/{kind}/{id}/{part}";

const [GIVEN, CLOSED, NOT_HELD] = ["200", "403 NOT_DISCLOSED", "404 NOT_HELD"];

const told = (
  officer: string,
  party: string,
  competitor: string,
  foreign: string,
  carrier: string,
): PartRow["told"] => ({
  "the own officer": officer,
  "the own party": party,
  "a competitor": competitor,
  // A role that reads none of the kind is told so before anything is looked up.
  "somebody without a role": CLOSED,
  "another state's officer": foreign,
  "a stranger's carrier": carrier,
});

const NOWHERE = told(NOT_HELD, NOT_HELD, NOT_HELD, NOT_HELD, CLOSED);

/** Kinds of parts by who holds them. The public record says that there is a part, and the channel to whom it went. */
export const PART_ROWS: readonly PartRow[] = [
  { what: "of no record", place: { kind: "licence", id: "GBSIEL/2026/0000404", part: "content" }, told: NOWHERE },
  {
    what: "that the own organisation holds",
    place: { kind: "licence", id: "GBSIEL/2026/0000003", part: "content" },
    told: told(GIVEN, GIVEN, CLOSED, NOT_HELD, CLOSED),
  },
  {
    what: "that was shared with another state",
    place: { kind: "consignment", id: "GB-CN-0004", part: "goods" },
    told: told(GIVEN, GIVEN, CLOSED, GIVEN, CLOSED),
  },
  {
    what: "of another state",
    place: { kind: "party", id: "AE-CR-0001", part: "content" },
    told: told(NOT_HELD, NOT_HELD, NOT_HELD, GIVEN, CLOSED),
  },
  {
    what: "that neither holds",
    place: { kind: "certificate", id: "PK-EUC-DRAFT", part: "content" },
    told: NOWHERE,
  },
  {
    what: "that carriers read, of goods that are not theirs",
    place: { kind: "consignment", id: "GB-CN-0001", part: "transport" },
    told: told(GIVEN, GIVEN, CLOSED, NOT_HELD, NOT_HELD),
  },
];
