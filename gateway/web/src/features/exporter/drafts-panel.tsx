// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link } from "react-router";
import { useDrafts } from "../../api/drafts";
import { Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { DRAFT_PREFIX } from "./apply/draft-keys";

/** Applications that were begun and not sent; no panel where there are none. */
export function DraftsPanel(): ReactElement {
  const t = useWords();
  const { moment } = useFormats();
  const query = useDrafts();
  return (
    <Answer query={query} panel={t("exporter.drafts")}>
      {(drafts) => {
        const begun = drafts.filter(({ key }) => key.startsWith(DRAFT_PREFIX));
        if (begun.length === 0) return null;
        return (
          <Panel title={t("exporter.drafts")} note={t("exporter.drafts.about")}>
            <ul className="todo">
              {begun.map(({ key, changedAt }) => (
                <li key={key}>
                  <Link className="inline-target" to={`/applications/drafts/${key}`}>
                    {t.with("exporter.drafts.open", { draft: <Ref>{key.slice(DRAFT_PREFIX.length)}</Ref> })}
                  </Link>
                  <span className="muted t14">{t("exporter.drafts.changed", { moment: moment(changedAt) })}</span>
                </li>
              ))}
            </ul>
          </Panel>
        );
      }}
    </Answer>
  );
}
