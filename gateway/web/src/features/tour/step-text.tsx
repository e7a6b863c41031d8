// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link } from "react-router";
import { useWords } from "../../words/use-words";
import type { Step } from "./progress";

/** Pages that a step is about, where everybody has one. */
const LINKS = { queues: "/", ledger: "/explorer" } as const;

/** What a step of the tour shows. */
export function StepText({ step }: { readonly step: Step }): ReactElement {
  const t = useWords();
  return (
    <div>
      <p>
        <b>{t(`tour.${step}`)}</b>
      </p>
      <p>{t(`tour.${step}.about`)}</p>
      {(step === "queues" || step === "ledger") && <Link to={LINKS[step]}>{t(`tour.${step}.show`)}</Link>}
    </div>
  );
}
