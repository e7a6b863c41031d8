// SPDX-License-Identifier: Apache-2.0
import { IntlMessageFormat } from "intl-messageformat";
import type { WordKey } from "./areas";
import { textOf } from "./dictionary";
import { type Language, LANGUAGES } from "./languages";

/** What a text names in braces. */
export type WordValues = Readonly<Record<string, string | number | bigint | Date>>;

/** What a text names in braces or tags, where pieces of a page are put in. */
export type PieceValues<Piece> = Readonly<
  Record<string, string | number | bigint | Date | Piece | ((children: Piece[]) => Piece)>
>;

const made = new Map<string, IntlMessageFormat>();

/**
 * A text of a language with its values put in.
 * @throws {Error} where the dictionary is not fetched: a page's route fetches what the page shows.
 */
export function say(language: Language, key: WordKey, values?: WordValues): string {
  return String(messageOf(language, key).format(values));
}

/** As {@link say}, with pieces of a page in the text: what comes out is a list of texts and pieces. */
export function sayWith<Piece>(language: Language, key: WordKey, values: PieceValues<Piece>): (string | Piece)[] {
  const parts = messageOf(language, key).format<Piece>(values as Record<string, Piece>);
  return Array.isArray(parts) ? parts : [parts];
}

function messageOf(language: Language, key: WordKey): IntlMessageFormat {
  const name = `${language}/${key}`;
  const before = made.get(name);
  if (before !== undefined) return before;
  const text = textOf(language, key);
  if (text === undefined) throw new Error(`${key} is not in the words of ${language} that were fetched.`);
  const message = new IntlMessageFormat(text, LANGUAGES[language].locale);
  made.set(name, message);
  return message;
}
