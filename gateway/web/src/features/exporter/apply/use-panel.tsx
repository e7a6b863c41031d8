// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Panel } from "../../../components/panel";
import { DateField, TextArea, TextField } from "../../../components/text-fields";
import { useWords } from "../../../words/use-words";
import type { PartProps } from "./typed";

const END_USE_MAX = 2_000;
const REFERENCE_MAX = 70;

/** Where the goods come from and go to, and what they are for. */
export function UsePanel({ typed, onChange }: PartProps): ReactElement {
  const t = useWords();
  return (
    <Panel title={t("exporter.section.use")} note={t("licensing.confidential")}>
      <div className="two">
        <TextField
          name="destination"
          label={t("exporter.destination")}
          hint={t("exporter.country.hint")}
          reference
          maxLength={2}
          value={typed.destination}
          onChange={(destination) => onChange({ destination })}
        />
        <TextField
          name="originCountry"
          label={t("exporter.origin")}
          hint={t("exporter.country.hint")}
          reference
          maxLength={2}
          value={typed.originCountry}
          onChange={(originCountry) => onChange({ originCountry })}
        />
      </div>
      <TextArea
        name="endUse"
        label={t("licensing.field.endUse")}
        hint={t("exporter.endUse.hint")}
        maxLength={END_USE_MAX}
        value={typed.endUse}
        onChange={(endUse) => onChange({ endUse })}
      />
      <div className="two">
        <DateField
          name="contractDate"
          label={t("licensing.field.contractDate")}
          optional
          value={typed.contractDate}
          onChange={(contractDate) => onChange({ contractDate })}
        />
        <TextField
          name="applicantReference"
          label={t("licensing.field.applicantReference")}
          reference
          optional
          maxLength={REFERENCE_MAX}
          value={typed.applicantReference}
          onChange={(applicantReference) => onChange({ applicantReference })}
        />
      </div>
    </Panel>
  );
}
