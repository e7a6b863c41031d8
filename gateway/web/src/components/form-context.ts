// SPDX-License-Identifier: Apache-2.0
import { createContext, useContext } from "react";

/** What is wrong with a field, in words with the way out. `field` is the field's name. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  /** The message's language, where it is not the page's. */
  readonly language?: string;
}

/** What a form tells its fields. */
export interface FormState {
  /** Put before names of fields, so that ids are unique on the page. */
  readonly id: string;
  /** Whether nothing can be changed: it is sending, or nobody knows what became of what was sent. */
  readonly locked: boolean;
  readonly errors: readonly FieldError[];
}

/** The form around a field; none for a field that stands alone. */
export const FormContext = createContext<FormState | undefined>(undefined);

/** The form around a field. */
export function useForm(): FormState | undefined {
  return useContext(FormContext);
}

/** The id of a field's control, which an error at the top links to. */
export function controlId(form: string, field: string): string {
  return `${form}-${field}`;
}
