// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useId } from "react";
import { useFormats, useWords } from "../words/use-words";
import { type CheckAnswer, CheckRow } from "./check-row";
import { Fold } from "./fold";
import { gravestFirst, isSettled } from "./outcome";
import { Sign } from "./sign";

/** Several checks that are not disclosed and have one next step, as one row. */
export function withHiddenTogether(answers: readonly CheckAnswer[]): CheckAnswer[] {
  const rows: CheckAnswer[] = [];
  for (const answer of answers) {
    const at = rows.findIndex((row) => isSameStep(row, answer));
    const row = rows[at];
    if (row === undefined) rows.push(answer);
    else rows[at] = { ...row, check: `${row.check}, ${answer.check}` };
  }
  return rows;
}

function isSameStep(row: CheckAnswer, answer: CheckAnswer): boolean {
  const bothHidden = row.outcome === "hidden" && answer.outcome === "hidden";
  return bothHidden && row.todo === answer.todo && row.call?.number === answer.call?.number && row.code === answer.code;
}

interface CheckListProps {
  readonly answers: readonly CheckAnswer[];
  /** Whether settled checks are folded; where everything may pass, all lines are shown. */
  readonly folded?: boolean;
}

/** Checks, gravest first; the settled ones folded with their names in the summary. */
export function CheckList({ answers, folded = true }: CheckListProps): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const heading = useId();
  const open = withHiddenTogether(gravestFirst(answers.filter(({ outcome }) => !isSettled(outcome))));
  const settled = gravestFirst(answers.filter(({ outcome }) => isSettled(outcome)));
  const lines = settled.map((answer) => <SettledLine key={answer.id} answer={answer} />);
  return (
    <section className="verdicts" aria-labelledby={heading}>
      <h2 className="vh" id={heading}>
        {t("components.check.list")}
      </h2>
      {open.length > 0 && (
        <ul>
          {open.map((answer) => (
            <CheckRow key={answer.id} answer={answer} />
          ))}
        </ul>
      )}
      {settled.length > 0 && folded && open.length > 0 && (
        <Fold
          sign="pass"
          title={t("components.check.settled", { count: settled.length })}
          note={formats.list(settled.map(({ check }) => check))}
        >
          {lines}
        </Fold>
      )}
      {settled.length > 0 && (!folded || open.length === 0) && lines}
    </section>
  );
}

function SettledLine({ answer }: { readonly answer: CheckAnswer }): ReactElement {
  const t = useWords();
  return (
    <div className="vline">
      <span>
        <Sign kind={answer.outcome} />
        <span className="vh">{t(`components.outcome.${answer.outcome}`)}</span>
      </span>
      <b>{answer.check}</b>
      <span>{answer.says}</span>
    </div>
  );
}
