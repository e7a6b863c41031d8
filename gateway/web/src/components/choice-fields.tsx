// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useWords } from "../words/use-words";
import { controlAttributes, FieldFrame, type FieldProps, FieldSetFrame, useControl } from "./field";
import { Icon } from "./icon";
import type { Option } from "./question";
import { TextArea } from "./text-fields";

/** A choice of a list, whose texts are plain. */
export interface TextOption {
  readonly value: string;
  readonly label: string;
}

interface SelectProps extends FieldProps {
  readonly options: readonly TextOption[];
  /** Empty until somebody chooses: nothing is chosen for them. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of many. */
export function SelectField(props: SelectProps): ReactElement {
  const t = useWords();
  const state = useControl(props);
  return (
    <FieldFrame field={props} state={state}>
      <span className="select-box">
        <select
          {...controlAttributes(state)}
          className="input select"
          name={props.name}
          value={props.value}
          disabled={state.locked}
          onChange={(event) => props.onChange(event.target.value)}
        >
          <option value="">{t("components.field.choose")}</option>
          {props.options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={18} />
      </span>
    </FieldFrame>
  );
}

interface RadioGroupProps extends FieldProps {
  readonly options: readonly Option[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  /** Two abreast. */
  readonly abreast?: boolean;
}

/** One of few. */
export function RadioGroup(props: RadioGroupProps): ReactElement {
  const state = useControl(props);
  return (
    <FieldSetFrame field={props} state={state}>
      <div className={props.abreast === true ? "two" : "stack stack-tight"}>
        {props.options.map((option) => (
          <label key={option.value} className="choice choice-box">
            <input
              type="radio"
              name={state.id}
              value={option.value}
              checked={props.value === option.value}
              disabled={state.locked}
              onChange={() => props.onChange(option.value)}
            />
            <OptionText option={option} />
          </label>
        ))}
      </div>
    </FieldSetFrame>
  );
}

interface CheckboxGroupProps extends FieldProps {
  readonly options: readonly Option[];
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
}

/** Any of several. */
export function CheckboxGroup(props: CheckboxGroupProps): ReactElement {
  const state = useControl(props);
  const toggled = (value: string): string[] =>
    props.values.includes(value) ? props.values.filter((each) => each !== value) : [...props.values, value];
  return (
    <FieldSetFrame field={props} state={state}>
      <div className="stack stack-tight">
        {props.options.map((option) => (
          <label key={option.value} className="choice choice-box">
            <input
              type="checkbox"
              name={state.id}
              value={option.value}
              checked={props.values.includes(option.value)}
              disabled={state.locked}
              onChange={() => props.onChange(toggled(option.value))}
            />
            <OptionText option={option} />
          </label>
        ))}
      </div>
    </FieldSetFrame>
  );
}

function OptionText({ option: { label, hint } }: { readonly option: Option }): ReactElement {
  return (
    <span>
      {label}
      {hint !== undefined && <span className="hint"> {hint}</span>}
    </span>
  );
}

interface CodedReasonProps extends SelectProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly textLabel: string;
  /** Codes that say nothing without a text. */
  readonly textNeededFor?: readonly string[];
  readonly textMax?: number;
}

/** A reason as a code, with a text where it needs one: a free box alone gets over-filled. */
export function CodedReason(props: CodedReasonProps): ReactElement {
  const { text, onText, textLabel, textNeededFor = [], textMax, ...select } = props;
  return (
    <>
      <SelectField {...select} />
      {select.value !== "" && (
        <TextArea
          name={`${select.name}Text`}
          label={textLabel}
          optional={!textNeededFor.includes(select.value)}
          value={text}
          onChange={onText}
          rows={3}
          {...(textMax === undefined ? {} : { maxLength: textMax })}
        />
      )}
    </>
  );
}
