// SPDX-License-Identifier: Apache-2.0
import type { Disposition } from "@licet/domain/checkpoint/schemas";
import type { ReactElement, ReactNode } from "react";
import { useWords } from "../words/use-words";
import type { PlateState } from "./plate-state";
import { Sign, type SignKind } from "./sign";

const LOOKS: Readonly<Record<Disposition, { readonly colour: string; readonly sign: SignKind }>> = {
  stop: { colour: "stop", sign: "stop" },
  refer: { colour: "refer", sign: "refer" },
  "may-pass": { colour: "pass", sign: "granted" },
};

const REASONS_MAX = 2;

interface PlateProps {
  readonly state: PlateState;
  /** Reasons of three to five words each, gravest first; the first two are shown. */
  readonly reasons: readonly string[];
  /** When it was asked and for which block it is true, as a sentence. */
  readonly asked: string;
  /** Buttons that stand inside at the desk: `btn btn-plate`, `btn btn-plate-line`. */
  readonly actions?: ReactNode;
}

/** The disposition, first on its page; the page's only heading of the first order. Take `state` from `plateState`. */
export function Plate({ state, reasons, asked, actions }: PlateProps): ReactElement {
  const t = useWords();
  const { colour, sign } = LOOKS[state.disposition];
  return (
    <section
      className={`plate plate-${colour} v-plate`}
      role={state.disposition === "stop" ? "alert" : "status"}
      aria-atomic="true"
    >
      <Sign kind={sign} size="own" />
      <h1 className="plate-word">{t(`components.disposition.${state.disposition}`)}</h1>
      <p className="plate-why">
        {reasons.slice(0, REASONS_MAX).map((reason) => (
          <span key={reason}>{reason}</span>
        ))}
        {state.disposition === "may-pass" && <span>{t("components.plate.not-a-release")}</span>}
      </p>
      <p className="plate-sum">
        <span>{t(`components.plate.count.${countOf(state)}`, counts(state))}</span> <span>{asked}</span>
      </p>
      {actions !== undefined && <div className="v-actions-top">{actions}</div>}
    </section>
  );
}

/** A plate with nothing but its word, for lists and legends. */
export function MiniPlate({ disposition }: { readonly disposition: Disposition }): ReactElement {
  const t = useWords();
  const { colour, sign } = LOOKS[disposition];
  return (
    <div className={`plate plate-${colour} mini`}>
      <Sign kind={sign} size="own" />
      <p className="plate-word">{t(`components.disposition.${disposition}`)}</p>
    </div>
  );
}

/** Which sentence tells the counts. */
function countOf({ disposition, all, asked, stops, refers, doubted }: PlateState): CountSentence {
  if (all === 0) return "none";
  if (asked > 0) return stops > 0 ? "stop-asked" : "asked";
  if (stops > 0) return refers > 0 ? "stop-refer" : "stop";
  if (disposition === "stop") return "graver";
  if (refers > 0) return "refer";
  if (doubted === true) return "answered";
  return disposition === "may-pass" ? "pass" : "graver";
}

type CountSentence = "none" | "asked" | "stop-asked" | "stop" | "stop-refer" | "refer" | "pass" | "answered" | "graver";

function counts({ all, asked, stops, refers }: PlateState): Record<string, number> {
  return { all, asked, stops, refers };
}
