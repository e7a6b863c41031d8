// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { FreshnessDot } from "./freshness";
import { Icon } from "./icon";

/** What banners tell, gravest first; one is shown at a time, and the demonstration's always. */
export const BANNER_KINDS = ["offline", "outage", "session", "stale"] as const;
export type BannerKind = (typeof BANNER_KINDS)[number];

const LOOKS: Readonly<Record<BannerKind, { readonly colour: string; readonly icon: ReactElement }>> = {
  offline: { colour: " banner-off", icon: <FreshnessDot state="offline" size={20} /> },
  stale: { colour: " banner-stale", icon: <FreshnessDot state="stale" size={20} /> },
  session: { colour: "", icon: <Icon name="note" /> },
  outage: { colour: "", icon: <Icon name="note" /> },
};

interface BannerProps {
  readonly kind: BannerKind;
  /** What happened. */
  readonly title: string;
  /** What was kept, what goes on working. */
  readonly children: ReactNode;
  /** A link or a button, such as "Ask again". */
  readonly action?: ReactNode;
}

/** What happened, what was kept, what to do. */
export function Banner({ kind, title, children, action }: BannerProps): ReactElement {
  const { colour, icon } = LOOKS[kind];
  return (
    <div className={`banner${colour}`} role="status">
      {icon}
      <span>
        <b>{title}</b> {children}
      </span>
      {action}
    </div>
  );
}

/** The gravest of several kinds of banner; none of none. */
export function gravestBanner(kinds: readonly BannerKind[]): BannerKind | undefined {
  return BANNER_KINDS.find((kind) => kinds.includes(kind));
}

/** Says that nothing on a demonstration network has legal effect; on paper too. */
export function DemonstrationBanner({ children }: { readonly children: string }): ReactElement {
  return <div className="banner banner-demo">{children}</div>;
}
