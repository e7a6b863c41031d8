// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { type EntriesPage, type Entry, type LineView, useEntries } from "../../api/licensing";
import { Balance } from "../../components/balance";
import { BalanceOverTime } from "../../components/balance-over-time";
import { type Column, DataTable } from "../../components/data-table";
import { Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Answer } from "../../shared/answer";
import type { ContentShown } from "../../shared/licence-content";
import { useLicensingWords } from "../../shared/licensing-words";
import { useNow } from "../../words/use-now";
import { useFormats, useWords } from "../../words/use-words";
import { stepsOf } from "./steps";

/** How often the end of a chart is brought forward, in seconds. */
const CHART_SECONDS = 60;

interface LinePanelProps {
  readonly licence: string;
  readonly line: LineView;
  readonly content: ContentShown;
}

/** A line: its balance, the balance over time, and every write-off and reservation. */
export function LinePanel({ licence, line, content }: LinePanelProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const entries = useEntries(licence, line.line);
  const code =
    content.state === "disclosed"
      ? (content.content.lines.find((each) => each.line === line.line)?.controlCode ?? "")
      : t("licensing.part.not-disclosed");
  return (
    <>
      <Panel
        title={
          <>
            {t("licensing.ofLine", { line: line.line })} <Ref>{code}</Ref>
          </>
        }
        note={t("licence.line.note", { control: words.control(line.control), unit: line.unit })}
      >
        <LineBalance line={line} />
      </Panel>
      <Panel title={t("licence.entries", { line: line.line })} padded={false}>
        <Answer query={entries} lines={5}>
          {(page) => <Entries page={page} line={line} />}
        </Answer>
      </Panel>
    </>
  );
}

function LineBalance({ line }: { readonly line: LineView }): ReactElement {
  const t = useWords();
  const { quantity } = useFormats();
  const { authorised, consumed, reserved, unit } = line;
  if (authorised !== undefined) return <Balance amounts={{ authorised, consumed, reserved }} unit={unit} />;
  return (
    <p>
      {t("licence.line.unlimited", {
        consumed: quantity({ amount: consumed, unit }),
        reserved: quantity({ amount: reserved, unit }),
      })}
    </p>
  );
}

function Entries({ page, line }: { readonly page: EntriesPage; readonly line: LineView }): ReactElement {
  const t = useWords();
  const now = useNow(CHART_SECONDS);
  const columns = useEntryColumns();
  const steps = stepsOf(page.items);
  return (
    <>
      <DataTable
        label={t("licensing.table", { what: t("licence.entries", { line: line.line }) })}
        columns={columns}
        rows={page.items}
        keyOf={({ sequence }) => String(sequence)}
        nameOf={({ sequence }) => String(sequence)}
        empty={<EmptyState title={t("licence.entries.none")}>{t("licence.entries.noneAbout")}</EmptyState>}
      />
      {page.bookmark !== "" && <p className="more muted">{t("licence.entries.cut", { count: page.items.length })}</p>}
      {steps.length > 0 && (
        <div className="panel-in">
          <BalanceOverTime
            title={t("licence.chart", { line: line.line })}
            steps={steps}
            until={now.toISOString()}
            unit={line.unit}
          />
        </div>
      )}
    </>
  );
}

function useEntryColumns(): readonly Column<Entry>[] {
  const t = useWords();
  const { moment, quantity } = useFormats();
  return [
    { id: "when", head: t("licence.entry.when"), cell: ({ at }) => moment(at) },
    {
      id: "act",
      head: t("licence.entry.act"),
      cell: ({ type, reason, claimedStatus }) => (
        <>
          <b>{t(`licence.entry.type.${type}`)}</b>
          {claimedStatus !== undefined && (
            <div className="muted">{t("licence.entry.claimed", { status: claimedStatus })}</div>
          )}
          {reason !== undefined && (
            <div className="muted">
              <bdi>{reason}</bdi>
            </div>
          )}
        </>
      ),
    },
    { id: "who", head: t("licence.entry.who"), cell: (entry) => <Who entry={entry} /> },
    { id: "document", head: t("licence.entry.document"), cell: (entry) => <Document entry={entry} /> },
    {
      id: "change",
      head: t("licence.entry.quantity"),
      figures: true,
      cell: (entry) => quantity({ amount: entry.quantity, unit: entry.unit }),
    },
    {
      id: "left",
      head: t("licence.entry.left"),
      figures: true,
      cell: ({ after, unit }) =>
        after.authorised === undefined ? t("licence.noLimit") : quantity({ amount: leftAfter(after), unit }),
    },
  ];
}

function leftAfter(after: Entry["after"]): string {
  const left = BigInt(after.authorised ?? "0") - BigInt(after.consumed) - BigInt(after.reserved);
  return (left > 0n ? left : 0n).toString();
}

function Who({ entry: { organisation, office, jurisdiction } }: { readonly entry: Entry }): ReactElement {
  const words = useLicensingWords();
  return (
    <>
      {organisation}
      <div className="muted">
        {words.country(jurisdiction)} {office !== undefined && <Ref>{office}</Ref>}
      </div>
    </>
  );
}

function Document({ entry: { document, item, consignment } }: { readonly entry: Entry }): ReactElement {
  const t = useWords();
  if (document === undefined && consignment === undefined)
    return <span className="muted">{t("licence.noDocument")}</span>;
  return (
    <>
      {document !== undefined && (
        <div>
          {document.type} <Ref>{document.reference}</Ref>
        </div>
      )}
      {item !== undefined && <div className="muted">{t("licence.entry.item", { item })}</div>}
      {consignment !== undefined && (
        <div>
          <Ref>{consignment}</Ref>
        </div>
      )}
    </>
  );
}
