// SPDX-License-Identifier: Apache-2.0
import type { TransactionName } from "@licet/domain";
import type { World } from "../world/world.js";
import { QUERY_INPUTS } from "./queries.js";

/** An officer of a state that the goods pass, who asks everything. */
const ASKER = "customs1@AEAuthorityMSP";
/** An officer of the state that owns most of the records, who asks at its own peer what only it holds, and what it decides by. */
const OWNER = "customs1@GBAuthorityMSP";
const ASKED_BY_OWNER: readonly string[] = ["members:Read", "licence:ReadValue", "sharing:ReadPart", "custody:Head"];

/** Fields that say when the question was asked: an attack that is played across midnight changes no answer by that. */
const ASKED_AT: readonly string[] = ["at", "day"];

/** What honest peers answer to every query about the honest world. */
export class HonestView {
  readonly #world: World;
  #answers = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  /** How many answers it holds. */
  get size(): number {
    return this.#answers.size;
  }

  /** Takes what honest peers say now as the measure. */
  async take(): Promise<void> {
    this.#answers = await this.#ask();
  }

  /** Questions whose answer has changed since, with both answers. */
  async changes(): Promise<readonly string[]> {
    const now = await this.#ask();
    return [...now].flatMap(([question, answer]) => {
      const before = this.#answers.get(question);
      return before === answer ? [] : [`${question}: ${excerpt(before ?? "not asked", answer)}`];
    });
  }

  async #ask(): Promise<Map<string, string>> {
    const questions = Object.entries(QUERY_INPUTS).flatMap(([name, inputs]) => {
      const askers = ASKED_BY_OWNER.includes(name) ? [ASKER, OWNER] : [ASKER];
      return askers.flatMap((asker) =>
        inputs(this.#world).map((input) => ({ asker, name: name as TransactionName, input })),
      );
    });
    const answers = await Promise.all(
      questions.map(async ({ asker, name, input }) => {
        const { code, json } = await this.#world.query(asker, name, input);
        const answer = code === "OK" ? JSON.stringify(json, withoutClock(name)) : code;
        return [`${asker} ${name} ${JSON.stringify(input)}`, answer] as const;
      }),
    );
    return new Map(answers);
  }
}

function withoutClock(name: TransactionName): (key: string, value: unknown) => unknown {
  if (name !== "checkpoint:Verify") return (_key, value) => value;
  return (key, value) => (ASKED_AT.includes(key) ? undefined : value);
}

const EXCERPT = 120;

/** Where two answers part. */
function excerpt(before: string, after: string): string {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  const from = Math.max(0, at - 20);
  return `"${before.slice(from, from + EXCERPT)}" became "${after.slice(from, from + EXCERPT)}"`;
}
