// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "react";
import type { WordKey } from "../words/areas";
import { textOf } from "../words/dictionary";
import { useLanguage, useWords } from "../words/use-words";

/** Words of licensing for codes of the ledger. A code of a later release that has no word is shown as it is. */
export interface LicensingWords {
  /** Status of any record: `issued`. */
  readonly status: (code: string) => string;
  /** Reason of an act: `diversion-risk`. */
  readonly reason: (code: string) => string;
  /** An act that is awaited: `approve`. */
  readonly act: (code: string) => string;
  /** How a line is controlled: `quantity`. */
  readonly control: (code: string) => string;
  /** What a licence is for: `individual`, `export`. */
  readonly kind: (code: string) => string;
  /** A state or country by its two letters, in the page's language. */
  readonly country: (code: string) => string;
  /** Words of which one holds: A, B or C. */
  readonly either: (words: readonly string[]) => string;
}

/** Words of licensing; pages that use them fetch the dictionary `licensing`. */
export function useLicensingWords(): LicensingWords {
  const t = useWords();
  const language = useLanguage();
  return useMemo(() => {
    const wordFor = (key: WordKey, code: string): string => (textOf(language, key) === undefined ? code : t(key));
    const regions = new Intl.DisplayNames([language], { type: "region", fallback: "code" });
    const either = new Intl.ListFormat(language, { type: "disjunction" });
    return {
      either: (list) => either.format(list),
      status: (code) => wordFor(`licensing.status.${code}` as WordKey, code),
      reason: (code) => wordFor(`licensing.reason.${code}` as WordKey, code),
      act: (code) => wordFor(`licensing.act.${code}` as WordKey, code),
      control: (code) => wordFor(`licensing.control.${code}` as WordKey, code),
      kind: (code) => wordFor(`licensing.kind.${code}` as WordKey, code),
      country: (code) => (/^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code),
    };
  }, [t, language]);
}
