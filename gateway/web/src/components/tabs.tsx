// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { Link } from "react-router";

/** A list or view that can be gone to. */
export interface Tab {
  readonly to: string;
  readonly label: string;
  /** Undefined while it is not known; never shown as none. */
  readonly count?: number | undefined;
  readonly current: boolean;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
}

/** Lists of a telephone, counts above their names. They are links: each has its address. */
export function Tabs({ label, tabs }: TabsProps): ReactElement {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} aria-current={tab.current ? "page" : undefined}>
          {tab.count !== undefined && <b>{tab.count}</b>}
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

/** Views over a table, names before their counts. `end` stands at the other end, such as "Save this view". */
export function Views({ label, tabs, end }: TabsProps & { readonly end?: ReactNode }): ReactElement {
  return (
    <nav className="views" aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} aria-current={tab.current ? "page" : undefined}>
          {tab.label} {tab.count !== undefined && <b>{tab.count}</b>}
        </Link>
      ))}
      {end !== undefined && <span className="save">{end}</span>}
    </nav>
  );
}
