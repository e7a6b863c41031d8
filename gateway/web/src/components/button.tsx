// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";

/** What a button is on its page: the one main act, another act, one that stops something, one that leads back. */
export type ButtonKind = "main" | "other" | "stop" | "quiet";

const CLASSES: Readonly<Record<ButtonKind, string>> = {
  main: " btn-main",
  other: "",
  stop: " btn-stop",
  quiet: " btn-quiet",
};

interface ButtonLook {
  readonly kind?: ButtonKind;
  /** As high as a gloved finger needs it. */
  readonly glove?: boolean;
  /** As wide as what it stands in. */
  readonly full?: boolean;
}

/** The classes of a button, for a link that looks like one. */
export function buttonClass({ kind = "other", glove = false, full = false }: ButtonLook): string {
  return `btn${CLASSES[kind]}${glove ? " btn-glove" : ""}${full ? " btn-full" : ""}`;
}

interface ButtonProps extends ButtonLook {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly type?: "button" | "submit";
  /** Why it cannot be pressed yet: it stays in reach and is announced, and does nothing. Takes the id of that text. */
  readonly notReady?: string | boolean;
}

/** A button: a verb with its object. */
export function Button({ children, onPress, type = "button", notReady = false, ...look }: ButtonProps): ReactElement {
  const idle = notReady !== false;
  return (
    <button
      type={type}
      className={buttonClass(look)}
      aria-disabled={idle || undefined}
      aria-describedby={typeof notReady === "string" ? notReady : undefined}
      onClick={(event) => {
        if (idle) event.preventDefault();
        else onPress?.();
      }}
    >
      {children}
    </button>
  );
}

/** Buttons side by side, which wrap. */
export function ButtonRow({ children }: { readonly children: ReactNode }): ReactElement {
  return <div className="btn-row">{children}</div>;
}
