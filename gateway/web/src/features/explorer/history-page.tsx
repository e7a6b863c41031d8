// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { Button } from "../../components/button";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { SideBySide } from "../../components/side-by-side";
import { Answer } from "../../shared/answer";
import { DownloadButtons } from "../../shared/download-buttons";
import { useLedgerWords } from "../../shared/ledger-words";
import { useFormats, useWords } from "../../words/use-words";
import { numberIn, transactionAddress } from "./addresses";
import { changesBetween, differs, fieldsOf, type Json } from "./fields";
import { type RecordHistory, useHistory } from "./queries";
import { Sender, TransactionName } from "./transaction-words";

type Step = RecordHistory["items"][number];

/** How a record came to be what it is: its states, and what differs from one to the next. */
export function HistoryPage(): ReactElement {
  const t = useWords();
  const words = useLedgerWords();
  const { type = "", id = "" } = useParams();
  const query = useHistory(type, id);
  const { hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  const pages = query.data?.pages ?? [];
  const steps = pages.flatMap(({ items }) => items);
  const last = pages.at(-1);
  const kind = words.type(type) ?? type;
  return (
    <>
      <PageTitle>{t("explorer.history", { id })}</PageTitle>
      <PageHead
        title={t.with("explorer.history", { id: <Ref wrap>{id}</Ref> })}
        crumb={<Link to="/explorer">{t("explorer.title")}</Link>}
        lead={
          last === undefined ? kind : t.with("explorer.history.lead", { type: kind, owner: <Ref>{last.owner}</Ref> })
        }
        actions={last !== undefined && <Downloads id={id} steps={steps} />}
      />
      <Answer query={query} lines={8} panel={t("explorer.states")}>
        {() => (
          <States steps={steps} isBegun={!hasNextPage && last?.broken === false} isBroken={last?.broken === true}>
            {hasNextPage && (
              <Button notReady={isFetchingNextPage} onPress={() => void fetchNextPage()}>
                {t("explorer.history.more")}
              </Button>
            )}
          </States>
        )}
      </Answer>
    </>
  );
}

interface StatesProps {
  readonly steps: readonly Step[];
  /** Whether the oldest state that is shown is the record's first. */
  readonly isBegun: boolean;
  readonly isBroken: boolean;
  readonly children: React.ReactNode;
}

function States({ steps, isBegun, isBroken, children }: StatesProps): ReactElement {
  const t = useWords();
  const { integer, moment } = useFormats();
  const [search] = useSearchParams();
  const chosen = Math.min(numberIn(search.get("state")) ?? 0, steps.length - 1);
  return (
    <div className="cols cols-history">
      <Panel title={t("explorer.states")} note={t("explorer.states.count", { count: steps.length })} padded={false}>
        <ol className="states">
          {steps.map((step, at) => (
            <li key={`${step.block}/${step.transaction}`}>
              <Link to={`?state=${at}`} replace aria-current={at === chosen ? "true" : undefined}>
                <b>
                  <TransactionName line={step} />
                </b>
                <span className="t14">{step.at === undefined ? t("explorer.at.unknown") : moment(step.at)}</span>
                <span className="t14 muted">{t("explorer.block.number", { number: integer(step.block) })}</span>
              </Link>
            </li>
          ))}
        </ol>
        {isBroken && <p className="panel-in">{t("explorer.history.broken")}</p>}
        <div className="panel-in">{children}</div>
      </Panel>
      <StatePanel steps={steps} chosen={chosen} isBegun={isBegun} />
    </div>
  );
}

interface StatePanelProps {
  readonly steps: readonly Step[];
  readonly chosen: number;
  readonly isBegun: boolean;
}

/** A state beside the one before it. */
function StatePanel({ steps, chosen, isBegun }: StatePanelProps): ReactElement | null {
  const t = useWords();
  const words = useLedgerWords();
  const formats = useFormats();
  const step = steps[chosen];
  const earlier = steps[chosen + 1];
  if (step === undefined) return null;
  const isFirst = earlier === undefined && isBegun;
  const changes = changesBetween(
    fieldsOf(earlier?.value as Json | undefined, formats),
    fieldsOf(step.value as Json | undefined, formats),
  );
  // Where the state before has not been asked for, it is not shown as empty.
  const isKnown = earlier !== undefined || isFirst;
  const ordered = [...changes.filter(differs), ...changes.filter((change) => !differs(change))];
  const name = (path: readonly string[]): string => path.map((part) => words.field(part) ?? part).join(" ");
  const heads: [string, string] = [
    isFirst ? t("explorer.state.nothing") : t("explorer.state.before"),
    t("explorer.state.after"),
  ];
  return (
    <Panel
      title={<TransactionName line={step} />}
      note={<Link to={transactionAddress(step)}>{t("explorer.transaction.show")}</Link>}
    >
      <p>
        <Sender by={step.by} />
      </p>
      {isKnown ? (
        <SideBySide
          label={t("explorer.states.table")}
          heads={heads}
          pairs={ordered.map(({ path, before, after }) => ({
            field: name(path),
            first: before?.text,
            second: after?.text,
            reference: (before ?? after)?.reference ?? false,
          }))}
        />
      ) : (
        <p className="muted">{t("explorer.state.unknown")}</p>
      )}
    </Panel>
  );
}

function Downloads({ id, steps }: { readonly id: string; readonly steps: readonly Step[] }): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const rows = (): string[][] => [
    [
      t("explorer.block"),
      t("explorer.transaction"),
      t("explorer.at"),
      t("explorer.event"),
      t("explorer.field"),
      t("explorer.after"),
    ],
    ...steps.flatMap((step) =>
      fieldsOf(step.value as Json | undefined, formats).map(({ path, text }) => [
        step.block.toString(),
        step.id ?? "",
        step.at ?? "",
        step.event ?? "",
        path.join("."),
        text,
      ]),
    ),
  ];
  return <DownloadButtons name={`history-${id.replaceAll(/[^A-Za-z0-9-]/g, "_")}`} json={steps} rows={rows} />;
}
