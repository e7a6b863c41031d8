// SPDX-License-Identifier: Apache-2.0
import { CERTIFICATE_LINES_MAX } from "@licet/domain/certificate/schemas";
import { UNITS } from "@licet/domain/shared/quantity";
import type { ReactElement } from "react";
import { Button, ButtonRow } from "../../../components/button";
import { SelectField } from "../../../components/choice-fields";
import { TextField } from "../../../components/text-fields";
import { useWords } from "../../../words/use-words";
import { EMPTY_LINE, type TypedLine } from "./typed";

const DESCRIPTION_MAX = 512;
const CODE_MAX = 40;
const UNIT_CODES = Object.keys(UNITS).map((value) => ({ value, label: value }));

interface GoodsFieldsProps {
  readonly lines: readonly TypedLine[];
  readonly onChange: (lines: readonly TypedLine[]) => void;
}

/** What goods it is about, line by line. */
export function GoodsFields({ lines, onChange }: GoodsFieldsProps): ReactElement {
  const t = useWords();
  return (
    <>
      {lines.map((line, at) => (
        <LineFields
          key={at}
          at={at}
          line={line}
          onChange={(changed) => onChange(lines.map((each, other) => (other === at ? changed : each)))}
        />
      ))}
      <ButtonRow>
        {lines.length < CERTIFICATE_LINES_MAX && (
          <Button onPress={() => onChange([...lines, EMPTY_LINE])}>{t("end-use.line.add")}</Button>
        )}
        {lines.length > 1 && (
          <Button kind="quiet" onPress={() => onChange(lines.slice(0, -1))}>
            {t("end-use.line.remove")}
          </Button>
        )}
      </ButtonRow>
    </>
  );
}

interface LineFieldsProps {
  readonly at: number;
  readonly line: TypedLine;
  readonly onChange: (line: TypedLine) => void;
}

function LineFields({ at, line, onChange }: LineFieldsProps): ReactElement {
  const t = useWords();
  const number = at + 1;
  return (
    <fieldset className="stack">
      <legend>
        <b>{t("end-use.line.number", { number })}</b>
      </legend>
      <TextField
        name={`lines.${at}.description`}
        label={t("end-use.line.description", { number })}
        maxLength={DESCRIPTION_MAX}
        value={line.description}
        onChange={(description) => onChange({ ...line, description })}
      />
      <TextField
        name={`lines.${at}.controlCode`}
        label={t("end-use.line.controlCode", { number })}
        reference
        optional
        maxLength={CODE_MAX}
        value={line.controlCode}
        onChange={(controlCode) => onChange({ ...line, controlCode })}
      />
      <TextField
        name={`lines.${at}.quantity`}
        label={t("end-use.line.quantity", { number })}
        hint={t("end-use.quantity.hint")}
        keyboard="decimal"
        reference
        value={line.decimal}
        onChange={(decimal) => onChange({ ...line, decimal })}
      />
      <SelectField
        name={`lines.${at}.unit`}
        label={t("end-use.line.unit", { number })}
        hint={t("end-use.unit.hint")}
        options={UNIT_CODES}
        value={line.unit}
        onChange={(unit) => onChange({ ...line, unit })}
      />
    </fieldset>
  );
}
