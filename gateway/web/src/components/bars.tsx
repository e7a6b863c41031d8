// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useFormats } from "../words/use-words";
import { percentOf } from "./balance-state";
import { Ref } from "./ref";

/** A count of something that has a code. */
export interface Bar {
  readonly code: string;
  /** The code in words. */
  readonly name: string;
  readonly count: number;
}

interface BarsProps {
  readonly title: string;
  readonly heads: readonly [what: string, count: string];
  readonly bars: readonly Bar[];
  /** Bars of what stops something. */
  readonly stops?: boolean;
}

/** Counts by code: a table whose figures have a length beside them. */
export function Bars({ title, heads, bars, stops = false }: BarsProps): ReactElement {
  const formats = useFormats();
  const most = Math.max(0, ...bars.map(({ count }) => count));
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={title}>
      <table className="table bars">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{heads[0]}</th>
            <th scope="col" className="num">
              {heads[1]}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {bars.map(({ code, name, count }) => (
            <tr key={code}>
              <th scope="row">
                {name} <Ref>{code}</Ref>
              </th>
              <td className="num">{formats.integer(count)}</td>
              <td className="track" aria-hidden="true">
                {count > 0 && (
                  <span
                    className={stops ? "fill fill-stop" : "fill"}
                    style={{ inlineSize: `${percentOf(count.toString(), most.toString())}%` }}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
