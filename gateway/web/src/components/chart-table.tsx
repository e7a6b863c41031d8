// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useWords } from "../words/use-words";

interface ChartTableProps {
  readonly heads: readonly string[];
  /** Rows of cells, the first of which names its row. */
  readonly rows: readonly (readonly string[])[];
}

/** The figures behind a chart, folded below it. */
export function ChartTable({ heads, rows }: ChartTableProps): ReactElement {
  const t = useWords();
  return (
    <details className="chart-table">
      <summary className="inline-target">{t("components.chart.table")}</summary>
      <div className="scroll-x">
        <table className="table">
          <thead>
            <tr>
              {heads.map((head, column) => (
                <th key={head} scope="col" className={column > 0 ? "num" : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...cells], row) => (
              <tr key={`${row}/${name ?? ""}`}>
                <th scope="row">{name}</th>
                {cells.map((cell, column) => (
                  <td key={column} className="num">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
