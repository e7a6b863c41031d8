// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";

/** How old what is shown is: it follows the ledger, it lags behind, there is no network. */
export type FreshnessState = "live" | "stale" | "offline";

const DOTS: Readonly<Record<FreshnessState, { readonly name: string; readonly drawing: ReactElement }>> = {
  live: {
    name: "live",
    drawing: (
      <>
        <circle cx="8" cy="8" r="5" fill="currentColor" />
        <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" strokeWidth="1.2" />
      </>
    ),
  },
  stale: {
    name: "stale",
    drawing: (
      <>
        <path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" />
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </>
    ),
  },
  offline: {
    name: "off",
    drawing: (
      <>
        <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.6 1.8" />
        <path d="M2 14L14 2" stroke="currentColor" strokeWidth="1.8" />
      </>
    ),
  },
};

/** The dot of a state of freshness. `size` is in pixels. */
export function FreshnessDot({
  state,
  size = 14,
}: {
  readonly state: FreshnessState;
  readonly size?: number;
}): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {DOTS[state].drawing}
    </svg>
  );
}

interface FreshnessProps {
  readonly state: FreshnessState;
  /** The state in words with its numbers, such as "Live, block 812, 4 s ago". */
  readonly children: string;
}

/** How old what is shown is: a dot that changes form, and the words. */
export function Freshness({ state, children }: FreshnessProps): ReactElement {
  return (
    <span className={`fresh fresh-${DOTS[state].name}`}>
      <FreshnessDot state={state} />
      {children}
    </span>
  );
}
