// SPDX-License-Identifier: Apache-2.0
import type { HTMLInputAutoCompleteAttribute, ReactElement } from "react";
import { controlAttributes, FieldFrame, type FieldProps, useControl } from "./field";

interface TextProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength?: number;
}

interface TextFieldProps extends TextProps {
  /** A reference or number: in the reference face, from left to right, without corrections by the device. */
  readonly reference?: boolean;
  readonly keyboard?: "text" | "numeric" | "decimal" | "email" | "tel" | "url";
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
}

/** A line of text. */
export function TextField(props: TextFieldProps): ReactElement {
  const state = useControl(props);
  const { reference = false, keyboard = "text", autoComplete = "off" } = props;
  return (
    <FieldFrame field={props} state={state}>
      <input
        {...controlAttributes(state)}
        className={reference ? "input ref" : "input"}
        name={props.name}
        type="text"
        value={props.value}
        readOnly={state.locked}
        inputMode={keyboard}
        autoComplete={autoComplete}
        {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
        {...(reference ? { dir: "ltr", spellCheck: false, autoCapitalize: "off" } : { dir: "auto" })}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </FieldFrame>
  );
}

interface SecretFieldProps extends TextProps {
  /** Whether it is made here or was made before, so that a password manager offers the right thing. */
  readonly autoComplete: "new-password" | "current-password";
}

/** A passphrase: not shown, and neither corrected nor kept from a password manager. */
export function SecretField(props: SecretFieldProps): ReactElement {
  const state = useControl(props);
  return (
    <FieldFrame field={props} state={state}>
      <input
        {...controlAttributes(state)}
        className="input"
        name={props.name}
        type="password"
        dir="auto"
        value={props.value}
        readOnly={state.locked}
        autoComplete={props.autoComplete}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextArea(props: TextProps & { readonly rows?: number }): ReactElement {
  const state = useControl(props);
  return (
    <FieldFrame field={props} state={state}>
      <textarea
        {...controlAttributes(state)}
        className="input"
        name={props.name}
        value={props.value}
        rows={props.rows ?? 4}
        readOnly={state.locked}
        dir="auto"
        {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </FieldFrame>
  );
}

/** A calendar day, `2026-11-26`; empty where none is given. */
export function DateField(props: TextProps & { readonly min?: string; readonly max?: string }): ReactElement {
  const state = useControl(props);
  return (
    <FieldFrame field={props} state={state}>
      <input
        {...controlAttributes(state)}
        className="input input-date"
        name={props.name}
        type="date"
        value={props.value}
        readOnly={state.locked}
        {...(props.min === undefined ? {} : { min: props.min })}
        {...(props.max === undefined ? {} : { max: props.max })}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </FieldFrame>
  );
}

interface QuantityFieldProps extends TextProps {
  /** Symbol of the unit that the quantity is entered in. */
  readonly unit: string;
}

/** A quantity as decimal digits, kept as they were typed: what they come to is the domain's to say. */
export function QuantityField(props: QuantityFieldProps): ReactElement {
  const state = useControl(props);
  const unit = `${state.id}-unit`;
  const described = [state.describedBy, unit].filter((id) => id !== undefined).join(" ");
  return (
    <FieldFrame field={props} state={state}>
      <span className="with-unit">
        <input
          {...controlAttributes(state)}
          aria-describedby={described}
          className="input num"
          name={props.name}
          type="text"
          inputMode="decimal"
          dir="ltr"
          autoComplete="off"
          value={props.value}
          readOnly={state.locked}
          onChange={(event) => props.onChange(event.target.value)}
        />
        <span id={unit} className="unit">
          <bdi>{props.unit}</bdi>
        </span>
      </span>
    </FieldFrame>
  );
}
