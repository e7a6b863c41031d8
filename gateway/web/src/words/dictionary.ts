// SPDX-License-Identifier: Apache-2.0
import type { Area } from "./areas";
import type { Language } from "./languages";

type Texts = Readonly<Record<string, string>>;

/** Every dictionary by its path; each is a file of its own that is fetched when a page needs it. */
const FILES = import.meta.glob<Texts>("./*/*.json", { import: "default" });

const kept = new Map<string, Texts>();
const wanted = new Set<Area>();

/**
 * Fetches the dictionaries of some areas in a language, and those that pages have fetched before, so that a page in view can change
 * its language.
 * @throws {Error} where one cannot be fetched.
 */
export async function loadWords(language: Language, areas: readonly Area[]): Promise<void> {
  for (const area of areas) wanted.add(area);
  await Promise.all([...wanted].map((area) => load(language, area)));
}

async function load(language: Language, area: Area): Promise<void> {
  const key = `${language}/${area}`;
  if (kept.has(key)) return;
  const fetchTexts = FILES[`./${key}.json`];
  if (fetchTexts === undefined) throw new Error(`There is no dictionary ${key}.json.`);
  kept.set(key, await fetchTexts());
}

/** A text as it stands in a dictionary that has been fetched; undefined where it has not, or has no such text. */
export function textOf(language: Language, key: string): string | undefined {
  const dot = key.indexOf(".");
  return kept.get(`${language}/${key.slice(0, dot)}`)?.[key.slice(dot + 1)];
}
