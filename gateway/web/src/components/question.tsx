// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useId } from "react";
import { useWords } from "../words/use-words";
import { Sign } from "./sign";

/** How far somebody is: the steps before are done, this one is open. Steps count from 1. */
export function Steps({ now, of }: { readonly now: number; readonly of: number }): ReactElement {
  const t = useWords();
  return (
    <div className="steps" role="img" aria-label={t("components.question.step", { now, of })}>
      {Array.from({ length: of }, (_, at) => (
        <i key={at} className={stepClass(at + 1, now)} />
      ))}
    </div>
  );
}

function stepClass(step: number, now: number): string | undefined {
  if (step === now) return "now";
  return step < now ? "done" : undefined;
}

interface AnsweredProps {
  readonly children: ReactNode;
  /** Names the question again for whoever hears the button without its row. */
  readonly question: string;
  readonly onChange: () => void;
}

/** The answer before, with the way back to it. */
export function AnsweredQuestion({ children, question, onChange }: AnsweredProps): ReactElement {
  const t = useWords();
  return (
    <div className="answered">
      <Sign kind="pass" size="small" />
      <span>{children}</span>
      <button type="button" className="btn-link" onClick={onChange}>
        {t("components.question.change")}
        <span className="vh"> {question}</span>
      </button>
    </div>
  );
}

/** An answer that can be chosen. */
export interface Option {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

interface QuestionProps {
  readonly now: number;
  readonly of: number;
  readonly question: string;
  readonly hint?: ReactNode;
  readonly options: readonly Option[];
  /** Undefined until somebody answers: nothing is chosen for them. */
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One question a screen. */
export function Question({ now, of, question, hint, options, value, onChange }: QuestionProps): ReactElement {
  const t = useWords();
  const name = useId();
  return (
    <fieldset className="field q" aria-describedby={hint === undefined ? undefined : `${name}-hint`}>
      <legend>
        <span className="q-n">{t("components.question.count", { now, of })}</span>
        {question}
      </legend>
      {hint !== undefined && (
        <p className="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <div className="stack">
        {options.map((option) => (
          <label key={option.value} className="choice choice-box q-opt">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
