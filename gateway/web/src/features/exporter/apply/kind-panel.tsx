// SPDX-License-Identifier: Apache-2.0
import { LICENCE_ACTIVITIES, LICENCE_LABELS, LICENCE_SCOPES } from "@licet/domain/licence/kinds";
import type { ReactElement } from "react";
import { SelectField } from "../../../components/choice-fields";
import { Panel } from "../../../components/panel";
import { TextField } from "../../../components/text-fields";
import { useLicensingWords } from "../../../shared/licensing-words";
import { useWords } from "../../../words/use-words";
import type { PartProps } from "./typed";

const LABEL_MAX = 12;
const REFERENCE_MAX = 40;

/** Which licence is applied for. A label that everybody knows fills in what it stands for. */
export function KindPanel({ typed, onChange }: PartProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const setLabel = (label: string): void => {
    const meaning = Object.entries(LICENCE_LABELS).find(([known]) => known === label.trim().toUpperCase())?.[1];
    const activity = meaning?.activities.length === 1 ? meaning.activities[0] : undefined;
    onChange({
      label,
      ...(meaning === undefined ? {} : { scope: meaning.scope }),
      ...(activity === undefined ? {} : { activity }),
    });
  };
  return (
    <Panel title={t("exporter.section.kind")}>
      <TextField
        name="application"
        label={t("exporter.reference")}
        hint={t("exporter.reference.hint")}
        reference
        maxLength={REFERENCE_MAX}
        value={typed.application}
        onChange={(application) => onChange({ application })}
      />
      <TextField
        name="label"
        label={t("exporter.label")}
        hint={t("exporter.label.hint")}
        reference
        optional
        maxLength={LABEL_MAX}
        value={typed.label}
        onChange={setLabel}
      />
      <div className="two">
        <SelectField
          name="scope"
          label={t("exporter.scope")}
          options={LICENCE_SCOPES.map((value) => ({ value, label: words.kind(value) }))}
          value={typed.scope}
          onChange={(scope) => onChange({ scope })}
        />
        <SelectField
          name="activity"
          label={t("exporter.activity")}
          options={LICENCE_ACTIVITIES.map((value) => ({ value, label: words.kind(value) }))}
          value={typed.activity}
          onChange={(activity) => onChange({ activity })}
        />
      </div>
    </Panel>
  );
}
