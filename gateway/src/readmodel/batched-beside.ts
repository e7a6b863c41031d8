// SPDX-License-Identifier: Apache-2.0
import { type Beside, hashOfText, type JsonValue, type Membership, type MspId } from "@licet/domain";
import { type Kysely, sql } from "kysely";
import type { Tables } from "../database/tables.js";
import { Illegible, privateKey, recordKey } from "./authentic.js";
import { doubtsOf } from "./doubts.js";
import { counts, type RecordRow, type WorkingSet } from "./working-set.js";

type FoundRecord = Pick<RecordRow, "content" | "doubt" | "problem">;

/** Gathers what is asked for at the same time, and asks for all of it at once. */
class Gathering<K, V> {
  readonly #load: (keys: readonly K[]) => Promise<ReadonlyMap<string, V>>;
  #keys: K[] = [];
  #loading: Promise<ReadonlyMap<string, V>> | undefined;

  constructor(load: (keys: readonly K[]) => Promise<ReadonlyMap<string, V>>) {
    this.#load = load;
  }

  async ask(key: K, name: string): Promise<V | undefined> {
    this.#keys.push(key);
    this.#loading ??= Promise.resolve().then(() => {
      const keys = this.#keys;
      [this.#keys, this.#loading] = [[], undefined];
      return this.#load(keys);
    });
    return (await this.#loading).get(name);
  }
}

/** What looking at records needs of others: from the batch, and else from the database, few statements for however many records. */
export class BatchedBeside implements Beside {
  readonly members: Membership;
  readonly #set: WorkingSet;
  readonly #records: Gathering<readonly [type: string, id: string], FoundRecord>;
  readonly #hashes: Gathering<readonly [organisation: MspId, keyHash: string], string>;

  constructor(db: Kysely<Tables>, set: WorkingSet, members: Membership) {
    this.members = members;
    this.#set = set;
    this.#records = new Gathering((keys) => recordsOf(db, keys));
    this.#hashes = new Gathering((keys) => hashesOf(db, keys));
  }

  async record(type: string, id: string): Promise<JsonValue | undefined> {
    const row = this.#set.record(type, id) ?? (await this.#records.ask([type, id], recordKey(type, id)));
    if (row === undefined || counts(row)) return row?.content;
    const { unproven, illegible } = doubtsOf(row.doubt);
    if (illegible && !unproven) throw new Illegible(`${type} ${id} ${row.doubt ?? ""}.`);
    return undefined;
  }

  async hash(organisation: MspId, key: string): Promise<string | undefined> {
    const keyHash = hashOfText(key);
    const hash = this.#set.hash(organisation, keyHash);
    return hash === undefined
      ? this.#hashes.ask([organisation, keyHash], privateKey(organisation, keyHash))
      : (hash ?? undefined);
  }
}

async function recordsOf(
  db: Kysely<Tables>,
  keys: readonly (readonly [type: string, id: string])[],
): Promise<ReadonlyMap<string, FoundRecord>> {
  const { rows } = await sql<
    FoundRecord & { type: string; id: string }
  >`select r.type, r.id, r.content, r.doubt, r.problem
    from ledger.record r where (r.type, r.id) in
      (select * from unnest(${keys.map(([type]) => type)}::text[], ${keys.map(([, id]) => id)}::text[]))`.execute(db);
  return new Map(rows.map((row) => [recordKey(row.type, row.id), row]));
}

async function hashesOf(
  db: Kysely<Tables>,
  keys: readonly (readonly [organisation: MspId, keyHash: string])[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{
    organisation: string;
    key_hash: string;
    value_hash: string;
  }>`select h.* from ledger.private_hash h
    where (h.organisation, h.key_hash) in
      (select * from unnest(${keys.map(([of]) => of)}::text[], ${keys.map(([, hash]) => hash)}::text[]))`.execute(db);
  return new Map(rows.map((row) => [privateKey(row.organisation, row.key_hash), row.value_hash]));
}
