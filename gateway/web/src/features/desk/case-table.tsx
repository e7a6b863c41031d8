// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { useNavigate } from "react-router";
import type { Row } from "../../api/licensing";
import type { QueuePage } from "../../api/queues";
import { BulkBar } from "../../components/bulk-bar";
import { Button } from "../../components/button";
import { DataTable, type Picking } from "../../components/data-table";
import { Pagination } from "../../components/pagination";
import { csvOf, download } from "../../shared/download";
import { useRowColumns } from "../../shared/row-columns";
import { useWords } from "../../words/use-words";
import { addressOf } from "./addresses";

interface CaseTableProps {
  readonly label: string;
  readonly page: QueuePage;
  readonly picking: Picking;
  readonly empty: ReactNode;
  /** Bookmark that the page was asked with; empty for the first. */
  readonly after: string;
  readonly onNext: (bookmark: string) => void;
  readonly onFirst: () => void;
}

/** Key of a row: references are unique within a type only. */
function keyOf(row: Row): string {
  return `${row.type}/${row.id}`;
}

/** Records with who has the ball, clock and last acts; J and K move, X chooses, Enter opens. */
export function CaseTable(props: CaseTableProps): ReactElement {
  const { label, page, picking, empty, after } = props;
  const t = useWords();
  const navigate = useNavigate();
  const columns = useRowColumns(addressOf);
  const rowOf = new Map(page.items.map((row) => [keyOf(row), row]));
  const open = (key: string): void => {
    const row = rowOf.get(key);
    if (row !== undefined) void navigate(addressOf(row));
  };
  return (
    <>
      <DataTable
        label={label}
        className="queue"
        columns={columns}
        rows={page.items}
        keyOf={keyOf}
        nameOf={({ id }) => id}
        empty={empty}
        picking={picking}
        onOpen={open}
        keysOn
        foot={<Pages page={page} after={after} onNext={props.onNext} onFirst={props.onFirst} />}
      />
      {!page.coverage.complete && <p className="more muted">{page.coverage.sentence}</p>}
      <BulkBar picking={picking}>
        <Button onPress={() => openAll([...picking.picked].flatMap((key) => rowOf.get(key) ?? []))}>
          {t("desk.bulk.open")}
        </Button>
        <Button onPress={() => save(page.items.filter((row) => picking.picked.has(keyOf(row))))}>
          {t("desk.bulk.export")}
        </Button>
      </BulkBar>
    </>
  );
}

function Pages({
  page,
  after,
  onNext,
  onFirst,
}: Pick<CaseTableProps, "page" | "after" | "onNext" | "onFirst">): ReactElement {
  const t = useWords();
  const total = "exactly" in page.total ? page.total.exactly : undefined;
  if (after === "") {
    const next = page.bookmark === "" ? undefined : () => onNext(page.bookmark);
    return <Pagination from={1} to={page.items.length} total={total} onNext={next} />;
  }
  return (
    <p className="more muted">
      {t("desk.pages.further", { count: page.items.length })}
      <button type="button" className="btn-link" onClick={onFirst}>
        {t("desk.pages.first")}
      </button>
      {page.bookmark !== "" && (
        <button type="button" className="btn-link" onClick={() => onNext(page.bookmark)}>
          {t("components.pages.next")}
        </button>
      )}
    </p>
  );
}

/** Each in a window of its own, so that one after the other can be worked through. */
function openAll(rows: readonly Row[]): void {
  for (const row of rows) window.open(addressOf(row), "_blank", "noopener");
}

const COLUMNS = ["type", "id", "owner", "status", "dueAt", "changedAt", "createdAt"] as const;

/** What is public of the chosen rows; content goes out by the list's own export, which says what is not disclosed. */
function save(rows: readonly Row[]): void {
  const lines = rows.map((row) => COLUMNS.map((column) => row[column] ?? ""));
  download("records.csv", "text/csv", csvOf([COLUMNS, ...lines]));
}
