// SPDX-License-Identifier: Apache-2.0
import { ControlCode } from "@licet/domain/control-list/control-code";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { api, contentOf } from "../../../api/client";
import { keys } from "../../../api/keys";
import { type Fact, Facts } from "../../../components/facts";
import { Ref } from "../../../components/ref";
import { Answer } from "../../../shared/answer";
import type { WordKey } from "../../../words/areas";
import { textOf } from "../../../words/dictionary";
import { useLanguage, useWords } from "../../../words/use-words";

/** What a control code says by its grammar, as the ledger explains it; nothing while it is no whole code. */
export function CodeExplained({ code }: { readonly code: string }): ReactElement | null {
  const read = ControlCode.safeParse(code);
  return read.success ? <Explained code={read.data} /> : null;
}

function Explained({ code }: { readonly code: string }): ReactElement {
  const t = useWords();
  const wordFor = useWordFor();
  const query = useQuery({
    queryKey: keys.record("control-code", code),
    queryFn: ({ signal }) => contentOf(api.GET("/v1/control-codes/{code}", { params: { path: { code } }, signal })),
  });
  return (
    <Answer query={query} lines={2}>
      {({ category, productGroup, regime, parent }) => {
        const facts: Fact[] = [
          {
            label: t("exporter.code.category"),
            value: (
              <>
                <Ref>{category.digit}</Ref> {wordFor(`exporter.category.${category.digit}`, category.name)}
              </>
            ),
          },
          ...(productGroup === undefined
            ? []
            : [
                {
                  label: t("exporter.code.group"),
                  value: (
                    <>
                      <Ref>{productGroup.letter}</Ref>{" "}
                      {wordFor(`exporter.group.${productGroup.letter}`, productGroup.name)}
                    </>
                  ),
                },
              ]),
          { label: t("exporter.code.regime"), value: <bdi lang="en">{regime}</bdi> },
          ...(parent === undefined ? [] : [{ label: t("exporter.code.parent"), value: <Ref>{parent}</Ref> }]),
        ];
        return <Facts facts={facts} />;
      }}
    </Answer>
  );
}

/** A word for a code, or what the ledger calls it where there is none. */
function useWordFor(): (key: string, otherwise: string) => string {
  const t = useWords();
  const language = useLanguage();
  return (key, otherwise) => (textOf(language, key) === undefined ? otherwise : t(key as WordKey));
}
