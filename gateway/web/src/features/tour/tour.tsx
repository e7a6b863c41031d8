// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { Button, ButtonRow } from "../../components/button";
import { useWords } from "../../words/use-words";
import { endTour, goTo, type Step, STEPS, stepAfter, stepBefore, useProgress } from "./progress";
import { StepText } from "./step-text";

/**
 * The tour as it goes along with the pages: a strip above them, which covers nothing. On a first visit it stands on the start page
 * only; once begun it stays until it is closed.
 */
export function Tour(): ReactElement | null {
  const progress = useProgress();
  const { pathname } = useLocation();
  if (progress === "over" || (progress === "new" && pathname !== "/")) return null;
  return <TourStrip step={progress === "new" ? STEPS[0] : progress} />;
}

function TourStrip({ step }: { readonly step: Step }): ReactElement {
  const t = useWords();
  const strip = useRef<HTMLElement>(null);
  const shown = useRef(step);
  const next = stepAfter(step);
  const before = stepBefore(step);
  useEffect(() => {
    // Whoever went on by keyboard is at the step that they went to.
    if (shown.current !== step) strip.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <section className="tour" aria-label={t("tour.title")} tabIndex={-1} ref={strip}>
      <div className="tour-in">
        <p className="muted t14">{t("tour.step", { number: STEPS.indexOf(step) + 1, of: STEPS.length })}</p>
        <StepText step={step} />
        <ButtonRow>
          {next === undefined ? (
            <Button kind="main" onPress={endTour}>
              {t("tour.finish")}
            </Button>
          ) : (
            <Button kind="main" onPress={() => goTo(next)}>
              {t("tour.next")}
            </Button>
          )}
          {before !== undefined && <Button onPress={() => goTo(before)}>{t("tour.back")}</Button>}
          <Button kind="quiet" onPress={endTour}>
            {t("tour.close")}
          </Button>
        </ButtonRow>
      </div>
    </section>
  );
}
