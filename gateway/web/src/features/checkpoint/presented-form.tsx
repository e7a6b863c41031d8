// SPDX-License-Identifier: Apache-2.0
import { UNITS } from "@licet/domain/shared/quantity";
import type { Presented } from "@licet/domain/checkpoint/schemas";
import { type ReactElement, useState } from "react";
import { useSession } from "../../api/session";
import { CheckboxGroup, SelectField } from "../../components/choice-fields";
import { Form } from "../../components/form";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { TextField } from "../../components/text-fields";
import { useWords } from "../../words/use-words";
import { type CountDraft, type PresentedDraft, presentedOf } from "./presented";
import { OfficeField, useWrongWords } from "./acts/act-form";
import type { OpenCondition } from "./conditions";
import { SeenSealsFields } from "./seen-seals-fields";
import { takePlace, usePlace } from "./where";

interface PresentedFormProps {
  /** Items that may be counted. */
  readonly items: readonly number[];
  /** Conditions that only somebody on the spot can check. */
  readonly conditions: readonly OpenCondition[];
  readonly asking: boolean;
  readonly onAsk: (presented: Presented) => void;
}

/** What the officer has before their eyes. Nothing that is recorded stands in it: a value that is shown is copied, not read. */
export function PresentedForm({ items, conditions, asking, onAsk }: PresentedFormProps): ReactElement {
  const t = useWords();
  const wrongWords = useWrongWords();
  const { office } = useSession();
  const place = usePlace();
  const [draft, setDraft] = useState<Omit<PresentedDraft, "place">>({
    office: office ?? "",
    sealState: "",
    seals: "",
    counts: [],
    presentedBy: "",
    confirmed: [],
  });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const set = (change: Partial<PresentedDraft>): void => setDraft((before) => ({ ...before, ...change }));
  const ask = (): void => {
    const made = presentedOf({ ...draft, place });
    const wrong = "wrong" in made ? made.wrong : [];
    setErrors(wrong.map((field) => ({ field, message: wrongWords(field) })));
    if ("presented" in made) onAsk(made.presented);
  };
  return (
    <Panel title={t("checkpoint.before")} note={t("checkpoint.before.blind")}>
      <Form label={t("checkpoint.before")} act={t("checkpoint.again")} sending={asking} errors={errors} onSend={ask}>
        <Where office={draft.office} onOffice={(office) => set({ office })} />
        <SeenSealsFields seen={draft} onChange={set} />
        <CountFields items={items} counts={draft.counts} onChange={(counts) => set({ counts })} />
        <TextField
          name="presentedBy"
          reference
          optional
          label={t("checkpoint.presentedBy")}
          hint={t("checkpoint.presentedBy.hint")}
          value={draft.presentedBy}
          onChange={(value) => set({ presentedBy: value })}
        />
        <Confirmed conditions={conditions} confirmed={draft.confirmed} onChange={(confirmed) => set({ confirmed })} />
      </Form>
    </Panel>
  );
}

interface WhereProps {
  readonly office: string;
  readonly onOffice: (office: string) => void;
}

function Where({ office, onOffice }: WhereProps): ReactElement {
  const t = useWords();
  const place = usePlace();
  return (
    <div className="two">
      <TextField
        name="place"
        reference
        label={t("checkpoint.place")}
        hint={t("checkpoint.place.hint")}
        value={place}
        onChange={(value) => takePlace(value.toUpperCase())}
      />
      <OfficeField office={office} onOffice={onOffice} hint={t("checkpoint.office.hint")} />
    </div>
  );
}

interface ConfirmedProps {
  readonly conditions: readonly OpenCondition[];
  readonly confirmed: PresentedDraft["confirmed"];
  readonly onChange: (confirmed: PresentedDraft["confirmed"]) => void;
}

function Confirmed({ conditions, confirmed, onChange }: ConfirmedProps): ReactElement | null {
  const t = useWords();
  if (conditions.length === 0) return null;
  return (
    <CheckboxGroup
      name="confirmed"
      label={t("checkpoint.confirmed")}
      hint={t("checkpoint.confirmed.hint")}
      options={conditions.map((each) => ({
        value: `${each.licence}/${each.condition}`,
        label: t(`checkpoint.condition.${each.condition}`),
        hint: each.text === undefined ? each.licence : `${each.licence}: ${each.text}`,
      }))}
      values={confirmed.map((each) => `${each.licence}/${each.condition}`)}
      onChange={(values) => onChange(conditions.filter((each) => values.includes(`${each.licence}/${each.condition}`)))}
    />
  );
}

interface CountFieldsProps {
  readonly items: readonly number[];
  readonly counts: readonly CountDraft[];
  readonly onChange: (counts: readonly CountDraft[]) => void;
  readonly optional?: boolean;
}

const NO_COUNT: Omit<CountDraft, "item"> = { amount: "", unit: "" };

/** What was counted of each item, with the unit that it was counted in; nothing is filled in. */
export function CountFields({ items, counts, onChange, optional = true }: CountFieldsProps): ReactElement {
  const t = useWords();
  const of = (item: number): CountDraft => counts.find((each) => each.item === item) ?? { item, ...NO_COUNT };
  const set = (item: number, change: Partial<CountDraft>): void =>
    onChange([...counts.filter((each) => each.item !== item), { ...of(item), ...change }]);
  return (
    <>
      {items.map((item) => (
        <div className="two" key={item}>
          <TextField
            name={`counts.${item}`}
            keyboard="decimal"
            reference
            optional={optional}
            label={t("checkpoint.count", { item })}
            value={of(item).amount}
            onChange={(amount) => set(item, { amount })}
          />
          <SelectField
            name={`counts.${item}.unit`}
            optional={optional}
            label={t("checkpoint.unit", { item })}
            options={Object.keys(UNITS).map((value) => ({ value, label: value }))}
            value={of(item).unit}
            onChange={(unit) => set(item, { unit })}
          />
        </div>
      ))}
    </>
  );
}
