// SPDX-License-Identifier: Apache-2.0
import { CALLER_ROLE, FINDER_ROLE, GATEWAY_ROLE } from "../roles.js";

/** Organisation, role and party of whoever asks, as the transaction has them; selected, so that a statement looks once and not for each row. */
const ORGANISATION = "(SELECT current_setting('licet.organisation', true))";
const ROLE = "(SELECT current_setting('licet.role', true))";
const PARTY = "(SELECT nullif(current_setting('licet.party', true), ''))";

/** Configuration that words are taken up and searched in: names and references are of no one language. */
export const WORDS_CONFIGURATION = "simple";

/**
 * What a record says of whom parts concern holds while it counts itself, and what it is to be read beside: a caller sees no record that
 * does not.
 */
const CONCERN_COUNTS = `
  (concern.until IS NULL OR concern.until > now()) AND NOT EXISTS (
    SELECT FROM unnest(concern.besides || concern.source) AS needed (key)
    WHERE NOT EXISTS (
      SELECT FROM ledger.record r
      WHERE r.type = split_part(needed.key, '/', 1) AND r.id = substr(needed.key, strpos(needed.key, '/') + 1)
    )
  )`;

/**
 * Who sees a confidential part: in the organisation that holds it, the roles that the row names, and of those that act for one party of
 * many, whom it concerns. Which roles and parties these are, the domain's rules said when the row was written, which the chaincode reads by.
 */
const partDisclosed = (part: string): string => `
  ${part}.organisation = ${ORGANISATION}
  AND (${ROLE} = ANY (${part}.readers) OR (${ROLE} = ANY (${part}.own_readers) AND (
    ${PARTY} = ANY (${part}.parties)
    OR ${PARTY} = ANY (${part}.parties_beside)
    OR EXISTS (
      SELECT FROM ledger.concern c
      WHERE c.kind = ${part}.kind AND c.id = ${part}.id AND c.party = ${PARTY}
    )
  )))`;

/** What stems from a confidential part is seen by whoever sees the part, which is what the rule of its table says. */
const stemsFromDisclosed = (table: string): string => `
  ${table}.organisation IS NULL
  OR (${table}.organisation = ${ORGANISATION} AND EXISTS (
    SELECT FROM ledger.record r JOIN ledger.part p
      ON p.organisation = ${table}.organisation AND p.kind = r.part_kind AND p.id = r.part_id AND p.part = ${table}.part
    WHERE r.type = ${table}.type AND r.id = ${table}.id
  ))`;

/**
 * Finds records by their words. Operators that could tell of a row in an error are not tried on rows before row-level security has let
 * them pass, so that an index of words is of no use to a caller: the function looks as a role that sees every word, and of parts what
 * the caller does, by the same rule.
 */
const WORDS_FOUND = `
CREATE FUNCTION ledger.words_found(wanted tsquery, types text[], most integer) RETURNS TABLE (type text, id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT words.type, words.id FROM ledger.words
  WHERE words.words @@ wanted AND words.type = ANY (types) AND (${stemsFromDisclosed("words")})
  LIMIT most
$$;
REVOKE ALL ON FUNCTION ledger.words_found FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.words_found TO ${CALLER_ROLE};
GRANT USAGE, CREATE ON SCHEMA ledger TO ${FINDER_ROLE};
ALTER FUNCTION ledger.words_found OWNER TO ${FINDER_ROLE};
REVOKE CREATE ON SCHEMA ledger FROM ${FINDER_ROLE};
CREATE POLICY finder ON ledger.words FOR SELECT TO ${FINDER_ROLE} USING (true);
GRANT SELECT ON ledger.words TO ${FINDER_ROLE};`;

/** Tables whose rows every member of the channel may read. */
const PUBLIC_TABLES = ["projection", "event", "event_subject"];

/** Tables of which a caller sees some rows, and by what. */
const GUARDED_TABLES: Readonly<Record<string, string>> = {
  // What the ledger would not read, whoever is to blame for it, is not there; nor what nobody states who would have to, while it would count.
  record: "doubt IS NULL AND problem IS NULL AND (standing IS DISTINCT FROM 'unstated' OR due_at <= now())",
  private_hash: "false",
  concern: CONCERN_COUNTS,
  part: partDisclosed("part"),
  facet: stemsFromDisclosed("facet"),
  words: stemsFromDisclosed("words"),
};

const RULES: readonly (readonly [string, string])[] = [
  ...PUBLIC_TABLES.map((table) => [table, "true"] as const),
  ...Object.entries(GUARDED_TABLES),
];

/** Tables by which the finder knows whether the caller sees what words stem from. */
const FINDER_READS = ["record", "part", "concern"];

/** Who reads by the callers' rule. */
function readersOf(table: string): string {
  return FINDER_READS.includes(table) ? `${CALLER_ROLE}, ${FINDER_ROLE}` : CALLER_ROLE;
}

/** Row-level security binds the tables' owner too; the gateway writes, callers read. */
const SECURITY = RULES.map(
  ([table, rule]) => `
ALTER TABLE ledger.${table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger.${table} FORCE ROW LEVEL SECURITY;
CREATE POLICY gateway ON ledger.${table} TO ${GATEWAY_ROLE} USING (true) WITH CHECK (true);
CREATE POLICY caller ON ledger.${table} FOR SELECT TO ${readersOf(table)} USING (${rule});
GRANT SELECT, INSERT, UPDATE, DELETE ON ledger.${table} TO ${GATEWAY_ROLE};
GRANT SELECT ON ledger.${table} TO ${readersOf(table)};`,
).join("\n");

