// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { useIsDemonstration } from "../../api/session";
import { Button, ButtonRow } from "../../components/button";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { useWords } from "../../words/use-words";
import { goTo, STEPS } from "./progress";
import { StepText } from "./step-text";

/** Words of the field, and what each means here. */
const TERMS = [
  "licence",
  "certificate",
  "writeOff",
  "custody",
  "hold",
  "verdict",
  "proof",
  "endorsement",
  "notDisclosed",
] as const;

/** What helps whoever is new here: the tour, the keys, and what words mean. */
export function TourPage(): ReactElement {
  const t = useWords();
  const isDemonstration = useIsDemonstration();
  return (
    <>
      <PageTitle>{t("tour.menu")}</PageTitle>
      <PageHead title={t("tour.menu")} lead={t("tour.lead")} />
      <div className="stack">
        {isDemonstration && (
          <Panel title={t("tour.title")}>
            <ol className="tour-steps">
              {STEPS.map((step) => (
                <li key={step}>
                  <StepText step={step} />
                </li>
              ))}
            </ol>
            <ButtonRow>
              <Button kind="main" onPress={() => goTo(STEPS[0])}>
                {t("tour.begin")}
              </Button>
            </ButtonRow>
          </Panel>
        )}
        <Panel title={t("tour.keys")}>
          <dl className="facts">
            {(["move", "pick", "open", "tab"] as const).map((key) => (
              <Key key={key} name={key} />
            ))}
          </dl>
        </Panel>
        <Panel title={t("tour.terms")}>
          <dl className="terms">
            {TERMS.map((term) => (
              <div key={term}>
                <dt>
                  <b>{t(`tour.term.${term}`)}</b>
                </dt>
                <dd>{t(`tour.term.${term}.means`)}</dd>
              </div>
            ))}
          </dl>
        </Panel>
        <Panel title={t("tour.more")}>
          <p>
            <a href="/docs">{t("tour.more.docs")}</a>
          </p>
          <p>
            <a href="/problems">{t("tour.more.problems")}</a>
          </p>
        </Panel>
      </div>
    </>
  );
}

function Key({ name }: { readonly name: "move" | "pick" | "open" | "tab" }): ReactElement {
  const t = useWords();
  return (
    <>
      <dt>
        <kbd className="ref">{t(`tour.key.${name}`)}</kbd>
      </dt>
      <dd>{t(`tour.key.${name}.does`)}</dd>
    </>
  );
}
