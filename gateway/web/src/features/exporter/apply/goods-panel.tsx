// SPDX-License-Identifier: Apache-2.0
import { LICENCE_LINES_MAX } from "@licet/domain/shared/licence-lines";
import type { ReactElement } from "react";
import { Button, ButtonRow } from "../../../components/button";
import { Panel } from "../../../components/panel";
import { TextArea, TextField } from "../../../components/text-fields";
import { useWords } from "../../../words/use-words";
import { CodeExplained } from "./code-explained";
import { EMPTY_LINE, type TypedLine, type PartProps } from "./typed";

const DESCRIPTION_MAX = 1_000;

/** Short fields of a line, two abreast, with how long each may be. */
const SHORT_FIELDS = [
  ["list", 40],
  ["edition", 20],
  ["commodityCode", 10],
  ["casNumber", 20],
  ["catchAll", 80],
] as const;

/** What goods are applied for, line by line. */
export function GoodsPanel({ typed: { lines }, onChange }: PartProps): ReactElement {
  const t = useWords();
  return (
    <Panel title={t("exporter.section.goods")} note={t("licensing.confidential")}>
      {lines.map((line, at) => (
        <LineFields
          key={at}
          at={at}
          line={line}
          onLine={(changed) => onChange({ lines: lines.map((each, other) => (other === at ? changed : each)) })}
        />
      ))}
      <ButtonRow>
        {lines.length < LICENCE_LINES_MAX && (
          <Button onPress={() => onChange({ lines: [...lines, EMPTY_LINE] })}>{t("exporter.line.add")}</Button>
        )}
        {lines.length > 1 && (
          <Button kind="quiet" onPress={() => onChange({ lines: lines.slice(0, -1) })}>
            {t("exporter.line.remove")}
          </Button>
        )}
      </ButtonRow>
    </Panel>
  );
}

interface LineFieldsProps {
  readonly at: number;
  readonly line: TypedLine;
  readonly onLine: (line: TypedLine) => void;
}

function LineFields({ at, line, onLine }: LineFieldsProps): ReactElement {
  const t = useWords();
  const number = at + 1;
  return (
    <fieldset className="stack form-part">
      <legend>
        <b>{t("licensing.ofLine", { line: number })}</b>
      </legend>
      <TextArea
        name={`lines.${at}.description`}
        label={t("exporter.line.description", { number })}
        rows={2}
        maxLength={DESCRIPTION_MAX}
        value={line.description}
        onChange={(description) => onLine({ ...line, description })}
      />
      <TextField
        name={`lines.${at}.controlCode`}
        label={t("exporter.line.controlCode", { number })}
        hint={t("exporter.line.controlCode.hint")}
        reference
        maxLength={40}
        value={line.controlCode}
        onChange={(controlCode) => onLine({ ...line, controlCode })}
      />
      <CodeExplained code={line.controlCode} />
      <div className="two">
        {SHORT_FIELDS.map(([name, maxLength]) => (
          <TextField
            key={name}
            name={`lines.${at}.${name}`}
            label={t(`exporter.line.${name}`, { number })}
            reference
            optional
            maxLength={maxLength}
            value={line[name]}
            onChange={(value) => onLine({ ...line, [name]: value })}
          />
        ))}
      </div>
      <ValueFields at={at} line={line} onLine={onLine} />
    </fieldset>
  );
}

function ValueFields({ at, line, onLine }: LineFieldsProps): ReactElement {
  const t = useWords();
  const number = at + 1;
  return (
    <div className="two">
      <TextField
        name={`lines.${at}.value`}
        label={t("exporter.line.value", { number })}
        hint={t("exporter.line.value.hint")}
        keyboard="decimal"
        reference
        optional
        value={line.value}
        onChange={(value) => onLine({ ...line, value })}
      />
      <TextField
        name={`lines.${at}.currency`}
        label={t("exporter.line.currency", { number })}
        hint={t("exporter.line.currency.hint")}
        reference
        optional
        maxLength={3}
        value={line.currency}
        onChange={(currency) => onLine({ ...line, currency })}
      />
    </div>
  );
}
