// SPDX-License-Identifier: Apache-2.0
import { registerOf } from "../shared/ownership";
import type { Hold } from "./schemas";

const ENDS: Readonly<Record<NonNullable<Hold["ended"]>["as"], string>> = {
  seized: "seized the goods",
  returned: "sent the goods back",
};

/** What became of goods where they were held, in words; nothing where the hold has not ended with them. */
export function endedSentence({ id, consignment, office, ended }: Hold): string {
  if (ended === undefined) return "";
  return `${office ?? registerOf(id)} ${ENDS[ended.as]} of ${consignment} on ${ended.at}: nothing moves on with their papers.`;
}
