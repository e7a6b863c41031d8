// SPDX-License-Identifier: Apache-2.0
import { loadWords } from "../words/dictionary";
import { isLanguage, type Language, LANGUAGES, preferredLanguage } from "../words/languages";

/** What a person likes on this device. It tells nothing of what they do, and is all that is kept in the browser. */
const LANGUAGE_KEY = "licet-language";
const THEME_KEY = "licet-theme";
const LETTERS_KEY = "licet-letters";

/** Light, dark, or what the system says. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

let spoken: Language = "en";

/** The language that is spoken now, for what fetches words. */
export function spokenLanguage(): Language {
  return spoken;
}

/** The language that the person chose before, or likes in the browser. */
export function likedLanguage(): Language {
  const kept = read(LANGUAGE_KEY);
  return isLanguage(kept) ? kept : preferredLanguage(navigator.languages);
}

/**
 * Speaks a language from now on, once its words are there.
 * @throws {Error} where they cannot be fetched: the page stays in the language that it has.
 */
export async function speak(language: Language): Promise<void> {
  await loadWords(language, ["frame", "components"]);
  spoken = language;
  document.documentElement.lang = language;
  document.documentElement.dir = LANGUAGES[language].direction;
}

/** Keeps the language that the person chose. */
export function keepLanguage(language: Language): void {
  write(LANGUAGE_KEY, language);
}

/** The theme that the person chose before. */
export function likedTheme(): Theme {
  const kept = read(THEME_KEY);
  return THEMES.find((theme) => theme === kept) ?? "system";
}

/** Shows a theme, and keeps it. */
export function showTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
  write(THEME_KEY, theme);
}

/** Whether letters are keys in lists: the person's choice, yes until they choose. */
export function likesLetters(): boolean {
  return read(LETTERS_KEY) !== "off";
}

/** Has letters be keys in lists or not, and keeps it: who dictates, or slips, turns them off (WCAG 2.1.4). */
export function takeLettersAsKeys(on: boolean): void {
  document.documentElement.dataset["letters"] = on ? "on" : "off";
  write(LETTERS_KEY, on ? "on" : "off");
}

/** Browsers may keep pages from storing anything; then a choice lasts as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The choice lasts as long as the page.
  }
}
