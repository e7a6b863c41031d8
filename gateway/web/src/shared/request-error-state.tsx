// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { NoAnswerError, PROBLEM_LANGUAGE, ProblemError } from "../api/problem";
import { Button } from "../components/button";
import { InLanguage } from "../components/in-language";
import { ErrorState } from "../components/state";
import { useWords } from "../words/use-words";

interface RequestErrorStateProps {
  readonly error: Error;
  /** Sends the request again; left out where that helps nothing. */
  readonly onAgain?: () => void;
  /** What was kept, where something was being sent. */
  readonly kept?: string;
}

/** What stands where something that was asked for did not come: what happened, what was kept, what to do. */
export function RequestErrorState({ error, onAgain, kept }: RequestErrorStateProps): ReactElement {
  const t = useWords();
  const told = useToldError(error);
  const again =
    onAgain === undefined ? undefined : (
      <Button kind="main" onPress={onAgain}>
        {t("frame.state.again")}
      </Button>
    );
  return <ErrorState {...told} kept={kept ?? t("frame.state.error.keptRead")} actions={again} />;
}

interface ToldError {
  readonly title: ReactNode;
  readonly happened: ReactNode;
  readonly todo: ReactNode;
  readonly reference?: string;
}

/** An error in words: a problem's own, or why there is no answer. */
function useToldError(error: Error): ToldError {
  const t = useWords();
  if (error instanceof ProblemError) {
    const { title, detail, next, code, instance } = error.problem;
    const told = (text: string): ReactElement => <InLanguage language={PROBLEM_LANGUAGE}>{text}</InLanguage>;
    return { title: told(title), happened: told(detail), todo: told(next), reference: `${code} ${instance}` };
  }
  const reason = error instanceof NoAnswerError ? error.reason : "unreadable";
  const requestId = error instanceof NoAnswerError ? error.requestId : undefined;
  return {
    title: t(`frame.${reason}.title`),
    happened: t(`frame.${reason}.title`),
    todo: t(`frame.${reason}.do`),
    ...(requestId === undefined ? {} : { reference: requestId }),
  };
}
