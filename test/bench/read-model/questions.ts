// SPDX-License-Identifier: Apache-2.0
import type { ReadModel } from "@licet/gateway/readmodel/queries/read-model";
import { ListFilters } from "@licet/gateway/readmodel/queries/filters";
import { licenceNumber, partyNumber } from "./events.js";

/** Asks something, differently each time. */
export type Question = (at: number) => Promise<unknown>;

const OFFICER = {
  organisation: "GBAuthorityMSP",
  person: "licensing1@GBAuthorityMSP",
  role: "licensing-officer",
  officer: "0".repeat(32),
} as const;

/** Licences that are asked for lie apart by this prime. */
const STEP = 7_919;

/** What is measured, by its title. */
export function questionsOf(model: ReadModel, transactions: number): Readonly<Record<string, Question>> {
  const page = { order: "newest", pageSize: 100, bookmark: "" } as const;
  const list = (filters: object): Promise<unknown> => model.list(OFFICER, "licences", ListFilters.parse(filters), page);
  const number = (at: number): number => 1 + ((at * STEP) % transactions);
  const one = (at: number): string => licenceNumber(number(at));
  return {
    "list of 100, newest": () => list({}),
    "list of 100, by control code": () => list({ code: "5A002" }),
    "list of 100, status issued": () => list({ status: ["issued"] }),
    "list of 100, status expired, which a date makes": () => list({ status: ["expired"] }),
    "list of 100, status exhausted, which no licence has": () => list({ status: ["exhausted"] }),
    "list of 100, a country and a status": () => list({ country: "PK", status: ["issued"] }),
    "list of 100, an exporter and a common code": (at) => list({ party: partyNumber("EX", number(at)), code: "5A002" }),
    "list of 100, full text, a rare word": () => list({ text: "cryogenic" }),
    "list of 100, full text, a word of all": () => list({ text: "machine" }),
    "working list, overdue": () => model.queue(OFFICER, "overdue", page),
    "one box, a licence": (at) => model.search(OFFICER, one(at)),
    "one box, its last seven characters": (at) => model.search(OFFICER, one(at).slice(-7)),
    "one box, a word of all": () => model.search(OFFICER, "machine"),
  };
}
