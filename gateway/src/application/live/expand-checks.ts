// SPDX-License-Identifier: Apache-2.0
import { OFFICER_ROLES } from "@licet/domain";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../../database/tables.js";
import { CHECKS_EXPANDED_MAX } from "./limits.js";
import { splitSubject } from "./subjects-of-event.js";

/** A check whose subjects are looked up. */
interface Unexpanded {
  readonly id: string;
  readonly subjects: readonly string[];
}

/** Records under which it stands what a consignment rests on, and a licence. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  consignment: ["consignment", "custody-head"],
  licence: ["licence"],
  certificate: ["certificate"],
};

/** Consignment, then its licences, then their certificates: what stands two steps away is rested on too. */
const STEPS = 2;

/**
 * Finds out what kept checks rest on: a consignment on its licences, certificates and parties, a licence on its certificate and
 * parties. From confidential parts it takes what the checker's role may read in the checker's own organisation, and nothing else.
 * @param block up to where the projection has come: checks of later blocks wait.
 */
export async function expandChecks(db: Kysely<Tables>, block: number): Promise<void> {
  const checks = await db
    .selectFrom("kept.check")
    .select(["id", "subjects"])
    .where("expanded", "=", false)
    .where((where) => where.or([where("block", "<=", block), where("block", "is", null)]))
    .orderBy("block")
    .limit(CHECKS_EXPANDED_MAX)
    .forUpdate()
    .skipLocked()
    .execute();
  for (const check of checks) {
    const subjects = await restedOn(db, check);
    await db.updateTable("kept.check").set({ subjects, expanded: true }).where("id", "=", check.id).execute();
  }
}

async function restedOn(db: Kysely<Tables>, { id, subjects }: Unexpanded): Promise<string[]> {
  const known = new Set(subjects);
  let fresh: readonly string[] = subjects;
  for (let step = 0; step < STEPS && fresh.length > 0; step += 1) {
    const found = await namedBy(db, id, fresh);
    fresh = found.filter((subject) => !known.has(subject));
    for (const subject of fresh) known.add(subject);
  }
  return [...known];
}

async function namedBy(db: Kysely<Tables>, check: string, subjects: readonly string[]): Promise<string[]> {
  const records = subjects.flatMap((subject) => {
    const [type, id] = splitSubject(subject);
    return (SOURCES[type] ?? []).map((source) => `${source}/${id}`);
  });
  if (records.length === 0) return [];
  const { rows } = await sql<{ subject: string }>`
    SELECT DISTINCT facet.name || '/' || facet.value AS subject
    FROM unnest(${records}::text[]) AS named(record)
    JOIN ledger.facet facet ON facet.type = split_part(named.record, '/', 1)
      AND facet.id = substr(named.record, strpos(named.record, '/') + 1)
    JOIN kept."check" asked ON asked.id = ${check}::uuid
    WHERE facet.name IN ('licence', 'certificate', 'party') AND (
      facet.organisation IS NULL
      OR facet.organisation = asked.organisation AND asked.role = ANY(${[...OFFICER_ROLES]}::text[]) AND EXISTS (
        SELECT FROM ledger.record r JOIN ledger.part p
          ON p.organisation = facet.organisation AND p.kind = r.part_kind AND p.id = r.part_id AND p.part = facet.part
        WHERE r.type = facet.type AND r.id = facet.id AND asked.role = ANY(p.readers)
      )
    )`.execute(db);
  return rows.map(({ subject }) => subject);
}
