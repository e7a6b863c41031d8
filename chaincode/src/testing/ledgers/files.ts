// SPDX-License-Identifier: Apache-2.0
import type { Person } from "./people";
import { type Answer, answered, ASKING, questionsTo } from "./questions";
import type { Stage } from "./stage";
import { type KeptLedger, keptLedger } from "./stored";

/** Names of a kept ledger's files. */
export const LEDGER_FILE = "ledger.json";
export const ANSWERS_FILE = "answers.json";

/** Answers of a ledger, and the people who asked. */
export interface KeptAnswers {
  readonly people: Readonly<Record<string, Person>>;
  readonly answers: readonly Answer[];
}

/** The files that keep a ledger and what it answers, by their names. */
export async function filesOf(stage: Stage): Promise<Readonly<Record<string, string>>> {
  const { at, transactions, state, collections } = keptLedger(stage.ledger, stage.time, stage.transactions);
  const answers: Answer[] = [];
  for (const question of questionsTo(stage.ledger)) {
    answers.push({ ...question, answer: await answered(stage, question, ASKING[question.by]) });
  }
  return {
    [LEDGER_FILE]: fileOf({ at, transactions }, { state, collections }),
    [ANSWERS_FILE]: fileOf({ people: ASKING }, { answers }),
  };
}

/** A ledger as its file keeps it. */
export function keptIn(text: string): KeptLedger {
  return JSON.parse(text) as KeptLedger;
}

/** Answers as their file keeps them. */
export function answersIn(text: string): KeptAnswers {
  return JSON.parse(text) as KeptAnswers;
}

/** JSON with one row a line, so that two ledgers can be compared line by line. */
function fileOf(
  header: Readonly<Record<string, unknown>>,
  lists: Readonly<Record<string, readonly unknown[]>>,
): string {
  const members = [
    ...Object.entries(header).map(([name, value]) => `"${name}": ${JSON.stringify(value)}`),
    ...Object.entries(lists).map(
      ([name, rows]) => `"${name}": [\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`,
    ),
  ];
  return `{\n${members.join(",\n")}\n}\n`;
}
