// SPDX-License-Identifier: Apache-2.0
import { createContext, Fragment, isValidElement, type ReactElement, type ReactNode, useContext, useMemo } from "react";
import type { WordKey } from "./areas";
import { type Formats, formatsOf } from "./formats";
import type { Language } from "./languages";
import { type PieceValues, say, sayWith, type WordValues } from "./messages";

const LanguageContext = createContext<Language>("en");

/** Says in which language everything inside speaks. Its dictionaries are fetched already. */
export function WordsProvider({ language, children }: { language: Language; children: ReactNode }): ReactElement {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The language that the page speaks. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** Texts of the page's language. */
export interface Words {
  /** A text, with its values. */
  (key: WordKey, values?: WordValues): string;
  /** A text with pieces of the page in it, such as a reference that is isolated from the direction of the text. */
  with(key: WordKey, values: PieceValues<ReactNode>): ReactNode;
}

/** The words of the page's language: `t("start.title")`. */
export function useWords(): Words {
  const language = useLanguage();
  return useMemo(
    () =>
      Object.assign((key: WordKey, values?: WordValues) => say(language, key, values), {
        with: (key: WordKey, values: PieceValues<ReactNode>) => keyed(sayWith<ReactNode>(language, key, values)),
      }),
    [language],
  );
}

/** How numbers, quantities and times are written in the page's language. */
export function useFormats(): Formats {
  const language = useLanguage();
  return useMemo(() => formatsOf(language), [language]);
}

/** The place in the sentence is what tells its pieces apart. */
function keyed(parts: readonly ReactNode[]): ReactNode {
  return parts.map((part, place) => (isValidElement(part) ? <Fragment key={place}>{part}</Fragment> : part));
}
