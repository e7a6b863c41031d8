// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent } from "@licet/domain/licence/schemas";
import type { ReactElement } from "react";
import { Panel } from "../components/panel";
import { Latin } from "../components/ref";
import { Sign } from "../components/sign";
import { useWords } from "../words/use-words";
import { COMPLETENESS, missingIn } from "./completeness";

/** What the application gives and what it lacks, and whose it is to give. */
export function CompletenessPanel({ content }: { readonly content: LicenceContent }): ReactElement {
  const t = useWords();
  const missing = missingIn(content);
  const given = COMPLETENESS.length - missing.length;
  return (
    <Panel title={t("case.complete.title")} note={t("case.complete.count", { given, all: COMPLETENESS.length })}>
      <ul className="todo">
        {COMPLETENESS.map((item) => {
          const lacks = missing.includes(item);
          return (
            <li key={item}>
              <span className="gate-h">
                <Sign kind={lacks ? "refer" : "pass"} size="small" />
                {t(`case.complete.${item}`)}
              </span>
              <span className="muted t14">
                {lacks
                  ? t.with("case.complete.lacks", { exporter: <Latin>{content.exporter.name}</Latin> })
                  : t("case.complete.given")}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
