// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { controlId, useForm } from "../../../components/form-context";
import { Panel } from "../../../components/panel";
import { Sign } from "../../../components/sign";
import { useWords } from "../../../words/use-words";
import { fieldsIn, SECTIONS } from "./sections";

/** The parts of the application, and how many fields of each are still open; a part leads to its first open field. */
export function TasksPanel({ open }: { readonly open: readonly string[] }): ReactElement {
  const t = useWords();
  const form = useForm();
  const goTo = (field: string): void => document.getElementById(controlId(form?.id ?? "", field))?.focus();
  return (
    <Panel title={t("exporter.tasks")} note={t("exporter.tasks.open", { count: open.length })}>
      <ul className="todo">
        {SECTIONS.map((section) => {
          const fields = fieldsIn(section, open);
          const [first] = fields;
          return (
            <li key={section}>
              <span className="gate-h">
                <Sign kind={first === undefined ? "pass" : "refer"} size="small" />
                {first === undefined ? (
                  t(`exporter.section.${section}`)
                ) : (
                  <button type="button" className="btn-link" onClick={() => goTo(first)}>
                    {t(`exporter.section.${section}`)}
                  </button>
                )}
              </span>
              <span className="muted t14">{t("exporter.tasks.fields", { count: fields.length })}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
