// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useWords } from "../words/use-words";
import type { Outcome } from "./outcome";
import { Sign } from "./sign";

/** The word of an outcome, with its sign before it unless the row already shows one in its margin. */
export function VerdictWord({
  outcome,
  sign = true,
}: {
  readonly outcome: Outcome;
  readonly sign?: boolean;
}): ReactElement {
  const t = useWords();
  return (
    <span className={`verdict-word w-${outcome}`}>
      {sign && <Sign kind={outcome} size="small" />}
      <b>{t(`components.outcome.${outcome}`)}</b>
    </span>
  );
}
