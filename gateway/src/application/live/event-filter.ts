// SPDX-License-Identifier: Apache-2.0
import { EVENTS, PartyId, RegisterCode } from "@licet/domain";
import { z } from "zod";
import type { LiveItem } from "./live-item.js";

/** Name of the gateway's own event: something changed since somebody checked. */
export const CHECK_CHANGED = "check-changed";

/** How many values one filter names at most. */
const FILTER_VALUES_MAX = 64;

const names = [...Object.keys(EVENTS), CHECK_CHANGED];

/** Which events somebody wants: of each kind of filter that is given, one value has to fit. */
export const EventFilter = z
  .strictObject({
    names: z
      .array(z.enum(names as [string, ...string[]]))
      .max(FILTER_VALUES_MAX)
      .optional()
      .describe("names of events, `check-changed` among them"),
    subjects: z
      .array(
        z.string().regex(/^[a-z-]{2,40}\/.{1,100}$/, "a subject is type and reference, such as licence/GB-SIEL-0001"),
      )
      .max(FILTER_VALUES_MAX)
      .optional()
      .describe("records that the event is about, as type/reference"),
    states: z
      .array(RegisterCode)
      .max(FILTER_VALUES_MAX)
      .optional()
      .describe("register codes: the event is about a record of this register"),
    parties: z.array(PartyId).max(FILTER_VALUES_MAX).optional().describe("parties that the event concerns"),
    mine: z
      .boolean()
      .optional()
      .describe("your organisation made the event, or one of the records that it is about is your organisation's"),
  })
  .meta({ id: "EventFilter" });
export type EventFilter = z.infer<typeof EventFilter>;

/** What of a filter can be told from the event itself; parties and owners are asked of the database. */
export function fits(filter: EventFilter, item: LiveItem): boolean {
  const { names: wanted, subjects, states } = filter;
  return (
    (wanted === undefined || wanted.includes(item.name)) &&
    (subjects === undefined || subjects.some((subject) => item.subjects.includes(subject))) &&
    (states === undefined || item.subjects.some((subject) => states.includes(registerOf(subject))))
  );
}

/** Register code that the reference of a subject starts with. */
function registerOf(subject: string): string {
  return /\/([A-Z]{2,16})-/.exec(subject)?.[1] ?? "";
}
