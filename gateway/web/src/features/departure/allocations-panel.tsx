// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link } from "react-router";
import { type Allocation, type Consignment, useReservedFor } from "../../api/consignments";
import { type Column, DataTable } from "../../components/data-table";
import { Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { useFormats, useWords } from "../../words/use-words";

/** What is declared on which licence line, and what of it is reserved and written off now. */
export function AllocationsPanel({ record }: { readonly record: Consignment }): ReactElement {
  const t = useWords();
  const { quantity } = useFormats();
  const columns: readonly Column<Allocation>[] = [
    { id: "item", head: t("departure.item"), figures: true, cell: ({ item }) => item },
    {
      id: "licence",
      head: t("departure.licence"),
      cell: ({ licence, line }) => (
        <>
          <Link className="inline-target" to={`/licences/${encodeURIComponent(licence)}`}>
            <Ref>{licence}</Ref>
          </Link>
          <div className="muted">{t("licensing.ofLine", { line })}</div>
        </>
      ),
    },
    { id: "declared", head: t("departure.declared"), figures: true, cell: (each) => quantity(each.quantity) },
    {
      id: "reserved",
      head: t("components.balance.reserved"),
      figures: true,
      cell: (each) => <ReservedNow ucr={record.ucr} allocation={each} of="reserved" />,
    },
    {
      id: "consumed",
      head: t("components.balance.consumed"),
      figures: true,
      cell: (each) => <ReservedNow ucr={record.ucr} allocation={each} of="consumed" />,
    },
    {
      id: "claimed",
      head: t("departure.claimed"),
      cell: ({ claimedStatus }) =>
        claimedStatus === undefined ? t("licensing.notGiven") : t(`departure.claimed.${claimedStatus}`),
    },
  ];
  return (
    <Panel title={t("departure.allocations")} note={t("departure.allocations.note")} padded={false}>
      <DataTable
        label={t("licensing.table", { what: t("departure.allocations") })}
        columns={columns}
        rows={record.allocations}
        keyOf={({ item, licence, line }) => `${item} ${licence} ${line}`}
        nameOf={({ item }) => String(item)}
        empty={<EmptyState title={t("departure.none")}>{t("departure.none.about")}</EmptyState>}
      />
    </Panel>
  );
}

interface ReservedNowProps {
  readonly ucr: string;
  readonly allocation: Allocation;
  readonly of: "reserved" | "consumed";
}

/** A figure that has not come is never shown as none. */
function ReservedNow({ ucr, allocation: { licence, line, reservation }, of }: ReservedNowProps): ReactElement {
  const t = useWords();
  const { quantity } = useFormats();
  const { data, isError } = useReservedFor(licence, ucr);
  if (data === undefined) return <span className="muted">{t(isError ? "departure.notCome" : "departure.asking")}</span>;
  const found = data.find((each) => each.id === reservation && each.line === line);
  if (found === undefined) return <span className="muted">{t("departure.notShown")}</span>;
  return <>{quantity({ amount: found[of], unit: found.unit })}</>;
}
