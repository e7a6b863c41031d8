// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useFormats } from "../words/use-words";
import { ChartTable } from "./chart-table";

const PLOT = { width: 960, height: 160 };
/** Share of a period's room that its column takes. */
const FILLED = 0.7;
/** Nothing that is there is lower than this. */
const HEIGHT_MIN = 3;

/** A period with its figure. */
export interface PeriodCount {
  /** First day of the period. */
  readonly from: string;
  readonly count: number;
}

interface ColumnsOverTimeProps {
  /** Says what is counted and what comes of it, in a sentence. */
  readonly title: string;
  readonly heads: readonly [from: string, count: string];
  /** Oldest first, each with its figure. */
  readonly periods: readonly PeriodCount[];
  /** Columns of what stops something. */
  readonly stops?: boolean;
}

/** Counts by period as columns, with their table. Time runs from left to right in every language, as the dates below say. */
export function ColumnsOverTime({ title, heads, periods, stops = false }: ColumnsOverTimeProps): ReactElement {
  const { integer, day } = useFormats();
  const most = Math.max(1, ...periods.map(({ count }) => count));
  const room = PLOT.width / Math.max(1, periods.length);
  const first = periods[0]?.from;
  const last = periods.at(-1)?.from;
  return (
    <figure className="chart">
      <figcaption className="t14">{title}</figcaption>
      <p className="plot-ends" aria-hidden="true">
        <b>{integer(most)}</b>
      </p>
      <svg viewBox={`0 -1 ${PLOT.width} ${PLOT.height + 2}`} role="img" aria-label={title} direction="ltr">
        <path d={`M0 ${PLOT.height / 2}h${PLOT.width}`} className="grid" />
        {periods.map(({ from, count }, at) => {
          const height = count === 0 ? 0 : Math.max(HEIGHT_MIN, (count / most) * PLOT.height);
          return (
            <rect
              key={from}
              className={stops ? "column-stop" : "column"}
              x={at * room + (room * (1 - FILLED)) / 2}
              y={PLOT.height - height}
              width={room * FILLED}
              height={height}
            />
          );
        })}
        <path d={`M0 ${PLOT.height}h${PLOT.width}`} className="axis" />
      </svg>
      <p className="plot-ends" dir="ltr" aria-hidden="true">
        <bdi>{first === undefined ? "" : day(first)}</bdi>
        <bdi>{last === undefined ? "" : day(last)}</bdi>
      </p>
      <ChartTable heads={heads} rows={periods.map(({ from, count }) => [day(from), integer(count)])} />
    </figure>
  );
}
