// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link } from "react-router";
import { PROBLEM_LANGUAGE, ProblemError } from "../../api/problem";
import { Button, buttonClass } from "../../components/button";
import type { IconName } from "../../components/icon";
import { InLanguage } from "../../components/in-language";
import { QueueEntry, QueueGroup } from "../../components/queue-entry";
import { Ref } from "../../components/ref";
import type { SignKind } from "../../components/sign";
import { useWords } from "../../words/use-words";
import type { Entry, EntryState, Outbox } from "./outbox";

const LOOKS: Readonly<Record<EntryState, { readonly sign?: SignKind; readonly icon?: IconName }>> = {
  waiting: { icon: "clock" },
  sending: { icon: "send" },
  recorded: { sign: "pass" },
  refused: { sign: "stop" },
  unknown: { sign: "unknown" },
};

/** What was signed off here and where each act stands; nothing before the first. */
export function OutboxPanel({ outbox }: { readonly outbox: Outbox }): ReactElement {
  const t = useWords();
  const { entries } = outbox;
  return (
    <div role="status">
      {entries.length > 0 && (
        <QueueGroup title={t("carrier.outbox")} count={entries.length}>
          {entries.map((entry, at) => (
            <EntryOf key={entry.key} entry={entry} number={at + 1} onAgain={outbox.askAgain} />
          ))}
        </QueueGroup>
      )}
    </div>
  );
}

interface EntryOfProps {
  readonly entry: Entry;
  readonly number: number;
  readonly onAgain: () => void;
}

function told(text: string): ReactElement {
  return <InLanguage language={PROBLEM_LANGUAGE}>{text}</InLanguage>;
}

function EntryOf({ entry: { act, state, failure }, number, onAgain }: EntryOfProps): ReactElement {
  const t = useWords();
  const what = t.with(`carrier.act.${act.act}`, { consignment: <Ref wrap>{act.consignment}</Ref> });
  return (
    <QueueEntry
      number={number}
      {...LOOKS[state]}
      state={t(`carrier.state.${state}`)}
      what={what}
      when={failure instanceof ProblemError ? told(failure.problem.detail) : t(`carrier.state.${state}.about`)}
      next={failure instanceof ProblemError ? told(failure.problem.next) : undefined}
      action={<EntryAction state={state} onAgain={onAgain} />}
    />
  );
}

function EntryAction({
  state,
  onAgain,
}: {
  readonly state: EntryState;
  readonly onAgain: () => void;
}): ReactElement | null {
  const t = useWords();
  if (state === "unknown") {
    return (
      <Button kind="main" glove full onPress={onAgain}>
        {t("carrier.askAgain")}
      </Button>
    );
  }
  if (state !== "recorded") return null;
  return (
    <Link className={buttonClass({ kind: "main", glove: true, full: true })} to="/goods/custody">
      {t("carrier.toCustody")}
    </Link>
  );
}