/** The projection of the ledger, from nothing. Where this text changes, the projection is made anew from the first block. */
export const PROJECTION_SQL = `
DROP SCHEMA IF EXISTS ledger CASCADE;
CREATE SCHEMA ledger;
GRANT USAGE ON SCHEMA ledger TO ${GATEWAY_ROLE}, ${CALLER_ROLE};

CREATE TABLE ledger.projection (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  form text NOT NULL,
  transaction_id text,
  block bigint,
  transaction integer,
  newest_at timestamptz,
  projected_at timestamptz
);


CREATE TABLE ledger.record (
  type text NOT NULL,
  id text NOT NULL,
  owner text NOT NULL,
  address text NOT NULL,
  proof text,
  head text,
  content jsonb NOT NULL,
  status text,
  exhausted boolean NOT NULL DEFAULT false,
  due_at timestamptz,
  part_kind text,
  part_id text,
  doubt text,
  problem text,
  standing text CHECK (standing IN ('unstated', 'overridden')),
  relies_on text[] NOT NULL DEFAULT '{}',
  block bigint NOT NULL,
  transaction integer NOT NULL,
  transaction_id text NOT NULL,
  changed_at timestamptz,
  created_block bigint NOT NULL,
  created_at timestamptz,
  ending text GENERATED ALWAYS AS (reverse(id)) STORED,
  PRIMARY KEY (type, id)
);
CREATE UNIQUE INDEX record_address ON ledger.record (type, address) WHERE proof IS NOT NULL;
CREATE UNIQUE INDEX record_proof ON ledger.record (owner, proof) WHERE proof IS NOT NULL;
CREATE INDEX record_head ON ledger.record (type, head) WHERE head IS NOT NULL;
CREATE INDEX record_newest ON ledger.record (type, block DESC, transaction DESC, id);
CREATE INDEX record_status ON ledger.record (type, status, block DESC, transaction DESC, id);
CREATE INDEX record_owner ON ledger.record (type, owner, block DESC, transaction DESC, id);
CREATE INDEX record_due ON ledger.record (type, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX record_exhausted ON ledger.record (type, block DESC, transaction DESC, id) WHERE exhausted;
CREATE INDEX record_standing ON ledger.record (type, block DESC, transaction DESC, id) WHERE standing IS NOT NULL;
CREATE INDEX record_parts ON ledger.record (part_kind, part_id) WHERE part_kind IS NOT NULL;
CREATE INDEX record_relies_on ON ledger.record USING gin (relies_on) WHERE relies_on <> '{}';
CREATE INDEX record_ending ON ledger.record (ending text_pattern_ops);

CREATE TABLE ledger.part (
  organisation text NOT NULL,
  kind text NOT NULL,
  id text NOT NULL,
  part text NOT NULL,
  state text NOT NULL CHECK (state IN ('held', 'pending', 'unread', 'hashed', 'gone')),
  value_hash text,
  readers text[] NOT NULL,
  own_readers text[] NOT NULL,
  parties text[] NOT NULL,
  parties_beside text[] NOT NULL DEFAULT '{}',
  content jsonb,
  block bigint NOT NULL,
  transaction integer NOT NULL,
  PRIMARY KEY (organisation, kind, id, part),
  CHECK ((state = 'held') = (content IS NOT NULL))
);
CREATE INDEX part_of ON ledger.part (kind, id);
CREATE INDEX part_pending ON ledger.part (organisation, block) WHERE state = 'pending';

CREATE TABLE ledger.private_hash (
  organisation text NOT NULL,
  key_hash text NOT NULL,
  value_hash text NOT NULL,
  PRIMARY KEY (organisation, key_hash)
);

CREATE TABLE ledger.concern (
  source text NOT NULL,
  kind text NOT NULL,
  id text NOT NULL,
  party text NOT NULL,
  until timestamptz,
  besides text[] NOT NULL DEFAULT '{}'
);
CREATE INDEX concern_source ON ledger.concern (source);
CREATE INDEX concern_party ON ledger.concern (kind, id, party);
CREATE INDEX concern_of ON ledger.concern (party, kind);

CREATE TABLE ledger.facet (
  type text NOT NULL,
  id text NOT NULL,
  name text NOT NULL,
  value text NOT NULL,
  organisation text,
  part text,
  ending text GENERATED ALWAYS AS (CASE name WHEN 'reference' THEN reverse(value) END) STORED,
  UNIQUE NULLS NOT DISTINCT (type, id, name, value, organisation, part)
);
CREATE INDEX facet_value ON ledger.facet (name, value text_pattern_ops, type);
CREATE INDEX facet_ending ON ledger.facet (ending text_pattern_ops) WHERE ending IS NOT NULL;

CREATE TABLE ledger.words (
  type text NOT NULL,
  id text NOT NULL,
  organisation text,
  part text,
  words tsvector NOT NULL,
  UNIQUE NULLS NOT DISTINCT (type, id, organisation, part)
);
CREATE INDEX words_match ON ledger.words USING gin (words);

CREATE TABLE ledger.event (
  block bigint NOT NULL,
  transaction integer NOT NULL,
  transaction_id text NOT NULL,
  at timestamptz,
  creator text NOT NULL,
  name text NOT NULL,
  version integer NOT NULL,
  payload jsonb NOT NULL,
  subjects text[] NOT NULL,
  PRIMARY KEY (block, transaction)
);
CREATE INDEX event_name ON ledger.event (name, block, transaction);

CREATE TABLE ledger.event_subject (
  subject text NOT NULL,
  block bigint NOT NULL,
  transaction integer NOT NULL,
  PRIMARY KEY (subject, block, transaction)
);
${SECURITY}
${WORDS_FOUND}
`;
