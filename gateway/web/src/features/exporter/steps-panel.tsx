// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import type { Application, Row } from "../../api/licensing";
import { Panel } from "../../components/panel";
import { type Moment, Timeline } from "../../components/timeline";
import { useLedgerWords } from "../../shared/ledger-words";
import { useLicensingWords } from "../../shared/licensing-words";
import { useFormats, useWords } from "../../words/use-words";

interface StepsPanelProps {
  readonly application: Application;
  /** Its row in the list, which knows the last two changes; undefined while it is asked. */
  readonly row: Row | undefined;
}

/** Events that the record itself tells more of. */
const TOLD_BY_RECORD: readonly string[] = ["LicenceAppliedFor", "ApplicationDecided"];

/** What has happened to an application, the newest first. */
export function StepsPanel({ application, row }: StepsPanelProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const { event } = useLedgerWords();
  const { moment } = useFormats();
  const { decision, submittedAt } = application;
  const moments: Moment[] = [
    { id: "submitted", at: submittedAt, time: moment(submittedAt), what: t("exporter.step.submitted") },
    ...(decision === undefined
      ? []
      : [
          {
            id: "decided",
            at: decision.at,
            time: moment(decision.at),
            what: t(`exporter.step.${decision.outcome}`, { reason: words.reason(decision.reason) }),
          },
        ]),
    ...(row?.lastChanges ?? []).flatMap((change) =>
      change.at === null || TOLD_BY_RECORD.includes(change.event)
        ? []
        : [
            {
              id: `${change.transaction}/${change.event}`,
              at: change.at,
              time: moment(change.at),
              what: event(change.event) ?? change.event,
            },
          ],
    ),
  ];
  return (
    <Panel title={t("exporter.steps")}>
      <Timeline moments={moments.sort((left, right) => right.at.localeCompare(left.at))} />
    </Panel>
  );
}
