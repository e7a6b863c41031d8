// SPDX-License-Identifier: Apache-2.0

/** The languages that the application speaks, each by its folder beside this file: its name for itself, and how it runs. */
export const LANGUAGES = {
  en: { name: "English", direction: "ltr", locale: "en-GB" },
  fr: { name: "Français", direction: "ltr", locale: "fr" },
  ar: { name: "العربية", direction: "rtl", locale: "ar" },
} as const satisfies Readonly<Record<string, LanguageRow>>;

/** A language by its BCP 47 code. */
export type Language = keyof typeof LANGUAGES;

interface LanguageRow {
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  /** What numbers and dates are written by. */
  readonly locale: string;
}

/** Whether a word is one of the languages' codes. */
export function isLanguage(word: string | null | undefined): word is Language {
  return word !== null && word !== undefined && Object.hasOwn(LANGUAGES, word);
}

/** The first of the languages that somebody likes which the application speaks; English where it speaks none of them. */
export function preferredLanguage(likes: readonly string[]): Language {
  return likes.map((like) => like.split("-")[0]?.toLowerCase()).find(isLanguage) ?? "en";
}
