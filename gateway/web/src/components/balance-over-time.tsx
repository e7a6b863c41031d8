// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useId } from "react";
import { useFormats, useWords } from "../words/use-words";
import { Swatch } from "./balance";
import { balanceState } from "./balance-state";
import { balanceLayers, type BalanceStep, tallest } from "./balance-steps";
import { ChartTable } from "./chart-table";

const PLOT = { width: 640, height: 200 };

interface BalanceOverTimeProps {
  /** Says what is shown and what comes of it, in a sentence. */
  readonly title: string;
  /** Oldest first, one from each change on. */
  readonly steps: readonly BalanceStep[];
  /** The moment up to which the last step holds. */
  readonly until: string;
  /** UN/ECE Recommendation 20 code. */
  readonly unit: string;
}

/** A balance over time: filled is gone, hatched is promised, the line is the limit. */
export function BalanceOverTime({ title, steps, until, unit }: BalanceOverTimeProps): ReactElement {
  const t = useWords();
  const formats = useFormats();
  const written = (amount: string): string => formats.quantity({ amount, unit });
  const parts = ["authorised", "consumed", "reserved", "left"] as const;
  return (
    <figure className="chart">
      <figcaption className="t14">{title}</figcaption>
      <BalancePlot
        steps={steps}
        until={until}
        label={title}
        most={written(tallest(steps))}
        ends={[formats.day(steps[0]?.at ?? until), formats.day(until)]}
      />
      <ul className="chart-key">
        <li>
          <svg className="limit-key" viewBox="0 0 34 10" width="34" height="10" aria-hidden="true" focusable="false">
            <path d="M0 5h34" className="limit" />
          </svg>
          {t("components.balance.authorised")}
        </li>
        {(["consumed", "reserved", "left"] as const).map((part) => (
          <li key={part}>
            <Swatch part={part} />
            {t(`components.balance.${part}`)}
          </li>
        ))}
      </ul>
      <ChartTable
        heads={[t("components.chart.from"), ...parts.map((part) => t(`components.balance.${part}`))]}
        rows={steps.map((step) => {
          const figures = { ...step, left: balanceState(step).left };
          return [formats.moment(step.at), ...parts.map((part) => written(figures[part]))];
        })}
      />
    </figure>
  );
}

interface BalancePlotProps {
  readonly steps: readonly BalanceStep[];
  readonly until: string;
  readonly label: string;
  readonly most: string;
  readonly ends: readonly [string, string];
}

/** Time runs from left to right in every language, as the dates below it say. */
function BalancePlot({ steps, until, label, most, ends }: BalancePlotProps): ReactElement {
  const pattern = useId();
  const layers = balanceLayers(steps, until, PLOT);
  const { width, height } = PLOT;
  return (
    <>
      <p className="plot-ends" aria-hidden="true">
        <b>{most}</b>
      </p>
      <svg viewBox={`0 -1 ${width} ${height + 2}`} role="img" aria-label={label} direction="ltr">
        <defs>
          <pattern id={pattern} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="8" height="8" className="reserved" />
            <path d="M1.5 0v8" className="hatching" />
          </pattern>
        </defs>
        <path d={`M0 ${height / 2}h${width}`} className="grid" />
        <path d={layers.consumed} className="consumed" />
        <path d={layers.reserved} fill={`url(#${pattern})`} />
        <path d={layers.authorised} className="limit" />
        <path d={`M0 ${height}h${width}`} className="axis" />
      </svg>
      <p className="plot-ends" dir="ltr" aria-hidden="true">
        <bdi>{ends[0]}</bdi>
        <bdi>{ends[1]}</bdi>
      </p>
    </>
  );
}
