// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useWords } from "../words/use-words";
import { CLOCK_BOXES, type ClockDays, clockState } from "./clock-state";
import { Icon } from "./icon";

interface ClockProps {
  readonly days: ClockDays;
  /** Why it stands still and for how long, such as "Question 1 open, 4 days": a pause is never shown without. */
  readonly paused?: string;
  /** What has to happen by when while it runs on, such as "Advice due 27 Nov". */
  readonly due?: string;
}

/** Working days of an office's calendar. */
export function Clock({ days, paused, due }: ClockProps): ReactElement {
  const t = useWords();
  const { over, filled, red } = clockState(days);
  const values = { day: days.day, of: days.of, over };
  const running = paused === undefined ? t("components.clock.day", values) : t("components.clock.paused", values);
  return (
    <div className={over > 0 ? "clock clock-late" : "clock"}>
      <b>{over > 0 ? t("components.clock.over", values) : running}</b>
      <span className="clock-bar" aria-hidden="true">
        {Array.from({ length: CLOCK_BOXES }, (_, box) => (
          <i key={box} className={boxClass(box, filled, red)} />
        ))}
      </span>
      {paused !== undefined && <Why icon="pause">{paused}</Why>}
      {due !== undefined && <Why icon="clock">{due}</Why>}
    </div>
  );
}

function boxClass(box: number, filled: number, red: number): string | undefined {
  if (box >= filled) return undefined;
  return box >= filled - red ? "over" : "on";
}

function Why({ icon, children }: { readonly icon: "pause" | "clock"; readonly children: string }): ReactElement {
  return (
    <span className="why">
      <Icon name={icon} size={14} />
      {children}
    </span>
  );
}

/** How long something has been waiting, beside its title. */
export function Age({ children }: { readonly children: string }): ReactElement {
  return (
    <span className="age">
      <Icon name="clock" size={16} />
      {children}
    </span>
  );
}
