// SPDX-License-Identifier: Apache-2.0

/**
 * Rows of an RFC 4180 text as objects by the header's names. A quoted field may hold commas, quotes (doubled) and line
 * breaks; a row shorter than the header has empty strings at its end.
 */
export function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const [header, ...rows] = splitCsv(text.replace(/^\uFEFF/, ""));
  if (header === undefined) return [];
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ""])));
}

const FIELD_PATTERN = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;

function splitCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  FIELD_PATTERN.lastIndex = 0;
  while (FIELD_PATTERN.lastIndex < text.length) {
    const offset = FIELD_PATTERN.lastIndex;
    const match = FIELD_PATTERN.exec(text);
    if (match === null) throw new Error(`Malformed CSV at character ${offset}: ${text.slice(offset, offset + 60)}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
