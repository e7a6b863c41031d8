// SPDX-License-Identifier: Apache-2.0
import { jurisdictionOf } from "@licet/domain/shared/ownership";
import type { ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import { type ListQuestion, type Row, useList } from "../../api/licensing";
import { type Session, useSession } from "../../api/session";
import { buttonClass } from "../../components/button";
import { type Column, DataTable } from "../../components/data-table";
import { PageTitle } from "../../components/page-title";
import { Pagination } from "../../components/pagination";
import { PageHead, Panel } from "../../components/panel";
import { Ref } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { Views } from "../../components/tabs";
import { Answer } from "../../shared/answer";
import { useRowColumns } from "../../shared/row-columns";
import { useFormats, useWords } from "../../words/use-words";
import { allocationsIn } from "./allocations-in";

const PAGE_SIZE = 20;
/** Which consignments are shown, with their statuses. */
const VIEWS = {
  open: ["registered"],
  left: ["released", "received"],
  all: undefined,
} as const;
type View = keyof typeof VIEWS;

/** Consignments of one's own register or party: what waits to be released, what has left, and everything. */
export function ListPage(): ReactElement {
  const t = useWords();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const view: View = (Object.keys(VIEWS) as View[]).find((each) => each === search.get("view")) ?? "open";
  const after = search.get("after") ?? "";
  const query = useList("consignments", questionOf(session, view, after));
  const isCustoms = session.role === "customs-officer";
  const title = t(isCustoms ? "departure.title.customs" : "departure.title");
  const goTo = (bookmark: string): void => setSearch(bookmark === "" ? { view } : { view, after: bookmark });
  return (
    <>
      <PageTitle>{title}</PageTitle>
      <PageHead
        title={title}
        lead={t("departure.lead")}
        actions={
          <Link className={buttonClass({ kind: "main" })} to="/consignments/declare">
            {t("departure.declare")}
          </Link>
        }
      />
      <Views
        label={t("departure.views")}
        tabs={(Object.keys(VIEWS) as View[]).map((each) => ({
          to: `/consignments?view=${each}`,
          label: t(`departure.view.${each}`),
          current: each === view,
        }))}
      />
      <Answer query={query} lines={6} panel={t(`departure.view.${view}`)}>
        {({ items, bookmark, coverage }) => (
          <Panel title={t(`departure.view.${view}`)} note={coverage.sentence} padded={false}>
            <ConsignmentTable
              label={t(`departure.view.${view}`)}
              rows={items}
              foot={
                <Pagination
                  from={1}
                  to={items.length}
                  onPrevious={after === "" ? undefined : () => goTo("")}
                  onNext={bookmark === "" ? undefined : () => goTo(bookmark)}
                />
              }
            />
          </Panel>
        )}
      </Answer>
    </>
  );
}

function questionOf({ party, organisation }: Session, view: View, after: string): ListQuestion {
  const register = jurisdictionOf(organisation);
  const statuses = VIEWS[view];
  return {
    order: "newest",
    pageSize: PAGE_SIZE,
    ...(party === null ? {} : { party }),
    ...(party !== null || register === undefined ? {} : { owner: register }),
    ...(statuses === undefined ? {} : { status: [...statuses] }),
    ...(after === "" ? {} : { bookmark: after }),
  };
}

interface ConsignmentTableProps {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly foot: ReactElement;
}

function ConsignmentTable({ label, rows, foot }: ConsignmentTableProps): ReactElement {
  const t = useWords();
  const shared = useRowColumns(({ id }) => `/consignments/${encodeURIComponent(id)}`);
  const drawn: Column<Row> = {
    id: "drawn",
    head: t("departure.column.drawn"),
    cell: (row) => <DrawnCell row={row} />,
  };
  const columns = shared.flatMap((column) => (column.id === "goods" ? [drawn] : column.id === "clock" ? [] : [column]));
  return (
    <DataTable
      label={t("licensing.table", { what: label })}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      nameOf={({ id }) => id}
      empty={<EmptyState title={t("departure.none")}>{t("departure.none.about")}</EmptyState>}
      foot={foot}
    />
  );
}

/** What a consignment draws on which licence. */
function DrawnCell({ row }: { readonly row: Row }): ReactElement {
  const t = useWords();
  const { quantity } = useFormats();
  const allocations = allocationsIn(row.record["allocations"]);
  if (allocations.length === 0) return <span className="muted">{t("departure.drawn.unknown")}</span>;
  return (
    <>
      {allocations.map((each) => (
        <div key={`${each.item} ${each.licence} ${each.line}`}>
          {quantity(each.quantity)} <Ref>{each.licence}</Ref>
        </div>
      ))}
    </>
  );
}
