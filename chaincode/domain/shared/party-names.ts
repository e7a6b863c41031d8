// SPDX-License-Identifier: Apache-2.0
import { abbreviated, withoutForm } from "./legal-forms";
import { type Comparison, different, SAME, spelling } from "./likeness";

/**
 * Characters after which customs cut a name: an..70 in the declaration service's completion guides for inventory exports, an..35 in the
 * one for C21 clearance requests. A space at the end of the cut is lost.
 */
const CUT_AFTER: readonly number[] = [35, 70];

/** Letters that Unicode does not take apart into a plain letter and a mark. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  Æ: "AE",
  Ð: "D",
  Ø: "O",
  Þ: "TH",
  Đ: "D",
  Ħ: "H",
  Ł: "L",
  Ŋ: "N",
  Œ: "OE",
  Ŧ: "T",
  Ə: "E",
};

/** Letters that some write with a second letter in place of their mark. */
const TWO_LETTERS: Readonly<Record<string, string>> = { Ä: "AE", Å: "AA", Ö: "OE", Ø: "OE", Ü: "UE" };

/** A way of reading a name, and what two names differ in that are the same only when read so. */
interface Reading {
  readonly differs: string;
  readonly read: (name: string) => string;
}

/** Readings from the closest to the most generous; each keeps less of a name than the one before. */
const READINGS: readonly Reading[] = [
  { differs: "spacing", read: (name) => name.replace(/\s+/gu, " ").trim() },
  { differs: "letter case", read: (name) => capitals(name).replace(/\s+/gu, " ").trim() },
  { differs: "punctuation or spacing", read: (name) => joined(words(capitals(name))) },
  { differs: "accents or special letters", read: (name) => joined(words(plain(name))) },
  { differs: "transcribed letters", read: (name) => joined(words(plain(transcribed(name)))) },
  { differs: "abbreviation", read: (name) => joined(abbreviated(words(plain(name)))) },
  {
    differs: "abbreviation and transcribed letters",
    read: (name) => joined(abbreviated(words(plain(transcribed(name))))),
  },
];

/**
 * Compares two names of parties as licences, registers and customs declarations write them: letter case, accents, stroke letters,
 * punctuation, the abbreviation of a legal form, and the cut that customs make are no difference of the party. Another legal form is.
 * @example comparePartyNames("Zakłady Mechaniczne Łabędy S.A.", "ZAKLADY MECHANICZNE LABEDY SA").likeness // "spelling"
 */
export function comparePartyNames(left: string, right: string): Comparison {
  if (left === right) return SAME;
  const reading = READINGS.find(({ read }) => sameText(read, left, right));
  if (reading !== undefined) return spelling(reading.differs);
  if (isFormLeftOut(left, right)) return spelling("legal form left out");
  const cut = cutAfter(left, right) ?? cutAfter(right, left);
  return cut === undefined ? different("name") : spelling(`cut after ${cut.toString()} characters`);
}

/** A name in which nothing can be compared agrees with no other. */
function sameText(read: Reading["read"], left: string, right: string): boolean {
  const text = read(left);
  return text !== "" && text === read(right);
}

function isFormLeftOut(left: string, right: string): boolean {
  const [first, second] = [left, right].map((name) => withoutForm(abbreviated(words(plain(name)))));
  if (first === undefined || second === undefined) return false;
  const sameStem = first.stem !== "" && joined(first.stem) === joined(second.stem);
  return sameStem && (first.forms === "" || second.forms === "" || first.forms === second.forms);
}

/** After how many characters the first name is cut off from the second, or undefined where it is not. */
function cutAfter(cut: string, whole: string): number | undefined {
  const { length } = Array.from(cut.trim());
  const limit = CUT_AFTER.find((most) => length === most || length === most - 1);
  if (limit === undefined || Array.from(whole.trim()).length <= length) return undefined;
  const beginning = [joined(words(plain(cut))), joined(words(plain(transcribed(cut))))];
  const name = [joined(words(plain(whole))), joined(words(plain(transcribed(whole))))];
  return beginning.some((text) => name.some((full) => full.startsWith(text))) ? limit : undefined;
}

function capitals(name: string): string {
  return name.normalize("NFC").toUpperCase();
}

/** A name in capital letters without marks and stroke letters. */
function plain(name: string): string {
  const letters = capitals(name).normalize("NFKD").replace(/\p{M}/gu, "");
  return replaced(letters, PLAIN_LETTERS).toUpperCase();
}

function transcribed(name: string): string {
  return replaced(capitals(name), TWO_LETTERS);
}

function replaced(text: string, by: Readonly<Record<string, string>>): string {
  return Array.from(text, (letter) => (Object.hasOwn(by, letter) ? by[letter] : letter)).join("");
}

/** Words of a name: letters and digits, "&" and "+" as a word, one space between them. */
function words(name: string): string {
  return name
    .replace(/[&+]/g, " AND ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function joined(text: string): string {
  return text.replaceAll(" ", "");
}
