// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useEffect, useRef } from "react";
import { Link } from "react-router";
import type { Declared, DeclaredLine } from "../../../api/consignments";
import { type Column, DataTable } from "../../../components/data-table";
import { Panel } from "../../../components/panel";
import { Ref } from "../../../components/ref";
import { EmptyState } from "../../../components/state";
import { StatusTag, toneOf } from "../../../components/status-tag";
import { useLicensingWords } from "../../../shared/licensing-words";
import { useFormats, useWords } from "../../../words/use-words";

type Result = Declared["result"];
type Attributed = NonNullable<Result["attributedBefore"]>;

/** What a customs message came to: the consignment with what it draws and what is then left, or what an earlier one attributed. */
export function DeclaredPanel({ declared: { result } }: { readonly declared: Declared }): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [result]);
  return (
    <div tabIndex={-1} ref={place}>
      {"consignment" in result ? (
        <Panel
          title={t("departure.declared")}
          note={<StatusTag tone={toneOf(result.status)}>{words.status(result.status)}</StatusTag>}
        >
          <p>
            <Link className="inline-target" to={`/consignments/${encodeURIComponent(result.consignment)}`}>
              <Ref wrap>{result.consignment}</Ref>
            </Link>
          </p>
          <LineTable lines={result.lines} />
          <AttributedList attributed={result.attributedBefore ?? []} />
        </Panel>
      ) : (
        <Panel title={t("departure.declared.nothing")}>
          <p>{t("departure.declared.nothing.about")}</p>
          <AttributedList attributed={result.attributedBefore} />
        </Panel>
      )}
    </div>
  );
}

function LineTable({ lines }: { readonly lines: readonly DeclaredLine[] }): ReactElement {
  const t = useWords();
  const { quantity } = useFormats();
  const columns: readonly Column<DeclaredLine>[] = [
    {
      id: "licence",
      head: t("departure.licence"),
      cell: ({ licence, line }) => (
        <>
          <Ref>{licence}</Ref>
          <div className="muted">{t("licensing.ofLine", { line })}</div>
        </>
      ),
    },
    { id: "declared", head: t("departure.declared.drawn"), figures: true, cell: (each) => quantity(each.quantity) },
    {
      id: "left",
      head: t("components.balance.left"),
      figures: true,
      cell: ({ balance }) =>
        balance?.available === undefined
          ? t("departure.notLimited")
          : quantity({ amount: balance.available, unit: balance.unit }),
    },
  ];
  return (
    <DataTable
      label={t("departure.allocations")}
      columns={columns}
      rows={lines}
      keyOf={({ item, licence, line }) => `${item} ${licence} ${line}`}
      nameOf={({ licence }) => licence}
      empty={<EmptyState title={t("departure.none")}>{t("departure.none.about")}</EmptyState>}
    />
  );
}

function AttributedList({ attributed }: { readonly attributed: Attributed }): ReactElement | null {
  const t = useWords();
  if (attributed.length === 0) return null;
  return (
    <ul className="plain">
      {attributed.map(({ item, licence, line, by }) => (
        <li key={`${item} ${licence} ${line}`}>
          <span />
          <span>
            {t.with("departure.declared.before", {
              item,
              licence: <Ref>{licence}</Ref>,
              line,
              by: <Ref>{by.consignment ?? by.mrn ?? by.lrn ?? by.ducr ?? by.extract ?? ""}</Ref>,
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
