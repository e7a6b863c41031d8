// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { useWords } from "../words/use-words";
import { railLines, type RailKind } from "./custody-line";
import type { Outcome } from "./outcome";
import { Sign } from "./sign";

/** An entry of a rail. */
export interface RailEntry {
  readonly id: string;
  readonly kind: RailKind;
  /** What a check came to. */
  readonly outcome?: Outcome;
  readonly title: ReactNode;
  readonly note?: ReactNode;
}

/** Who had the goods, newest first: the line is the custodian. */
export function CustodyRail({ entries }: { readonly entries: readonly RailEntry[] }): ReactElement {
  const t = useWords();
  const lines = railLines(entries.map(({ kind }) => kind));
  return (
    <ol className="chain">
      {entries.map(({ id, kind, outcome, title, note }, at) => (
        <li key={id} className={`${lines[at] ?? "proven"}${kind === "holds" ? " holds" : ""}`}>
          <div className="rail">
            <RailMark kind={kind} outcome={outcome ?? "unknown"} />
          </div>
          <div className="what">
            <b>{title}</b>
            {kind !== "check" && <span className="vh"> {t(`components.rail.${kind}`)}</span>}
            {note !== undefined && <p>{note}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

const SQUARES: Readonly<Record<Exclude<RailKind, "check" | "holds">, ReactElement>> = {
  passed: <rect x="3" y="3" width="18" height="18" fill="var(--ink)" />,
  act: <rect x="4.2" y="4.2" width="15.6" height="15.6" fill="var(--surface)" stroke="var(--ink)" strokeWidth="2.4" />,
  offered: (
    <rect x="4.2" y="4.2" width="15.6" height="15.6" fill="var(--surface)" stroke="var(--ink)" strokeWidth="2.4" />
  ),
  planned: (
    <rect
      x="5"
      y="5"
      width="14"
      height="14"
      fill="var(--surface)"
      stroke="var(--line-strong)"
      strokeWidth="2.4"
      strokeDasharray="3 2.5"
    />
  ),
};

/** The square of an entry, as a legend shows it too. */
export function RailSquare({ kind }: { readonly kind: keyof typeof SQUARES }): ReactElement {
  return (
    <svg className="square" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {SQUARES[kind]}
    </svg>
  );
}

function RailMark({ kind, outcome }: { readonly kind: RailKind; readonly outcome: Outcome }): ReactElement | null {
  if (kind === "holds") return null;
  return kind === "check" ? <Sign kind={outcome} size="own" /> : <RailSquare kind={kind} />;
}
