// SPDX-License-Identifier: Apache-2.0
import type { Concerned, JsonValue, MspId, PartRef, Standing } from "@licet/domain";
import type { TransactionEvent } from "../blocks/ledger-event.js";
import type { PartState } from "../database/ledger/tables.js";
import { recordKey } from "./authentic.js";
import type { Findable } from "./facets.js";
import type { KnownRecord, KnownRecords } from "./proven.js";

/** What the confidential parts of a record lie under. */
export type PartsUnder = Pick<PartRef, "kind" | "id">;

/** Where a row stems from. */
export interface RowPosition {
  readonly block: number;
  readonly transaction: number;
}

/** A record's row. */
export interface RecordRow extends KnownRecord, RowPosition {
  readonly content: JsonValue;
  readonly status: string | null;
  readonly dueAt: string | null;
  readonly parts: PartsUnder | undefined;
  readonly doubt: string | null;
  readonly problem: string | null;
  readonly standing: Standing | null;
  readonly reliesOn: readonly string[];
  readonly transactionId: string;
  readonly changedAt: Date | null;
  readonly createdBlock: number;
  readonly createdAt: Date | null;
}

/** What an organisation has of a part. */
export interface PartContent extends RowPosition {
  readonly valueHash: string | undefined;
  readonly state: PartState;
  readonly content: JsonValue | undefined;
}

/** A part's row, as far as it matters to later transactions; with its content where this batch has written it. */
export interface PartRow {
  readonly organisation: MspId;
  readonly ref: PartRef;
  readonly parties: readonly string[];
  readonly partiesBeside: readonly string[];
  readonly written: PartContent | undefined;
}

/** What something is found by: a record's public fields, or an organisation's copy of one of its parts. */
export interface FoundIn {
  readonly type: string;
  readonly id: string;
  readonly organisation: MspId | null;
  readonly part: string | null;
}

/** What takes the place of what was there, if anything was. */
interface Replacing {
  /** Whether the database may hold something that this takes the place of. */
  readonly replaces: boolean;
}

/** What something is found by from now on. */
export interface FindableRow extends FoundIn, Findable, Replacing {}

/** Whom a record concerns from now on. */
export interface ConcernRow extends Replacing, Concerned {
  /** The record, as `type/id`. */
  readonly source: string;
}

/** An event of proven records. */
export interface EventRow {
  readonly event: TransactionEvent;
  readonly subjects: readonly string[];
}

/**
 * Rows that a batch of transactions reads and changes, in memory: later transactions of the batch see what earlier ones did, and each
 * row is written once at the end.
 */
export class WorkingSet implements KnownRecords {
  readonly #records = new Map<string, RecordRow>();
  readonly #byAddress = new Map<string, string>();
  readonly #byProof = new Map<string, string>();
  readonly #byParts = new Map<string, string>();
  readonly #parts = new Map<string, Map<string, PartRow>>();
  readonly #hashes = new Map<string, { organisation: MspId; keyHash: string; valueHash: string | undefined }>();
  /** Records whose rows were written, whose address is another one than the database holds, and of which something else changed. */
  readonly #written = new Set<string>();
  readonly #moved = new Set<string>();
  readonly #marked = new Set<string>();
  readonly #partsChanged = new Map<string, PartRow>();
  readonly #findable = new Map<string, FindableRow>();
  readonly #concerns = new Map<string, ConcernRow>();
  readonly #events: EventRow[] = [];
  readonly #changed = new Set<string>();
  /** Records that at some time did not count, and heads that did not go on from where they stood. */
  readonly #unsettled = new Set<string>();

