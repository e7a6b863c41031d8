// SPDX-License-Identifier: Apache-2.0
import { CountryUse, LICENCE_NAMES_MAX } from "@licet/domain/licence/schemas";
import type { ReactElement } from "react";
import { Button, ButtonRow } from "../../../components/button";
import { RadioGroup, SelectField } from "../../../components/choice-fields";
import { Panel } from "../../../components/panel";
import { DateField, TextArea, TextField } from "../../../components/text-fields";
import { useWords } from "../../../words/use-words";
import { EMPTY_COUNTRY, type PartProps, type TypedCountry } from "./typed";

const FREE_TEXT_MAX = 2_000;

/** Conditions that the applicant proposes; customs and carriers are held to them once the licence is issued. */
export function ConditionsPanel({ typed, onChange }: PartProps): ReactElement {
  const t = useWords();
  return (
    <Panel title={t("exporter.section.conditions")} note={t("licensing.confidential")}>
      <Countries typed={typed} onChange={onChange} />
      <TextField
        name="route"
        label={t("licensing.condition.route")}
        hint={t("exporter.route.hint")}
        reference
        optional
        value={typed.route}
        onChange={(route) => onChange({ route })}
      />
      <TextField
        name="carriers"
        label={t("licensing.condition.carriers")}
        hint={t("exporter.carriers.hint")}
        reference
        optional
        value={typed.carriers}
        onChange={(carriers) => onChange({ carriers })}
      />
      <div className="two">
        <DateField
          name="returnBy"
          label={t("exporter.returnBy")}
          optional
          value={typed.returnBy}
          onChange={(returnBy) => onChange({ returnBy })}
        />
        <TextField
          name="dvcDueDays"
          label={t("exporter.dvcDueDays")}
          keyboard="numeric"
          optional
          maxLength={4}
          value={typed.dvcDueDays}
          onChange={(dvcDueDays) => onChange({ dvcDueDays })}
        />
      </div>
      <RadioGroup
        name="officialPresence"
        label={t("exporter.presence")}
        abreast
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`exporter.presence.${value}`) }))}
        value={typed.officialPresence}
        onChange={(officialPresence) => onChange({ officialPresence })}
      />
      <TextArea
        name="freeText"
        label={t("licensing.condition.text")}
        optional
        maxLength={FREE_TEXT_MAX}
        value={typed.freeText}
        onChange={(freeText) => onChange({ freeText })}
      />
    </Panel>
  );
}

function Countries({ typed: { countries }, onChange }: PartProps): ReactElement {
  const t = useWords();
  return (
    <>
      {countries.map((country, at) => (
        <CountryFields
          key={at}
          at={at}
          country={country}
          onCountry={(changed) =>
            onChange({ countries: countries.map((each, other) => (other === at ? changed : each)) })
          }
        />
      ))}
      <ButtonRow>
        {countries.length < LICENCE_NAMES_MAX && (
          <Button onPress={() => onChange({ countries: [...countries, EMPTY_COUNTRY] })}>
            {t("exporter.country.add")}
          </Button>
        )}
        {countries.length > 0 && (
          <Button kind="quiet" onPress={() => onChange({ countries: countries.slice(0, -1) })}>
            {t("exporter.country.remove")}
          </Button>
        )}
      </ButtonRow>
    </>
  );
}

interface CountryFieldsProps {
  readonly at: number;
  readonly country: TypedCountry;
  readonly onCountry: (country: TypedCountry) => void;
}

function CountryFields({ at, country, onCountry }: CountryFieldsProps): ReactElement {
  const t = useWords();
  const number = at + 1;
  return (
    <fieldset className="desk-filter-grid">
      <legend>
        <b>{t("exporter.country.number", { number })}</b>
      </legend>
      <TextField
        name={`countries.${at}.country`}
        label={t("exporter.country.code", { number })}
        reference
        maxLength={2}
        value={country.country}
        onChange={(code) => onCountry({ ...country, country: code })}
      />
      <SelectField
        name={`countries.${at}.use`}
        label={t("exporter.country.use", { number })}
        options={CountryUse.options.map((value) => ({ value, label: t(`exporter.use.${value}`) }))}
        value={country.use}
        onChange={(use) => onCountry({ ...country, use })}
      />
      <SelectField
        name={`countries.${at}.allowed`}
        label={t("exporter.country.allowed", { number })}
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`exporter.allowed.${value}`) }))}
        value={country.allowed}
        onChange={(allowed) => onCountry({ ...country, allowed })}
      />
    </fieldset>
  );
}
