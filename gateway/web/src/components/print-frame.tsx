// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { useWords } from "../words/use-words";
import { Ref } from "./ref";

interface PrintFrameProps {
  /** The reference of what is printed. */
  readonly reference: string;
  /** The state of the ledger that it shows, as a sentence: "As of block 812, 26 Nov 2026, 02:47 GST". */
  readonly asOf: string;
  /** Who prints it, by role and office. */
  readonly by: string;
  /** On a demonstration network: that nothing here has legal effect. */
  readonly demonstration?: string | undefined;
  readonly children: ReactNode;
}

/** A record as it goes on paper, with what it is and is not at the foot of every page. */
export function PrintFrame({ reference, asOf, by, demonstration, children }: PrintFrameProps): ReactElement {
  const t = useWords();
  return (
    <div className="print-frame">
      {demonstration !== undefined && <p className="banner banner-demo">{demonstration}</p>}
      {children}
      <footer className="print-foot">
        <p>
          <span>
            <Ref>{reference}</Ref>
          </span>
          <span>{asOf}</span>
          <span>{by}</span>
          <b>{t("components.print.no-permit")}</b>
          {demonstration !== undefined && <b>{demonstration}</b>}
        </p>
      </footer>
    </div>
  );
}