  /** Takes a row as the database holds it, unless the set has it already. */
  holdRecord(row: RecordRow): void {
    if (!this.#records.has(keyOf(row))) this.#keep(row);
  }

  /** As {@link holdRecord}, for a part. */
  holdPart(row: PartRow): void {
    const beside = this.#partsUnder(row.organisation, row.ref);
    if (!beside.has(row.ref.part)) beside.set(row.ref.part, row);
  }

  at(type: string, address: string): RecordRow | undefined {
    return this.#named(this.#byAddress, textOf(type, address));
  }

  provenBy(owner: MspId, proof: string): RecordRow | undefined {
    return this.#named(this.#byProof, textOf(owner, proof));
  }

  /** The record that parts are of; undefined where there is none. */
  ownerOf({ kind, id }: PartsUnder): RecordRow | undefined {
    return this.#named(this.#byParts, textOf(kind, id));
  }

  record(type: string, id: string): RecordRow | undefined {
    return this.#records.get(recordKey(type, id));
  }

  /** The record that `type/id` names. */
  recordOf(key: string): RecordRow | undefined {
    return this.#records.get(key);
  }

  /** Records of the set that rely on something, as `type/id`. */
  relyingOn(keys: readonly string[]): string[] {
    const wanted = new Set(keys);
    return [...this.#records].flatMap(([key, { reliesOn }]) => (reliesOn.some((on) => wanted.has(on)) ? [key] : []));
  }

  /** Writes a whole row. */
  writeRecord(row: RecordRow): void {
    const key = keyOf(row);
    const before = this.#records.get(key);
    if (before !== undefined && before.address !== row.address) this.#moved.add(key);
    this.#keep(row);
    this.#written.add(key);
  }

  /** Changes what is thought of a record, and not what it says. */
  markRecord(
    type: string,
    id: string,
    marks: Partial<Pick<RecordRow, "doubt" | "problem" | "standing" | "reliesOn">>,
  ): void {
    const key = recordKey(type, id);
    const row = this.#records.get(key);
    if (row === undefined) return;
    this.#records.set(key, { ...row, ...marks });
    this.#marked.add(key);
    if (!counts({ ...row, ...marks })) this.#unsettled.add(key);
  }

  /** Parts of a record that an organisation has, by their names. */
  partsOf(organisation: MspId, under: PartsUnder): ReadonlyMap<string, PartRow> {
    return this.#partsUnder(organisation, under);
  }

  writePart(row: PartRow): void {
    const { organisation, ref } = row;
    this.#partsUnder(organisation, ref).set(ref.part, row);
    this.#partsChanged.set(textOf(organisation, ref.kind, ref.id, ref.part), row);
  }

  /** Hash of what lies under a key; null where this batch deleted it, undefined where it did not touch it. */
  hash(organisation: MspId, keyHash: string): string | null | undefined {
    const found = this.#hashes.get(textOf(organisation, keyHash));
    return found === undefined ? undefined : (found.valueHash ?? null);
  }

  writeHash(organisation: MspId, keyHash: string, valueHash: string | undefined): void {
    this.#hashes.set(textOf(organisation, keyHash), { organisation, keyHash, valueHash });
  }

  writeFindable(row: FindableRow): void {
    const key = textOf(row.type, row.id, row.organisation, row.part);
    const before = this.#findable.get(key);
    this.#findable.set(key, { ...row, replaces: before?.replaces ?? row.replaces });
  }

  writeConcerns(row: ConcernRow): void {
    const before = this.#concerns.get(row.source);
    this.#concerns.set(row.source, { ...row, replaces: before?.replaces ?? row.replaces });
  }

  writeEvent(row: EventRow): void {
    this.#events.push(row);
  }

  /** Notes what others may rely on, as their `relies_on` names it. */
  noteChanged(keys: readonly string[]): void {
    for (const key of keys) this.#changed.add(key);
  }

  /** Notes a record under which other entries may hang than before. */
  noteBroken({ type, id }: Pick<RecordRow, "type" | "id">): void {
    this.#unsettled.add(recordKey(type, id));
  }

  /** Records that were written or are thought otherwise of, and whose entries cannot all be taken to count. */
  get unsettled(): readonly RecordRow[] {
    return this.#rowsOf([...this.#unsettled].filter((key) => this.#written.has(key) || this.#marked.has(key)));
  }

  /** What others may rely on that this batch has changed. */
  get changed(): readonly string[] {
    return [...this.#changed];
  }

  /** Records whose rows this batch has written. */
  get written(): readonly RecordRow[] {
    return this.#rowsOf(this.#written);
  }

  /** Those of them that the database holds at another address. */
  get moved(): readonly RecordRow[] {
    return this.#rowsOf(this.#moved);
  }

  /** Records that this batch thinks otherwise of, and has not written. */
  get marked(): readonly RecordRow[] {
    return this.#rowsOf([...this.#marked].filter((key) => !this.#written.has(key)));
  }

  /** Parts whose rows this batch has written, or has given other parties beside. */
  get parts(): readonly PartRow[] {
    return [...this.#partsChanged.values()];
  }

  get hashes(): readonly {
    readonly organisation: MspId;
    readonly keyHash: string;
    readonly valueHash: string | undefined;
  }[] {
    return [...this.#hashes.values()];
  }

  get findable(): readonly FindableRow[] {
    return [...this.#findable.values()];
  }

  get concerns(): readonly ConcernRow[] {
    return [...this.#concerns.values()];
  }

  get events(): readonly EventRow[] {
    return this.#events;
  }

  #keep(row: RecordRow): void {
    const key = keyOf(row);
    const before = this.#records.get(key);
    if (before !== undefined) this.#forgetNames(before);
    this.#records.set(key, row);
    if (!counts(row)) this.#unsettled.add(key);
    if (row.proof !== null) {
      this.#byAddress.set(textOf(row.type, row.address), key);
      this.#byProof.set(textOf(row.owner, row.proof), key);
    }
    if (row.parts !== undefined) this.#byParts.set(textOf(row.parts.kind, row.parts.id), key);
  }

  /** A row is found by what it says now, and no more by what it said before. */
  #forgetNames({ type, address, parts }: RecordRow): void {
    this.#byAddress.delete(textOf(type, address));
    if (parts !== undefined) this.#byParts.delete(textOf(parts.kind, parts.id));
  }

  #named(names: ReadonlyMap<string, string>, name: string): RecordRow | undefined {
    return this.#records.get(names.get(name) ?? "");
  }

  #partsUnder(organisation: MspId, { kind, id }: PartsUnder): Map<string, PartRow> {
    const key = textOf(organisation, kind, id);
    const beside = this.#parts.get(key) ?? new Map<string, PartRow>();
    this.#parts.set(key, beside);
    return beside;
  }

  #rowsOf(keys: Iterable<string>): RecordRow[] {
    return [...keys].flatMap((key) => this.#records.get(key) ?? []);
  }
}

function keyOf({ type, id }: Pick<RecordRow, "type" | "id">): string {
  return recordKey(type, id);
}

/** Whether the ledger would read a record. */
export function counts({ doubt, problem }: Pick<RecordRow, "doubt" | "problem">): boolean {
  return doubt === null && problem === null;
}

/** One text for several, whatever stands in them. */
function textOf(...texts: readonly (string | null)[]): string {
  return JSON.stringify(texts);
}
