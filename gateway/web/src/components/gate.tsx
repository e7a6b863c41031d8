// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useId } from "react";
import { useWords } from "../words/use-words";
import { Button } from "./button";
import { Sign } from "./sign";

/** Something without which an act is not ready. */
export interface Missing {
  readonly id: string;
  /** A link to where it is done. */
  readonly what: ReactNode;
  /** Whose it is, and since when. */
  readonly whose: ReactNode;
}

interface GateProps {
  readonly missing: readonly Missing[];
  /** What the button says and does once nothing is missing. */
  readonly act: string;
  readonly onAct: () => void;
  /** Why this person cannot act even then, and who can. */
  readonly blocked?: ReactNode;
}

/** An act with what is still missing for it. The button is there and not ready, and the list says why. */
export function Gate({ missing, act, onAct, blocked }: GateProps): ReactElement {
  const t = useWords();
  const reason = useId();
  const closed = missing.length > 0 || blocked !== undefined;
  return (
    <>
      <div id={reason}>
        {missing.length > 0 && (
          <>
            <p className="gate-h">
              <Sign kind="refer" size="small" />
              <b>{t("components.gate.missing", { count: missing.length })}</b>
            </p>
            <ul className="todo">
              {missing.map(({ id, what, whose }) => (
                <li key={id}>
                  <span>{what}</span>
                  <span className="muted t14">{whose}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {blocked !== undefined && <p className="t14 muted">{blocked}</p>}
      </div>
      <Button kind={closed ? "other" : "main"} full notReady={closed ? reason : false} onPress={onAct}>
        {act}
      </Button>
    </>
  );
}
