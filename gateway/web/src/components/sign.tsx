// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import type { Outcome } from "./outcome";

/** A sign's size: in a margin, beside a word, or as large as what it stands in. */
export type SignSize = "margin" | "small" | "own";

/** A sign. `granted` is the filled circle of a status; the outlined one of a check is `pass`. */
export type SignKind = Outcome | "granted";

const CLASSES: Readonly<Record<SignSize, string>> = { margin: "sign", small: "sign sign-s", own: "sign sign-own" };

const DRAWINGS: Readonly<Record<SignKind, ReactElement>> = {
  stop: (
    <>
      <polygon points="9.9,1 22.1,1 31,9.9 31,22.1 22.1,31 9.9,31 1,22.1 1,9.9" fill="currentColor" />
      <path
        d="M10.5 10.5l11 11m0-11l-11 11"
        stroke="var(--glyph)"
        strokeWidth="3.6"
        fill="none"
        strokeLinecap="square"
      />
    </>
  ),
  refer: (
    <>
      <polygon
        points="16,.8 31.2,16 16,31.2 .8,16"
        fill="currentColor"
        stroke="var(--edge)"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path d="M16 8.2v9.6" stroke="var(--glyph)" strokeWidth="3.6" />
      <rect x="14.2" y="20.4" width="3.6" height="3.6" fill="var(--glyph)" />
    </>
  ),
  hidden: (
    <>
      <polygon points="16,2.2 29.8,16 16,29.8 2.2,16" fill="none" stroke="currentColor" strokeWidth="2.2" />
      <rect x="11.2" y="14.6" width="9.6" height="7" fill="currentColor" />
      <path d="M13.2 14.6v-2.4a2.8 2.8 0 0 1 5.6 0v2.4" fill="none" stroke="currentColor" strokeWidth="2" />
    </>
  ),
  unknown: (
    <>
      <polygon
        points="16,2.2 29.8,16 16,29.8 2.2,16"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeDasharray="4 2.6"
      />
      <path d="M12.8 13.4a3.3 3.3 0 1 1 5.2 2.6c-1.3.9-2 1.5-2 3" fill="none" stroke="currentColor" strokeWidth="2.4" />
      <rect x="14.7" y="20.6" width="2.6" height="2.6" fill="currentColor" />
    </>
  ),
  pass: (
    <>
      <circle cx="16" cy="16" r="13.6" fill="none" stroke="currentColor" strokeWidth="2.4" />
      <path d="M9.8 16.5l4.2 4.2L22.4 11.6" stroke="currentColor" strokeWidth="2.8" fill="none" />
    </>
  ),
  granted: (
    <>
      <circle cx="16" cy="16" r="15" fill="currentColor" />
      <path d="M9 16.6l4.8 4.8L23.4 11" stroke="var(--glyph)" strokeWidth="3.4" fill="none" />
    </>
  ),
  na: (
    <>
      <circle cx="16" cy="16" r="13.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M10.5 16h11" stroke="currentColor" strokeWidth="2.6" />
    </>
  ),
  wait: (
    <>
      <circle cx="7" cy="16" r="2.6" fill="currentColor" />
      <circle cx="16" cy="16" r="2.6" fill="currentColor" />
      <circle cx="25" cy="16" r="2.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
};

/** A sign of the road: it never stands without its word, which is why it is hidden from assistive technology. */
export function Sign({ kind, size = "margin" }: { readonly kind: SignKind; readonly size?: SignSize }): ReactElement {
  const colour = kind === "granted" ? "pass" : kind;
  return (
    <svg className={`${CLASSES[size]} sign-${colour}`} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {DRAWINGS[kind]}
    </svg>
  );
}
