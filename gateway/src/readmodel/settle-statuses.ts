// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from "kysely";
import type { Tables } from "../database/tables.js";

/** A record that was written, or is thought otherwise of. */
interface Changed {
  readonly type: string;
  readonly id: string;
}

/** Brings what follows from several records together to where one row says it: whatever asks for it need not look at the others. */
export async function settleStatuses(db: Kysely<Tables>, changed: readonly Changed[]): Promise<void> {
  await settleCertificates(db, idsOf(changed, ["certificate", "certificate-standing"]));
  const lines = idsOf(changed, ["licence-line"]).map((id) => id.slice(0, id.lastIndexOf("#")));
  await settleExhausted(db, [...new Set([...idsOf(changed, ["licence"]), ...lines])]);
}

function idsOf(changed: readonly Changed[], types: readonly string[]): string[] {
  return changed.filter(({ type }) => types.includes(type)).map(({ id }) => id);
}

/** A certificate's status is what the importing state says of it since. */
async function settleCertificates(db: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update ledger.record certificate set status = standing.status from ledger.record standing
    where certificate.type = 'certificate' and standing.type = 'certificate-standing' and standing.id = certificate.id
      and certificate.id = any(${ids}::text[]) and certificate.status is distinct from standing.status`.execute(db);
}

/** As `isExhausted` of the domain: every line is limited, nothing is left of any, and nothing reserved may come back. */
const EXHAUSTED = sql<boolean>`(
  jsonb_array_length(r.content->'lines') > 0 and not exists (
    select from jsonb_array_elements(r.content->'lines') term
    where coalesce((
      select line.content->>'authorised' is null or line.content->>'reserved' <> '0'
        or (line.content->>'authorised')::numeric <> (line.content->>'consumed')::numeric
      from ledger.record line where line.type = 'licence-line' and line.id = r.id || '#' || (term->>'line')
        and line.doubt is null and line.problem is null
    ), true)
  ))`;

/** A licence is exhausted by what its lines say. */
async function settleExhausted(db: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update ledger.record licence set exhausted = found.exhausted
    from (select r.id, ${EXHAUSTED} as exhausted from ledger.record r where r.type = 'licence' and r.id = any(${ids}::text[])) found
    where licence.type = 'licence' and licence.id = found.id and licence.exhausted <> found.exhausted`.execute(db);
}
