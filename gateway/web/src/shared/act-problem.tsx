// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useWords } from "../words/use-words";
import { RequestErrorState } from "./request-error-state";
import type { Sending } from "./use-send";

interface ActProblemProps<Body> {
  readonly sending: Sending<Body>;
  /** Given again where the outcome is unknown; what was sent before then goes out again with its key. */
  readonly body: Body;
}

/** What came back of an act and concerns no field, with what was kept; where nobody knows the outcome, the way to ask. */
export function ActProblem<Body>({ sending, body }: ActProblemProps<Body>): ReactElement | null {
  const t = useWords();
  const { problem, isUnknown } = sending;
  if (problem === null) return null;
  return (
    <RequestErrorState
      error={problem}
      kept={t(isUnknown ? "licensing.kept.unknown" : "licensing.kept.refused")}
      {...(isUnknown ? { onAgain: () => sending.send(body) } : {})}
    />
  );
}
