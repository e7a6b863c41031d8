// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";

/** Something that happened. */
export interface Moment {
  readonly id: string;
  /** ISO 8601, for machines. */
  readonly at: string;
  /** As it is read. */
  readonly time: string;
  readonly what: ReactNode;
}

/** What happened, in the order given. */
export function Timeline({ moments }: { readonly moments: readonly Moment[] }): ReactElement {
  return <Moments moments={moments} className="since" />;
}

/** The last acts on a record, within a row of a table. */
export function LastActs({ moments }: { readonly moments: readonly Moment[] }): ReactElement {
  return <Moments moments={moments} className="acts" />;
}

function Moments({
  moments,
  className,
}: {
  readonly moments: readonly Moment[];
  readonly className: string;
}): ReactElement {
  return (
    <ol className={className}>
      {moments.map(({ id, at, time, what }) => (
        <li key={id}>
          <time dateTime={at}>{time}</time>
          <span>{what}</span>
        </li>
      ))}
    </ol>
  );
}
