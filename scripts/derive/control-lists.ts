// SPDX-License-Identifier: Apache-2.0
import { gunzipSync } from "node:zlib";
import { byCodeUnit, jsonWithRows, readSource, readSourceBytes, writeProjectFile } from "./files.js";

/** One provision of a control list: an entry (3A001) or a paragraph of it (3A001.a.5). */
interface ControlListEntry {
  readonly code: string;
  /** The provision one level up; absent for an entry. */
  readonly parent?: string;
  readonly title: string;
  /** The first character of the code: 0 to 9. */
  readonly category: string;
  /** The second character of the code: A equipment, B test and production, C materials, D software, E technology. */
  readonly productGroup: string;
}

const TITLE_LENGTH_MAX = 300;
const UNUSED = /^not used[.;]?$/i;
const ATTRIBUTION =
  "Contains Annex I of Regulation (EU) 2021/821. © European Union, http://eur-lex.europa.eu/. Reuse is permitted provided " +
  "the source is acknowledged (Commission Decision 2011/833/EU). Shortened; only the Official Journal is authentic.";

/** Writes both editions of Annex I. */
export function deriveControlLists(sources: string): readonly string[] {
  return [
    writeEdition("2022", "2022-01-07", provisionsOf2022(sources)),
    writeEdition("2025", "2025-11-15", provisionsOf2025(sources)),
  ];
}

function writeEdition(edition: string, validFrom: string, provisions: readonly Provision[]): string {
  const entries = toEntries(provisions);
  const header = { list: "EU-ANNEX-I", edition, validFrom, attribution: ATTRIBUTION, entryCount: entries.length };
  const name = `chaincode/data/control-lists/eu-annex-i-${edition}.json`;
  return `${writeProjectFile(name, jsonWithRows(header, "entries", entries))}: ${entries.length} provisions`;
}

interface Provision {
  readonly code: string;
  readonly text: string;
}

/** Keeps the first text of a code, leaves out unused numbers, and links each provision to its nearest ancestor. */
function toEntries(provisions: readonly Provision[]): readonly ControlListEntry[] {
  const titles = new Map<string, string>();
  for (const { code, text } of provisions) {
    const title = shorten(text);
    if (!UNUSED.test(title) && title !== "" && !titles.has(code)) titles.set(code, title);
  }
  const codes = [...titles.keys()].sort(byProvision);
  return codes.map((code) => {
    const parent = ancestors(code).find((ancestor) => titles.has(ancestor));
    const [category = "", productGroup = ""] = code;
    return { code, ...(parent && { parent }), title: titles.get(code) ?? "", category, productGroup };
  });
}

function ancestors(code: string): readonly string[] {
  const parts = code.split(".");
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join("."));
}

/** Orders as the Annex does: entry, then paragraph by paragraph, numbers by value. */
function byProvision(left: string, right: string): number {
  const leftParts = left.split(".");
  const rightParts = right.split(".");
  for (let index = 0; index < Math.min(leftParts.length, rightParts.length); index++) {
    const difference = byPart(leftParts[index] ?? "", rightParts[index] ?? "");
    if (difference !== 0) return difference;
  }
  return leftParts.length - rightParts.length;
}

function byPart(left: string, right: string): number {
  const numeric = /^\d+$/;
  return numeric.test(left) && numeric.test(right) ? Number(left) - Number(right) : byCodeUnit(left, right);
}

function shorten(text: string): string {
  const plain = text
    .replace(/<br\s*\/?>|&emsp;|&nbsp;/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (plain.length <= TITLE_LENGTH_MAX) return plain;
  const cut = plain.slice(0, TITLE_LENGTH_MAX - 2);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), TITLE_LENGTH_MAX / 2))} …`;
}

const PROVISION_LINE = /^([0-9][A-E][0-9]{3}(?:\.[0-9a-z]+)*) (.*)$/;
const NOTE = /^(N\.B\.|NB\b|Notes?\b|Technical)/;

/** One line per provision, each with its full code; notes repeat the code of what they explain. */
function provisionsOf2025(sources: string): readonly Provision[] {
  const annex = JSON.parse(readSource(sources, "eu-annex-i-2025", "annex.json")) as {
    readonly entries: readonly { readonly verbatim_text: string }[];
  };
  return annex.entries.flatMap((entry) =>
    entry.verbatim_text.split("\n").flatMap((line) => {
      const [, code, text] = PROVISION_LINE.exec(line) ?? [];
      return code === undefined || text === undefined || NOTE.test(text) ? [] : [{ code, text }];
    }),
  );
}

interface Paragraph {
  readonly path: string;
  readonly code: string;
  readonly note_type: string;
  readonly text: string;
}

/** A tree by path prefixes, each node with its own part of the code; what stands below a note belongs to the note. */
function provisionsOf2022(sources: string): readonly Provision[] {
  const packed = readSourceBytes(sources, "eu-dual-use-annex-i", "fixtures", "regulations.json.gz");
  const records = JSON.parse(gunzipSync(packed).toString("utf8")) as readonly {
    readonly model: string;
    readonly fields: Paragraph;
  }[];
  const codes = new Map<string, string | undefined>();
  return records
    .filter((record) => record.model === "regulations.paragraph")
    .map((record) => record.fields)
    .sort((left, right) => byCodeUnit(left.path, right.path))
    .flatMap((paragraph) => {
      const code = codeOf(paragraph, codes);
      codes.set(paragraph.path, code);
      return code !== undefined && ALTERNATING_LEVELS.test(code) ? [{ code, text: paragraph.text }] : [];
    });
}

const PATH_STEP_LENGTH = 4;

/** Letters and numbers take turns below an entry; where they do not, the source took a list inside a note for provisions. */
const ALTERNATING_LEVELS = /^[0-9][A-E][0-9]{3}(?:\.[a-z]\.[0-9]+)*(?:\.[a-z])?$/;

function codeOf(paragraph: Paragraph, codes: ReadonlyMap<string, string | undefined>): string | undefined {
  if (paragraph.note_type !== "base") return undefined;
  const part = paragraph.code.trim().replace(/\.$/, "");
  const parentPath = paragraph.path.slice(0, -PATH_STEP_LENGTH);
  if (parentPath === "") return /^[0-9][A-E][0-9]{3}$/.test(part) ? part : undefined;
  const parent = codes.get(parentPath);
  return parent !== undefined && /^[0-9a-z]+$/.test(part) ? `${parent}.${part}` : undefined;
}
