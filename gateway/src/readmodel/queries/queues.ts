// SPDX-License-Identifier: Apache-2.0
import { type RawBuilder, sql } from "kysely";
import { facetValue } from "../facets.js";
import type { ReadModelCaller } from "./caller.js";
import { conditionsOf, type ListFilters } from "./filters.js";
import { LISTS, type ListDefinition } from "./lists.js";
import type { Source } from "./select.js";

/** What of a list stands in a queue. */
interface QueuePart {
  readonly list: ListDefinition;
  readonly filters: (caller: ReadModelCaller) => ListFilters;
  readonly conditions: (caller: ReadModelCaller, now: Date) => readonly RawBuilder<unknown>[];
}

/** A working list: what somebody has to do, or waits for. */
interface QueueDefinition {
  readonly title: string;
  readonly parts: readonly QueuePart[];
}

const OWN: QueuePart["conditions"] = ({ organisation }) => [sql`r.owner = ${organisation}`];

function part(
  list: ListDefinition,
  status: string[] | undefined,
  ...conditions: readonly QueuePart["conditions"][]
): QueuePart {
  return {
    list,
    filters: () => (status === undefined ? {} : { status }),
    conditions: (caller, now) => conditions.flatMap((each) => each(caller, now)),
  };
}

/** What another person of the same organisation has begun. */
function begunByAnother(field: RawBuilder<unknown>): QueuePart["conditions"] {
  return ({ officer }) => [sql`${field} is distinct from ${officer}`];
}

/** Whoever acts for one party sees that party's goods; whoever acts for an organisation, all of its parties'. */
function goodsOf(name: "custodian" | "offered-to"): QueuePart["conditions"] {
  return ({ party, organisation }) => [
    sql`exists (select from ledger.facet f where f.type = r.type and f.id = r.id and f.name = ${name}
      and f.value = ${facetValue(party ?? organisation)})`,
  ];
}

const IN_CUSTODY = goodsOf("custodian");
const OFFERED = goodsOf("offered-to");

/** Goods that are on their way: neither received nor invalidated. */
const UNDER_WAY: QueuePart["conditions"] = () => [
  sql`exists (select from ledger.record c where c.type = 'consignment' and c.id = r.id
    and c.status in ('registered', 'released'))`,
];

/** A consignment whose destination, or a certificate whose exporting state, has the ball while the record is the caller's. */
const OWN_ELSEWHERE: readonly QueuePart[] = [
  part(LISTS.certificates, ["authority-certified", "verified-on-paper"], OWN),
  part(LISTS.consignments, ["released"], OWN),
  part(LISTS.offers, undefined, IN_CUSTODY),
];

const OVERDUE_LISTS: readonly ListDefinition[] = [
  LISTS.licences,
  LISTS.certificates,
  LISTS.parties,
  LISTS.signatories,
  LISTS.holds,
  LISTS.custody,
];

/** Every working list, by the name that its address has. */
export const QUEUES = {
  decisions: {
    title: "Applications and certificates that await a decision of your organisation",
    parts: [
      part(LISTS.applications, ["submitted", "approved"], OWN),
      part(LISTS.certificates, ["draft", "end-user-signed"], OWN),
    ],
  },
  countersign: {
    title: "What another officer of your organisation has begun, and a second one ends",
    parts: [
      part(LISTS.actions, ["requested"], OWN, begunByAnother(sql`r.content->>'requestedBy'`)),
      part(LISTS.applications, ["approved"], OWN, begunByAnother(sql`r.content->'decision'->>'officer'`)),
      part(
        LISTS.certificates,
        ["draft"],
        OWN,
        () => [sql`r.content ? 'evidence'`],
        begunByAnother(sql`r.content->'evidence'->>'recordedBy'`),
      ),
    ],
  },
  overdue: {
    title: "Records of your organisation whose date has passed and that nobody has ended",
    parts: OVERDUE_LISTS.map((list) => ({ ...part(list, undefined, OWN), filters: () => ({ overdue: true }) })),
  },
  waiting: { title: "Records of yours that others have to act on", parts: OWN_ELSEWHERE },
  offered: { title: "Goods that are offered to you", parts: [part(LISTS.offers, undefined, OFFERED)] },
  custody: { title: "Goods in your custody", parts: [part(LISTS.custody, undefined, IN_CUSTODY, UNDER_WAY)] },
  handover: {
    title: "Goods in your custody that nobody is offered yet",
    parts: [part(LISTS.custody, ["in-custody", "offer-lapsed"], IN_CUSTODY, UNDER_WAY)],
  },
  holds: {
    title: "Holds that stand, placed by your organisation or on consignments of its register",
    parts: [
      part(LISTS.holds, ["open"], ({ organisation }) => [
        sql`(r.owner = ${organisation} or exists (select from ledger.record c
          where c.type = 'consignment' and c.id = r.content->>'consignment' and c.owner = ${organisation}))`,
      ]),
    ],
  },
} as const satisfies Readonly<Record<string, QueueDefinition>>;

/** Name of a working list. */
export type QueueName = keyof typeof QUEUES;

/** Names of all working lists. */
export const QUEUE_NAMES = Object.keys(QUEUES) as [QueueName, ...QueueName[]];

/** Records that stand in a caller's working list. */
export function sourcesOfQueue(name: QueueName, caller: ReadModelCaller, now: Date): Source[] {
  const { parts }: QueueDefinition = QUEUES[name];
  return parts.flatMap(({ list, filters, conditions }) =>
    conditionsOf(list, filters(caller), now).map((own) => ({
      type: list.type,
      conditions: [...own, ...conditions(caller, now)],
    })),
  );
}
