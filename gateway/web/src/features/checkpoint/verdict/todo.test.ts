// SPDX-License-Identifier: Apache-2.0
import { VERDICT_TABLE } from "@licet/domain/checkpoint/verdict-table";
import { expect, it } from "vitest";
import { LANGUAGES } from "../../../words/languages";
import { TODO_CODES, todoCodeOf } from "./todo";

const dictionaries = import.meta.glob<Readonly<Record<string, string>>>("../../../words/*/checkpoint.json", {
  import: "default",
  eager: true,
});

/** What a language says an officer does, by code. */
function todosIn(language: string): Readonly<Record<string, string>> {
  const texts = Object.entries(dictionaries[`../../../words/${language}/checkpoint.json`] ?? {});
  return Object.fromEntries(texts.flatMap(([key, text]) => (key.startsWith("todo.") ? [[key.slice(5), text]] : [])));
}

it.each(Object.keys(LANGUAGES))("every action of the table of verdicts is said in %s, and no other", (language) => {
  expect(Object.keys(todosIn(language)).toSorted()).toEqual(TODO_CODES.toSorted());
});

it("the English words are the ledger's own", () => {
  const said = todosIn("en");
  for (const { action } of Object.values(VERDICT_TABLE)) {
    expect(said[todoCodeOf(action) ?? ""]?.replaceAll("’", "'")).toBe(action);
  }
});

it("an action that the table does not have is under no code", () => {
  expect(todoCodeOf("Wave it through.")).toBeUndefined();
});
