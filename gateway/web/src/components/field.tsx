// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useId } from "react";
import { useWords } from "../words/use-words";
import { controlId, type FieldError, useForm } from "./form-context";
import { InLanguage } from "./in-language";
import { Sign } from "./sign";

/** What every field has. */
export interface FieldProps {
  /** Name within its form; errors of the form find the field by it. */
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What is wrong, where no form tells it. */
  readonly error?: string | undefined;
  /** Whether it may be left empty; what may not is not marked. */
  readonly optional?: boolean;
}

/** How a control is tied to its label, hint and error, and whether it can be changed now. */
export interface ControlState {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
  readonly locked: boolean;
}

/** The state of a field's control, and the error that is shown. */
export function useControl({ name, hint, error, optional = false }: FieldProps): ControlState & {
  readonly message: Pick<FieldError, "message" | "language"> | undefined;
} {
  const alone = useId();
  const { id: formId, locked, errors } = useForm() ?? { id: alone, locked: false, errors: [] };
  const id = controlId(formId, name);
  const message = error === undefined ? errors.find(({ field }) => field === name) : { message: error };
  const described = [hint === undefined ? "" : `${id}-hint`, message === undefined ? "" : `${id}-error`]
    .filter((each) => each !== "")
    .join(" ");
  return {
    id,
    describedBy: described === "" ? undefined : described,
    invalid: message !== undefined,
    required: !optional,
    locked,
    message,
  };
}

/** Attributes of a control that has a label of its own. */
export function controlAttributes({ id, describedBy, invalid, required }: ControlState): {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly "aria-required": true | undefined;
} {
  return {
    id,
    "aria-describedby": describedBy,
    "aria-invalid": invalid || undefined,
    "aria-required": required || undefined,
  };
}

interface FieldFrameProps {
  readonly field: FieldProps;
  readonly state: ReturnType<typeof useControl>;
  readonly children: ReactNode;
}

/** Label, hint, control, error. */
export function FieldFrame({ field, state, children }: FieldFrameProps): ReactElement {
  return (
    <div className={state.invalid ? "field field-error" : "field"}>
      <label htmlFor={state.id}>
        <LabelText field={field} />
      </label>
      <FieldHint id={state.id} hint={field.hint} />
      {children}
      <FieldMessage id={state.id} message={state.message} />
    </div>
  );
}

/** As {@link FieldFrame}, for several controls under one legend. */
export function FieldSetFrame({ field, state, children }: FieldFrameProps): ReactElement {
  return (
    <fieldset
      className={state.invalid ? "field field-error" : "field"}
      id={state.id}
      tabIndex={-1}
      aria-describedby={state.describedBy}
    >
      <legend>
        <LabelText field={field} />
      </legend>
      <FieldHint id={state.id} hint={field.hint} />
      {children}
      <FieldMessage id={state.id} message={state.message} />
    </fieldset>
  );
}

function LabelText({ field: { label, optional = false } }: { readonly field: FieldProps }): ReactElement {
  const t = useWords();
  return (
    <>
      {label}
      {optional && <span className="optional"> {t("components.field.optional")}</span>}
    </>
  );
}

function FieldHint({ id, hint }: { readonly id: string; readonly hint: ReactNode }): ReactElement | null {
  if (hint === undefined) return null;
  return (
    <span className="hint" id={`${id}-hint`}>
      {hint}
    </span>
  );
}

function FieldMessage({
  id,
  message,
}: {
  readonly id: string;
  readonly message: Pick<FieldError, "message" | "language"> | undefined;
}): ReactElement | null {
  if (message === undefined) return null;
  return (
    <p className="error" id={`${id}-error`}>
      <Sign kind="stop" size="own" />
      <InLanguage language={message.language}>{message.message}</InLanguage>
    </p>
  );
}
