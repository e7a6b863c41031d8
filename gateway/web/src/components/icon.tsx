// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";

/** Line drawings of 32 by 32, stroked in the colour of the text around them. */
const PATHS = {
  back: "M19 5l-11 11 11 11",
  chevron: "M6 11l10 10 10-10",
  arrow: "M5 16h21m-8-8l8 8-8 8",
  call: "M8 4l5 0 2 7-4 2.5a17 17 0 0 0 7.5 7.5L21 17l7 2v5c0 2-1.6 4-4 4C13 28 4 19 4 8c0-2.4 2-4 4-4z",
  scan: "M4 11V4h7M21 4h7v7M28 21v7h-7M11 28H4v-7M4 16h24",
  search: "M13.5 23a9.5 9.5 0 1 1 0-19 9.5 9.5 0 0 1 0 19zm7-2.5L28 28",
  pause: "M11 6v20M21 6v20",
  clock: "M16 4a12 12 0 1 0 0 24 12 12 0 0 0 0-24zm0 5v7l5 4",
  lock: "M8 14h16v13H8zM11 14v-4a5 5 0 0 1 10 0v4",
  send: "M16 27V6m-8 8l8-8 8 8",
  down: "M16 5v21m-8-8l8 8 8-8",
  note: "M7 4h13l5 5v19H7zM11 14h10M11 20h10",
  camera: "M4 10h6l2-4h8l2 4h6v16H4zM16 13a5 5 0 1 0 0 10 5 5 0 0 0 0-10z",
  print: "M9 12V4h14v8M9 23H4V12h24v11h-5M9 19h14v9H9z",
  swap: "M4 11h22l-6-6M28 21H6l6 6",
  copy: "M11 11V4h17v17h-7M4 11h17v17H4z",
  close: "M7 7l18 18M25 7L7 25",
  help: "M16 4a12 12 0 1 0 0 24 12 12 0 0 0 0-24zm-3 9a3 3 0 1 1 4.6 2.5c-1.1.8-1.6 1.4-1.6 2.7M16 21v2",
  menu: "M5 9h22M5 16h22M5 23h22",
} as const;

/** Name of a line drawing. */
export type IconName = keyof typeof PATHS;

/** Drawings that point along the line of reading, and so turn with it. */
const TURNING: readonly IconName[] = ["back", "arrow", "swap"];

/** A line drawing beside words that say the same; hidden from assistive technology. `size` is in pixels. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }): ReactElement {
  return (
    <svg
      className={TURNING.includes(name) ? "icon flip" : "icon"}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} fill="none" stroke="currentColor" strokeWidth="2.8" />
    </svg>
  );
}

/** The mark of the product. */
export function Mark({ size = 28 }: { readonly size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M16 1.5a14.5 14.5 0 1 0 14.5 14.5" fill="none" stroke="currentColor" strokeWidth="3" />
      <path d="M11.5 8v15h13" fill="none" stroke="currentColor" strokeWidth="4.2" />
      <path d="M20 1.9a14.5 14.5 0 0 1 10.1 10.1" fill="none" stroke="var(--action)" strokeWidth="3" />
    </svg>
  );
}
