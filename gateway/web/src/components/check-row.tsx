// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { useWords } from "../words/use-words";
import { CallButton, type CallTarget } from "./call";
import { type Fact, Facts } from "./facts";
import type { Outcome } from "./outcome";
import { Ref } from "./ref";
import { Sign } from "./sign";

/** A check with its answer, ready to be read. */
export interface CheckAnswer {
  /** Stable name of the check. */
  readonly id: string;
  readonly outcome: Outcome;
  /** What is checked, such as "Seals". */
  readonly check: string;
  /** What is the case, in a sentence; while it is asked, whom it waits for. */
  readonly says: ReactNode;
  readonly facts?: readonly Fact[];
  /** Set facts one above the other, to compare them. */
  readonly compare?: boolean;
  readonly todo?: string;
  /** Language of `todo`, where it is not the page's. */
  readonly todoLanguage?: string;
  readonly call?: CallTarget;
  /** Code of the table of verdicts. */
  readonly code?: string;
  /** Where the answer comes from, such as "from the channel". */
  readonly source?: string;
}

/** A check that somebody has to do something about, or that is still asked. */
export function CheckRow({ answer }: { readonly answer: CheckAnswer }): ReactElement {
  const t = useWords();
  return (
    <li className={`verdict verdict-${answer.outcome}`} aria-busy={answer.outcome === "wait"}>
      <div className="verdict-sign">
        <Sign kind={answer.outcome} />
      </div>
      <div className="verdict-body">
        <p className="verdict-check">
          <b>{t(`components.outcome.${answer.outcome}`)}</b>
          <span>{answer.check}</span>
        </p>
        <h3 className="verdict-says">{answer.says}</h3>
        <Facts facts={answer.facts ?? []} compare={answer.compare ?? false} />
        {(answer.todo ?? answer.call) !== undefined && <NextStep answer={answer} />}
        {answer.code !== undefined && (
          <p className="verdict-code">
            <Ref>{answer.code}</Ref>
            {answer.source !== undefined && <span> {answer.source}</span>}
          </p>
        )}
      </div>
    </li>
  );
}

function NextStep({ answer: { todo, todoLanguage, call } }: { readonly answer: CheckAnswer }): ReactElement {
  const t = useWords();
  return (
    <div className="verdict-next">
      <p className="eyebrow">{t("components.check.todo")}</p>
      {todo !== undefined && <TextIn language={todoLanguage}>{todo}</TextIn>}
      {call !== undefined && <p className="muted t14">{call.desk}</p>}
      {call?.number !== undefined && <CallButton number={call.number} />}
    </div>
  );
}

function TextIn({
  language,
  children,
}: {
  readonly language: string | undefined;
  readonly children: string;
}): ReactElement {
  const foreign = language === undefined ? {} : { lang: language, dir: "auto" };
  return (
    <p className="verdict-do" {...foreign}>
      {children}
    </p>
  );
}
