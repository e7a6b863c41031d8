// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import type { Application } from "../api/licensing";
import { type Fact, Facts } from "../components/facts";
import { Panel } from "../components/panel";
import { Ref } from "../components/ref";
import { useLicensingWords } from "./licensing-words";
import { useFormats, useWords } from "../words/use-words";

/** The decision that was recorded, in its own words and not as a pointer: outcome, reason, legal basis, who and when, and its terms. */
export function DecisionPanel({ application }: { readonly application: Application }): ReactElement | null {
  const t = useWords();
  const words = useLicensingWords();
  const { moment, day, quantity, list } = useFormats();
  const { decision, terms } = application;
  if (decision === undefined) return null;
  const facts: Fact[] = [
    { label: t("case.decided.outcome"), value: <b>{t(`case.decide.outcome.${decision.outcome}`)}</b> },
    { label: t("licensing.reason"), value: words.reason(decision.reason) },
    { label: t("licensing.legalBasis"), value: <bdi>{decision.legalBasis}</bdi> },
    { label: t("case.decided.when"), value: moment(decision.at) },
    { label: t("case.decided.officer"), value: <Ref wrap>{decision.officer}</Ref> },
    ...(terms === undefined
      ? []
      : [
          {
            label: t("case.decided.validity"),
            value: t("licensing.fromTo", { from: day(terms.validFrom), to: day(terms.validTo) }),
          },
          ...terms.lines.map(({ line, control, unit, authorised }) => ({
            label: t("licensing.ofLine", { line }),
            value: authorised === undefined ? words.control(control) : quantity({ amount: authorised, unit }),
          })),
          {
            label: t("case.terms.certificate"),
            value: t(`case.terms.certificate.${terms.certificateRequired ? "yes" : "no"}`),
          },
          {
            label: t("case.terms.writeOffBy"),
            value: terms.writeOffBy.length === 0 ? t("case.none") : list(terms.writeOffBy.map(words.country)),
          },
        ]),
  ];
  return (
    <Panel title={t("case.decided.title")}>
      <Facts facts={facts} />
    </Panel>
  );
}
