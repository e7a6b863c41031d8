// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { Form } from "../components/form";
import type { FieldError } from "../components/form-context";
import { useWords } from "../words/use-words";
import { ActProblem } from "./act-problem";
import type { Sending } from "./use-send";

interface SendFormProps<Body> {
  readonly sending: Sending<Body>;
  readonly label: string;
  /** What the button says: the act and its object. */
  readonly act: string;
  /** What the button says while the outcome is unknown, where that is something of its own. */
  readonly again?: string;
  /** Red for what stops something. */
  readonly kind?: "main" | "stop";
  /** What is wrong before anything is sent: shown instead of what an earlier sending came back with. */
  readonly wrong?: readonly FieldError[];
  /** Checks what was typed, and sends it. */
  readonly onSend: () => void;
  readonly others?: ReactNode;
  readonly children: ReactNode;
}

/** The form of an act: locked from sending until the outcome is known, with what came back; its button asks again where nobody knows. */
export function SendForm<Body>(props: SendFormProps<Body>): ReactElement {
  const { sending, label, act, again, kind, wrong = [], onSend, others, children } = props;
  const t = useWords();
  const { isSending, isUnknown, errors } = sending;
  return (
    <Form
      label={label}
      act={isUnknown ? (again ?? t("frame.kept.askAgain")) : act}
      {...(kind === undefined ? {} : { kind })}
      sending={isSending}
      locked={isUnknown}
      errors={wrong.length > 0 ? wrong : errors}
      problem={<ActProblem sending={sending} />}
      others={others}
      onSend={isUnknown ? sending.askAgain : onSend}
    >
      {children}
    </Form>
  );
}
