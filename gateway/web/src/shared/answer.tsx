// SPDX-License-Identifier: Apache-2.0
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { Panel } from "../components/panel";
import { Skeleton } from "../components/state";
import { useWords } from "../words/use-words";
import { RequestErrorState } from "./request-error-state";

interface AnswerProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** Lines of the skeleton, about as high as what comes. */
  readonly lines?: number;
  /** Heading of the panel that an error stands in, where what comes has panels of its own. */
  readonly panel?: string;
  /** Shows what came. What has come before stays in view while it is asked again, and when that fails. */
  readonly children: (data: Data) => ReactNode;
}

/** What was asked for, in each of its states: not there yet, there, or failed with what to do. */
export function Answer<Data>({ query, lines = 3, panel, children }: AnswerProps<Data>): ReactElement {
  const t = useWords();
  const { data, error, refetch } = query;
  const failure = (happened: Error): ReactElement => (
    <RequestErrorState error={happened} onAgain={() => void refetch()} />
  );
  return (
    <>
      {error !== null && panel === undefined && failure(error)}
      {error !== null && panel !== undefined && <Panel title={panel}>{failure(error)}</Panel>}
      {data === undefined && error === null && <Skeleton label={t("frame.state.loading")} lines={lines} />}
      {data !== undefined && children(data)}
    </>
  );
}
