// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link } from "react-router";
import type { Row } from "../api/licensing";
import type { Column } from "../components/data-table";
import { Latin, Ref } from "../components/ref";
import { StatusTag, toneOf } from "../components/status-tag";
import { LastActs } from "../components/timeline";
import { useLedgerWords } from "./ledger-words";
import { contentShown } from "./licence-content";
import { useLicensingWords } from "./licensing-words";
import { useFormats, useWords, type Words } from "../words/use-words";
import { clockOf } from "./clock-of";

/** The columns of a list of records: what it is and where it leads, who has the ball, since when, and what happened last. */
export function useRowColumns(addressOf: (row: Row) => string): readonly Column<Row>[] {
  const t = useWords();
  return [
    { id: "case", head: t("desk.column.case"), cell: (row) => <CaseCell row={row} to={addressOf(row)} /> },
    { id: "goods", head: t("desk.column.goods"), cell: (row) => <GoodsCell row={row} /> },
    { id: "ball", head: t("desk.column.ball"), cell: (row) => <BallCell row={row} /> },
    { id: "clock", head: t("desk.column.clock"), cell: (row) => <ClockCell row={row} /> },
    { id: "status", head: t("desk.column.status"), cell: (row) => <StatusCell row={row} /> },
    { id: "last", head: t("desk.column.last"), cell: (row) => <LastCell row={row} /> },
  ];
}

function CaseCell({ row, to }: { readonly row: Row; readonly to: string }): ReactElement {
  const { type } = useLedgerWords();
  const shown = contentShown(row.parts["content"]);
  const isLicensing = row.type === "application" || row.type === "licence";
  return (
    <>
      <Link to={to} className="case">
        <Ref>{row.id}</Ref>
      </Link>
      <div className="muted">{type(row.type) ?? row.type}</div>
      {isLicensing && shown.state === "disclosed" && (
        <div>
          <Latin>{shown.content.exporter.name}</Latin>
        </div>
      )}
    </>
  );
}

function GoodsCell({ row }: { readonly row: Row }): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const { list } = useFormats();
  if (row.type === "licence-action") {
    const { record } = row;
    return (
      <>
        <b>{words.act(String(record["act"]))}</b>
        <div className="muted">{words.reason(String(record["reason"]))}</div>
      </>
    );
  }
  if (row.type !== "application" && row.type !== "licence") return <NotHere />;
  const shown = contentShown(row.parts["content"]);
  if (shown.state !== "disclosed") return <span className="muted">{t(`licensing.part.${shown.state}`)}</span>;
  const { lines, destination } = shown.content;
  return (
    <>
      <Ref>{list([...new Set(lines.map(({ controlCode }) => controlCode))])}</Ref>
      <div>{words.country(destination)}</div>
    </>
  );
}

function NotHere(): ReactElement {
  const t = useWords();
  return <span className="muted">{t("desk.notOfThisKind")}</span>;
}

/** Who has the ball, for what, and since when. */
export function BallCell({ row }: { readonly row: Row }): ReactElement {
  const t = useWords();
  const { day } = useFormats();
  const holders = useHolders(row, t);
  return (
    <>
      {holders.length === 0 ? <span className="muted">{t("desk.ball.nobody")}</span> : null}
      {holders.map((holder) => (
        <div key={holder}>
          <b>{holder}</b>
        </div>
      ))}
      {holders.length > 0 && row.changedAt !== null && (
        <div className="muted">{t("desk.ball.since", { day: day(row.changedAt) })}</div>
      )}
    </>
  );
}

/** Who has the ball, and for which acts, each once. */
function useHolders({ next }: Row, t: Words): readonly string[] {
  const words = useLicensingWords();
  const { role } = useLedgerWords();
  const acts = new Map<string, string[]>();
  for (const each of next) {
    const roles = words.either(each.roles.map((name) => role(name) ?? name));
    const whom = each.yours
      ? t("desk.ball.you")
      : [roles, each.party ?? each.organisation ?? ""].filter((part) => part !== "").join(", ");
    acts.set(whom, [...(acts.get(whom) ?? []), words.act(each.act)]);
  }
  return [...acts].map(([whom, names]) => t("desk.ball.acts", { whom, acts: words.either(names) }));
}

/** How long it has taken, or has left. */
export function ClockCell({ row }: { readonly row: Row }): ReactElement {
  const t = useWords();
  const { day } = useFormats();
  const clock = clockOf(row, new Date());
  if (clock === undefined) return <span className="muted">{t("desk.clock.unknown")}</span>;
  return (
    <div className={clock.kind === "over" ? "clock clock-late" : "clock"}>
      <b>{t(`desk.clock.${clock.kind}`, { days: clock.days })}</b>
      <span className="muted">{t(`desk.clock.${clock.kind}.day`, { day: day(clock.day) })}</span>
    </div>
  );
}

function StatusCell({ row: { status, overdue } }: { readonly row: Row }): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  return (
    <div className="stack stack-tight">
      <span>
        {status === null ? (
          <span className="muted">{t("desk.noStatus")}</span>
        ) : (
          <StatusTag tone={toneOf(status)}>{words.status(status)}</StatusTag>
        )}
      </span>
      {overdue && (
        <span>
          <StatusTag tone="refer">{t("desk.overdue")}</StatusTag>
        </span>
      )}
    </div>
  );
}

function LastCell({ row }: { readonly row: Row }): ReactElement {
  const t = useWords();
  const { event } = useLedgerWords();
  const { day } = useFormats();
  return (
    <LastActs
      moments={row.lastChanges.map((change) => ({
        id: `${change.transaction}/${change.event}`,
        at: change.at ?? "",
        time: change.at === null ? t("desk.timeUnknown") : day(change.at),
        what: (
          <>
            {event(change.event) ?? change.event} <span className="muted">{change.by}</span>
          </>
        ),
      }))}
    />
  );
}
