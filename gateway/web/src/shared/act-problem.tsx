// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useWords } from "../words/use-words";
import { RequestErrorState } from "./request-error-state";
import type { Outcome } from "./use-send";

interface ActProblemProps {
  readonly sending: Outcome;
  /** Whether the way to ask stands here; not where the form's own button is that. */
  readonly asksHere?: boolean;
}

/** What came back of an act and concerns no field, with what was kept. */
export function ActProblem({ sending, asksHere = false }: ActProblemProps): ReactElement | null {
  const t = useWords();
  const { problem, isUnknown, askAgain } = sending;
  if (problem === null) return null;
  return (
    <RequestErrorState
      error={problem}
      kept={t(isUnknown ? "frame.kept.unknown" : "frame.kept.refused")}
      {...(isUnknown && asksHere ? { onAgain: askAgain } : {})}
    />
  );
}
