// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { useWords } from "../words/use-words";
import { Skeleton } from "./state";
import { useRowKeys } from "./use-row-keys";

/** A column. */
export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the end of their column. */
  readonly figures?: boolean;
  /** Whether the list can be put in the order of this column. */
  readonly sortable?: boolean;
}

/** The column that a list is in the order of. */
export interface Sorting {
  readonly by: string;
  readonly direction: "ascending" | "descending";
}

/** Rows that have been chosen, for acts on several at once. */
export interface Picking {
  readonly picked: ReadonlySet<string>;
  readonly onPick: (picked: ReadonlySet<string>) => void;
}

interface DataTableProps<Row> {
  /** What the rows are, such as "Cases". */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while they are loaded. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string;
  /** The reference of a row, for whoever hears its box alone. */
  readonly nameOf: (row: Row) => string;
  /** An `EmptyState`: shown where it is known that there is nothing. */
  readonly empty: ReactNode;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  readonly picking?: Picking;
  readonly onOpen?: (key: string) => void;
  /** Whether J, K, X and Enter work. */
  readonly keysOn?: boolean;
  /** A closed sum, as cells of a last row. */
  readonly sum?: ReactNode;
  /** `Pagination`. */
  readonly foot?: ReactNode;
  readonly className?: string;
}

/** A table that scrolls sideways inside its panel. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const t = useWords();
  const { label, rows, keyOf, picking, onOpen } = props;
  const keys = (rows ?? []).map(keyOf);
  const body = useRowKeys({
    rows: keys,
    on: props.keysOn ?? false,
    onPick: picking && ((key) => picking.onPick(toggled(picking.picked, key))),
    onOpen,
  });
  if (rows === undefined) return <Skeleton label={t("components.table.loading", { what: label })} lines={5} />;
  if (rows.length === 0) return <div className="panel-in">{props.empty}</div>;
  return (
    <>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={label}>
        <table className={`table ${props.className ?? ""}`}>
          <thead>
            <tr>
              {picking !== undefined && <PickAll keys={keys} picking={picking} />}
              {props.columns.map((column) => (
                <Head key={column.id} column={column} sorting={props.sorting} onSort={props.onSort} />
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row) => (
              <TableRow key={keyOf(row)} row={row} table={props} />
            ))}
          </tbody>
          {props.sum !== undefined && (
            <tfoot>
              <tr className="sum">{props.sum}</tr>
            </tfoot>
          )}
        </table>
      </div>
      {props.foot}
    </>
  );
}

function toggled(picked: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(picked);
  if (!next.delete(key)) next.add(key);
  return next;
}

function TableRow<Row>({ row, table }: { readonly row: Row; readonly table: DataTableProps<Row> }): ReactElement {
  const t = useWords();
  const { columns, picking, keyOf, nameOf } = table;
  const key = keyOf(row);
  const isPicked = picking?.picked.has(key) ?? false;
  return (
    <tr className={isPicked ? "is-picked" : undefined} tabIndex={-1}>
      {picking !== undefined && (
        <td className="pick">
          <label className="choice choice-bare">
            <input
              type="checkbox"
              checked={isPicked}
              aria-label={t("components.table.pick", { name: nameOf(row) })}
              onChange={() => picking.onPick(toggled(picking.picked, key))}
            />
          </label>
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} className={column.figures === true ? "num" : undefined}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** Chooses what is shown, not what lies on other pages. */
function PickAll({ keys, picking }: { readonly keys: readonly string[]; readonly picking: Picking }): ReactElement {
  const t = useWords();
  const all = keys.every((key) => picking.picked.has(key));
  const others = [...picking.picked].filter((key) => !keys.includes(key));
  return (
    <th scope="col" className="pick">
      <label className="choice choice-bare">
        <input
          type="checkbox"
          checked={all}
          aria-label={t("components.table.pick-shown")}
          onChange={() => picking.onPick(new Set(all ? others : [...others, ...keys]))}
        />
      </label>
    </th>
  );
}

interface HeadProps<Row> {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: ((sorting: Sorting) => void) | undefined;
}

function Head<Row>({ column, sorting, onSort }: HeadProps<Row>): ReactElement {
  const { id, head, figures = false, sortable = false } = column;
  const className = figures ? "num" : undefined;
  if (!sortable || onSort === undefined) {
    return (
      <th scope="col" className={className}>
        {head}
      </th>
    );
  }
  const direction = sorting?.by === id ? sorting.direction : undefined;
  const next = direction === "ascending" ? "descending" : "ascending";
  return (
    <th scope="col" className={className} aria-sort={direction ?? "none"}>
      <button type="button" className="sort" onClick={() => onSort({ by: id, direction: next })}>
        {head}
        <SortArrows direction={direction} />
      </button>
    </th>
  );
}

function SortArrows({ direction }: { readonly direction: Sorting["direction"] | undefined }): ReactElement {
  const lit = (of: Sorting["direction"]): string | undefined => (direction === of ? "on" : undefined);
  return (
    <svg width="10" height="14" viewBox="0 0 10 14" aria-hidden="true" focusable="false">
      <path d="M1 5l4-4 4 4" className={lit("ascending")} />
      <path d="M1 9l4 4 4-4" className={lit("descending")} />
    </svg>
  );
}
