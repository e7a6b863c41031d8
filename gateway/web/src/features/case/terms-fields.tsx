// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent } from "@licet/domain/licence/schemas";
import { LINE_CONTROLS, limitsQuantity } from "@licet/domain/shared/licence-lines";
import { UNITS } from "@licet/domain/shared/quantity";
import type { ReactElement } from "react";
import { RadioGroup, SelectField } from "../../components/choice-fields";
import { DateField, TextField } from "../../components/text-fields";
import { useLicensingWords } from "../../shared/licensing-words";
import { useWords } from "../../words/use-words";
import type { TypedDecision, TypedLine } from "./decision";

interface TermsFieldsProps {
  readonly typed: TypedDecision;
  readonly lines: LicenceContent["lines"];
  readonly onTyped: (typed: TypedDecision) => void;
}

/** Terms that an approval gives, which a second officer may issue exactly so. */
export function TermsFields({ typed, lines, onTyped }: TermsFieldsProps): ReactElement {
  const t = useWords();
  const setLine = (next: TypedLine): void =>
    onTyped({ ...typed, lines: typed.lines.map((line) => (line.line === next.line ? next : line)) });
  return (
    <>
      <div className="desk-filter-grid">
        <DateField
          name="terms.validFrom"
          label={t("case.terms.validFrom")}
          value={typed.validFrom}
          onChange={(validFrom) => onTyped({ ...typed, validFrom })}
        />
        <DateField
          name="terms.validTo"
          label={t("case.terms.validTo")}
          value={typed.validTo}
          onChange={(validTo) => onTyped({ ...typed, validTo })}
        />
      </div>
      <TextField
        name="terms.office"
        label={t("case.terms.office")}
        reference
        value={typed.office}
        onChange={(office) => onTyped({ ...typed, office })}
        maxLength={35}
      />
      {typed.lines.map((line, index) => (
        <LineFields key={line.line} line={line} index={index} code={lines[index]?.controlCode ?? ""} onLine={setLine} />
      ))}
      <RadioGroup
        name="terms.certificateRequired"
        label={t("case.terms.certificate")}
        abreast
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`case.terms.certificate.${value}`) }))}
        value={typed.certificateRequired}
        onChange={(certificateRequired) => onTyped({ ...typed, certificateRequired })}
      />
      <TextField
        name="terms.writeOffBy.0"
        label={t("case.terms.writeOffBy")}
        hint={t("case.terms.writeOffBy.hint")}
        optional
        reference
        value={typed.writeOffBy}
        onChange={(writeOffBy) => onTyped({ ...typed, writeOffBy })}
      />
    </>
  );
}

interface LineFieldsProps {
  readonly line: TypedLine;
  readonly index: number;
  readonly code: string;
  readonly onLine: (line: TypedLine) => void;
}

function LineFields({ line, index, code, onLine }: LineFieldsProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const name = `terms.lines.${index}`;
  const isLimited = LINE_CONTROLS.some((control) => control === line.control && limitsQuantity(control));
  return (
    <fieldset className="field">
      <legend>{t("case.terms.line", { line: line.line, code })}</legend>
      <div className="desk-filter-grid">
        <SelectField
          name={`${name}.control`}
          label={t("case.terms.control")}
          options={LINE_CONTROLS.map((value) => ({ value, label: words.control(value) }))}
          value={line.control}
          onChange={(control) => onLine({ ...line, control })}
        />
        <SelectField
          name={`${name}.unit`}
          label={t("case.terms.unit")}
          options={Object.keys(UNITS).map((value) => ({ value, label: value }))}
          value={line.unit}
          onChange={(unit) => onLine({ ...line, unit })}
        />
        {isLimited && (
          <TextField
            name={`${name}.authorised`}
            label={t("case.terms.quantity")}
            keyboard="decimal"
            reference
            value={line.quantity}
            onChange={(quantity) => onLine({ ...line, quantity })}
          />
        )}
      </div>
    </fieldset>
  );
}
