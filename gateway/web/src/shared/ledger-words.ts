// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "react";
import type { WordKey } from "../words/areas";
import { textOf } from "../words/dictionary";
import { useLanguage, useWords } from "../words/use-words";

/** Words for what the ledger calls by a code. A code that has none, of a later release, is undefined: the code itself is shown. */
export interface LedgerWords {
  /** An event: `LicenceIssued`. */
  readonly event: (name: string) => string | undefined;
  /** A type of records: `licence-line`. */
  readonly type: (type: string) => string | undefined;
  /** A field of a record. */
  readonly field: (name: string) => string | undefined;
  /** A role. */
  readonly role: (role: string) => string | undefined;
}

/** Words for what the ledger calls by a code; pages that use them fetch the dictionary `ledger`. */
export function useLedgerWords(): LedgerWords {
  const t = useWords();
  const language = useLanguage();
  return useMemo(() => {
    const wordFor = (key: WordKey): string | undefined => (textOf(language, key) === undefined ? undefined : t(key));
    return {
      event: (name) => wordFor(`ledger.event.${name}` as WordKey),
      type: (type) => wordFor(`ledger.type.${type}` as WordKey),
      field: (name) => wordFor(`ledger.field.${name}` as WordKey),
      role: (role) => wordFor(`frame.role.${role}` as WordKey),
    };
  }, [t, language]);
}
