// SPDX-License-Identifier: Apache-2.0
import {
  type ReactElement,
  type ReactNode,
  type RefObject,
  type SyntheticEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "react";
import { useNow } from "../words/use-now";
import { useWords } from "../words/use-words";
import { Button } from "./button";
import { controlId, FormContext, type FieldError } from "./form-context";
import { InLanguage } from "./in-language";
import { Sign } from "./sign";

const SECOND_MS = 1_000;

interface FormProps {
  readonly label: string;
  /** What the button says: the act and its object. */
  readonly act: string;
  /** Red for what stops something. */
  readonly kind?: "main" | "stop";
  readonly glove?: boolean;
  /** From the moment of sending until there is an answer; the fields are locked as long. */
  readonly sending: boolean;
  /** Whether the fields stay locked although nothing is on its way: nobody knows what became of what was sent. */
  readonly locked?: boolean;
  readonly errors: readonly FieldError[];
  /** Not called while it is sending, however often somebody presses. */
  readonly onSend: () => void;
  /** What came back and concerns no field: an `ErrorState`. */
  readonly problem?: ReactNode;
  /** Other buttons, such as the one that names what stays. */
  readonly others?: ReactNode;
  readonly children: ReactNode;
}

/** Fields and the act that sends them. What was typed stays, whatever comes back. */
export function Form(props: FormProps): ReactElement {
  const { label, sending, locked = false, errors, onSend, kind = "main", glove = false } = props;
  const id = useId();
  const [summary, afterSend] = useSummaryFocus(sending, errors.length > 0);
  const state = useMemo(() => ({ id, locked: sending || locked, errors }), [id, sending, locked, errors]);
  const send = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (sending) return;
    afterSend();
    onSend();
  };
  return (
    <FormContext value={state}>
      <form className="form" aria-label={label} aria-busy={sending} noValidate onSubmit={send}>
        {errors.length > 0 && <ErrorSummary form={id} errors={errors} ref={summary} />}
        {props.problem}
        {props.children}
        <div className="btn-row">
          <Button type="submit" kind={sending ? "other" : kind} glove={glove} notReady={sending}>
            {sending ? <SendingWords /> : props.act}
          </Button>
          {!sending && !locked && props.others}
        </div>
        <span className="vh" role="status">
          {sending && <SendingSaid />}
        </span>
      </form>
    </FormContext>
  );
}

/** The errors are brought into view once after each attempt, and not while somebody mends them. */
function useSummaryFocus(sending: boolean, failed: boolean): [RefObject<HTMLDivElement | null>, () => void] {
  const summary = useRef<HTMLDivElement>(null);
  const attempt = useRef<"none" | "made" | "sent">("none");
  // Errors that stay as they are draw nothing anew by themselves.
  const [, drawAgain] = useReducer((draws: number) => draws + 1, 0);
  useEffect(() => {
    if (attempt.current === "none") return;
    if (sending) {
      attempt.current = "sent";
      return;
    }
    if (failed) summary.current?.focus();
    if (failed || attempt.current === "sent") attempt.current = "none";
  });
  const afterSend = useCallback(() => {
    attempt.current = "made";
    drawAgain();
  }, []);
  return [summary, afterSend];
}

function SendingWords(): ReactElement {
  const t = useWords();
  const [since] = useState(() => Date.now());
  const now = useNow(1);
  const seconds = Math.max(0, Math.floor((now.getTime() - since) / SECOND_MS));
  return <>{t("components.form.sending", { seconds })}</>;
}

function SendingSaid(): ReactElement {
  const t = useWords();
  return <>{t("components.form.sending-said")}</>;
}

interface ErrorSummaryProps {
  /** Id of the form. */
  readonly form: string;
  readonly errors: readonly FieldError[];
  readonly ref: RefObject<HTMLDivElement | null>;
}

/** All errors of a form at its top, each a link to its field. */
export function ErrorSummary({ form, errors, ref }: ErrorSummaryProps): ReactElement {
  const t = useWords();
  const heading = useId();
  const goTo = (field: string): void => document.getElementById(controlId(form, field))?.focus();
  return (
    <div className="error-summary" role="group" aria-labelledby={heading} tabIndex={-1} ref={ref}>
      <h3 id={heading}>
        <Sign kind="stop" size="small" />
        {t("components.form.errors", { count: errors.length })}
      </h3>
      <ul>
        {errors.map(({ field, message, language }) => (
          <li key={`${field}/${message}`}>
            <a
              className="inline-target"
              href={`#${controlId(form, field)}`}
              onClick={(event) => {
                event.preventDefault();
                goTo(field);
              }}
            >
              <InLanguage language={language}>{message}</InLanguage>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
