// SPDX-License-Identifier: Apache-2.0
import { sharingRules } from "@licet/chaincode/internal/areas/sharing/rules";
import { AREA_RULES } from "@licet/chaincode/internal/contracts/areas";
import { commitmentAt } from "@licet/chaincode/internal/contracts/commitments";
import type { Person } from "@licet/chaincode/internal/testing/ledgers/people";
import type { Stage } from "@licet/chaincode/internal/testing/ledgers/stage";
import {
  type ErrorCode,
  eventPlaceOf,
  innerId,
  type JsonValue,
  LicetError,
  type PartRef,
  type TransactionDefinition,
} from "@licet/domain";

type Rule = (typeof AREA_RULES)[number]["handlers"][string];

const RULES: ReadonlyMap<string, { readonly definition: TransactionDefinition; readonly rule: Rule | undefined }> =
  new Map(
    [...AREA_RULES, sharingRules(commitmentAt)].flatMap(({ manifest, handlers }) =>
      Object.entries(manifest.transactions).map(([name, definition]) => [name, { definition, rule: handlers[name] }]),
    ),
  );

/** How many items a page of a list has. */
const PAGE_SIZE = 100;

/** A query by which the ledger gives a record, and where it stands in the answer. */
interface Asked {
  readonly query: string;
  readonly input: Readonly<Record<string, JsonValue>>;
  readonly found: (answer: never) => JsonValue | undefined;
}

interface Items<T> {
  readonly items: readonly T[];
}

type WithId = { readonly [field: string]: JsonValue } & { readonly id: string };

const whole = (answer: JsonValue): JsonValue => answer;

/** One of the records of a list of a consignment, by the id that its reference ends with. */
function inListOf(query: string, reference: string): Asked {
  const consignment = reference.slice(0, reference.indexOf("#"));
  const found = ({ items }: Items<WithId>): JsonValue | undefined => items.find(({ id }) => id === innerId(reference));
  return { query, input: { consignment, pageSize: PAGE_SIZE }, found };
}

/** The query that who relies on a record asks, by type; `sharing:ReadRecord`, which demands least, for the others. */
const ASKED: Readonly<Record<string, (id: string) => Asked>> = {
  licence: (id) => ({
    query: "licence:Read",
    input: { licence: id },
    found: ({ licence }: { readonly licence: JsonValue }) => licence,
  }),
  application: (id) => ({ query: "licence:ReadApplication", input: { application: id }, found: whole }),
  certificate: (id) => ({ query: "certificate:Read", input: { certificate: id }, found: whole }),
  consignment: (id) => ({ query: "consignment:Read", input: { consignment: id }, found: whole }),
  "custody-head": (id) => ({ query: "custody:Head", input: { consignment: id }, found: whole }),
  "custody-event": (id) => ({
    query: "custody:ListEvents",
    input: { consignment: eventPlaceOf(id).consignment, pageSize: PAGE_SIZE },
    found: ({ items }: Items<{ readonly id: string; readonly event: JsonValue }>) =>
      items.find((item) => item.id === id)?.event,
  }),
  hold: (id) => inListOf("checkpoint:ListHolds", id),
  inspection: (id) => inListOf("checkpoint:ListInspections", id),
  verification: (id) => ({ query: "checkpoint:ReadVerification", input: { verification: id }, found: whole }),
};

function readRecord(type: string, id: string): Asked {
  const found = ({ record }: { readonly record: JsonValue }): JsonValue => record;
  return { query: "sharing:ReadRecord", input: { type, id }, found };
}

/** What the ledger answered: a value, or the code of its refusal. */
export type Answer<T> = { readonly value: T } | { readonly refused: ErrorCode };

/** A record as the ledger gives it to who relies on it; a refusal where it gives none. */
export async function recordAsked(
  stage: Stage,
  by: Person,
  type: string,
  id: string,
): Promise<Answer<JsonValue | undefined>> {
  const { query, input, found } = (ASKED[type] ?? ((reference) => readRecord(type, reference)))(id);
  const answer = await answerTo(stage, by, query, input);
  return "refused" in answer ? answer : { value: found(answer.value as never) };
}

/** A confidential part as `sharing:ReadPart` gives it. */
export async function partAsked(stage: Stage, by: Person, ref: PartRef): Promise<Answer<JsonValue>> {
  const answer = await answerTo(stage, by, "sharing:ReadPart", { ...ref });
  return "refused" in answer ? answer : { value: (answer.value as { readonly content: JsonValue }).content };
}

/**
 * What a query's rule answers.
 * @throws {LicetError} what the rule refuses with.
 */
export async function ask(stage: Stage, by: Person, query: string, input: Asked["input"]): Promise<unknown> {
  const { definition, rule } = RULES.get(query) ?? {};
  if (definition === undefined || rule === undefined) throw new Error(`There is no rule behind ${query}.`);
  return stage.ask(definition, rule, input, by);
}

async function answerTo(stage: Stage, by: Person, query: string, input: Asked["input"]): Promise<Answer<unknown>> {
  try {
    return { value: await ask(stage, by, query, input) };
  } catch (error) {
    if (error instanceof LicetError) return { refused: error.code };
    throw error;
  }
}
