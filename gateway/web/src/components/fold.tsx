// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { Icon } from "./icon";
import { Sign, type SignKind } from "./sign";

interface FoldProps {
  readonly sign: SignKind;
  readonly title: string;
  /** What is inside, in words, so that nobody has to open it to know. */
  readonly note: ReactNode;
  readonly children: ReactNode;
}

/** Rows folded away under a summary. On paper every fold is open, and afterwards as it was. */
export function Fold({ sign, title, note, children }: FoldProps): ReactElement {
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const details = fold.current;
    if (details === null) return undefined;
    let wasOpen = details.open;
    const open = (): void => {
      wasOpen = details.open;
      details.open = true;
    };
    const restore = (): void => {
      details.open = wasOpen;
    };
    window.addEventListener("beforeprint", open);
    window.addEventListener("afterprint", restore);
    return () => {
      window.removeEventListener("beforeprint", open);
      window.removeEventListener("afterprint", restore);
    };
  }, []);
  return (
    <details className="fold" ref={fold}>
      <summary>
        <span className="cell-sign">
          <Sign kind={sign} />
        </span>
        <span className="cell-text">
          <b>{title}</b>
          <span>{note}</span>
        </span>
        <Icon name="chevron" size={18} />
      </summary>
      <div className="fold-in">{children}</div>
    </details>
  );
}
