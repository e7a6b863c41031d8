// SPDX-License-Identifier: Apache-2.0

import { VarintReader } from "./varint.js";

/** A table file as LevelDB's manifest lists it. */
export interface TableEntry {
  readonly number: number;
  readonly size: number;
}

/** What a manifest says there is. */
export interface Manifest {
  readonly tables: readonly TableEntry[];
  /** Logs from this number on hold what is in no table yet. */
  readonly logNumber: number;
}

interface Building {
  readonly tables: Map<number, TableEntry>;
  /** Tags of the fields that were there. */
  readonly seen: Set<number>;
  logNumber: number;
}

type ReadField = (reader: VarintReader, building: Building) => void;

/** Fields of a record of the manifest, by their tag. */
const FIELDS: Readonly<Record<number, ReadField>> = {
  1: (reader) => void reader.string(), // the comparator's name
  2: (reader, building) => {
    building.logNumber = reader.number();
  },
  3: (reader) => void reader.number(), // next file
  4: (reader) => void reader.number(), // last sequence number
  5: (reader) => {
    // Where to compact next: a level and a key.
    reader.number();
    reader.string();
  },
  6: (reader, { tables }) => {
    reader.number();
    tables.delete(reader.number());
  },
  7: (reader, { tables }) => {
    reader.number();
    const entry = { number: reader.number(), size: reader.number() };
    tables.set(entry.number, entry);
    reader.string();
    reader.string();
  },
  9: (reader) => void reader.number(), // former log
};

/** Fields without which LevelDB does not open: log, next file, last sequence number. */
const NEEDED = [2, 3, 4];

/**
 * Puts the records of a manifest together.
 * @throws {RangeError} when they are none of a manifest.
 */
export function readManifest(records: readonly Buffer[]): Manifest {
  const building: Building = { tables: new Map(), seen: new Set(), logNumber: 0 };
  for (const record of records) {
    const reader = new VarintReader(record);
    while (!reader.isAtEnd) {
      const tag = reader.number();
      const field = FIELDS[tag];
      if (field === undefined) throw new RangeError(`a manifest of LevelDB has the unknown field ${tag}`);
      field(reader, building);
      building.seen.add(tag);
    }
  }
  if (!NEEDED.every((tag) => building.seen.has(tag))) throw new RangeError("a manifest of LevelDB is incomplete");
  return { tables: [...building.tables.values()].sort((a, b) => a.number - b.number), logNumber: building.logNumber };
}
