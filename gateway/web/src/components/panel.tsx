// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useId } from "react";

interface PanelProps {
  readonly title: ReactNode;
  /** A short text or a link at the other end of the title. */
  readonly note?: ReactNode;
  /** Whether what is inside stands in from the edge; tables and lists reach it. */
  readonly padded?: boolean;
  readonly children: ReactNode;
}

/** A part of a page, with its heading of the second order. */
export function Panel({ title, note, padded = true, children }: PanelProps): ReactElement {
  const heading = useId();
  return (
    <section className="panel" aria-labelledby={heading}>
      <h2>
        <span id={heading}>{title}</span>
        {note !== undefined && <span className="muted t14">{note}</span>}
      </h2>
      {padded ? <div className="panel-in">{children}</div> : children}
    </section>
  );
}

interface PageHeadProps {
  readonly title: ReactNode;
  /** Where the page belongs, as a link back. */
  readonly crumb?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

/** The heading of a page, its only one of the first order. */
export function PageHead({ title, crumb, lead, actions }: PageHeadProps): ReactElement {
  return (
    <div className="page-head">
      <div>
        {crumb !== undefined && <p className="crumb">{crumb}</p>}
        <h1 className="h-row">{title}</h1>
        {lead !== undefined && <p className="muted">{lead}</p>}
      </div>
      {actions !== undefined && <div className="btn-row">{actions}</div>}
    </div>
  );
}
