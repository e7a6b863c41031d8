// SPDX-License-Identifier: Apache-2.0
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { type Language, LANGUAGES } from "./languages";

type Texts = Readonly<Record<string, string>>;

const dictionaries = import.meta.glob<Texts>("./*/*.json", { import: "default", eager: true });
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}", "!../api/schema.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const languages = Object.keys(LANGUAGES) as Language[];

/** Every text of a language by its whole name. */
function allOf(language: Language): Map<string, string> {
  const entries = Object.entries(dictionaries).flatMap(([file, texts]) => {
    const [, folder, area] = /^\.\/([^/]+)\/([^/]+)\.json$/.exec(file) ?? [];
    return folder === language ? Object.entries(texts).map(([key, text]) => [`${area}.${key}`, text] as const) : [];
  });
  return new Map(entries);
}

/** Names that a message takes, in braces and as tags. */
function namesIn(message: string, locale: string): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    const { type, value: name } = value as { type?: unknown; value?: unknown };
    // 0 is plain text and 7 the number sign; everything else is named.
    if (typeof type === "number" && type !== 0 && type !== 7 && typeof name === "string") names.add(name);
    Object.values(value).forEach(visit);
  };
  visit(new IntlMessageFormat(message, locale).getAst());
  return [...names].sort();
}

const english = allOf("en");

describe.each(languages)("the words of %s", (language) => {
  const own = allOf(language);

  it("have every text that the English ones have, and no other", () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("are not empty and have no blanks around them", () => {
    expect([...own].filter(([, text]) => text === "" || text !== text.trim())).toEqual([]);
  });

  it("name the values that the English ones name", () => {
    const differing = [...own].filter(([key, text]) => {
      const wanted = namesIn(english.get(key) ?? "", "en");
      return JSON.stringify(namesIn(text, LANGUAGES[language].locale)) !== JSON.stringify(wanted);
    });
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it("have no word that the look leaves out", () => {
    expect([...own].filter(([, text]) => /\b(please|successfully|oops)\b|!/i.test(text))).toEqual([]);
  });
});

describe("the words", () => {
  it("are all used", () => {
    const code = Object.values(sources).join("\n");
    // A text that is chosen by a code is named by its beginning: t(`frame.role.${role}`).
    const beginnings = [...code.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{/g)].map(([, beginning]) => beginning ?? "");
    const unused = [...english.keys()].filter(
      (key) => !code.includes(`"${key}"`) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });

  it("are the only ones: no text stands in a page's code", () => {
    const found = Object.entries(sources)
      .filter(([file]) => file.endsWith(".tsx"))
      .flatMap(([file, source]) => {
        const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
        const texts = [...code.matchAll(/>\s*([^<>{}()=;]*\p{L}{2,}[^<>{}()=;]*)\s*<\//gu)].map(([, text]) =>
          text?.trim(),
        );
        const attributes = [...code.matchAll(/\b(?:aria-label|title|placeholder|alt)="([^"]*\p{L}[^"]*)"/gu)].map(
          ([, text]) => text,
        );
        return [...texts, ...attributes].map((text) => `${file}: ${text ?? ""}`);
      });
    expect(found).toEqual([]);
  });
});
