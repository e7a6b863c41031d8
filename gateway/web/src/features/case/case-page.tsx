// SPDX-License-Identifier: Apache-2.0
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { usePart } from "../../api/custody";
import { type Application, useApplication, useList } from "../../api/licensing";
import type { QueuePage } from "../../api/queues";
import { buttonClass } from "../../components/button";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { RefPlate } from "../../components/ref";
import { EmptyState } from "../../components/state";
import { StatusTag, toneOf } from "../../components/status-tag";
import { ActSlot } from "../../shared/act-slot";
import { Answer } from "../../shared/answer";
import { ContentPanel } from "../../shared/content-panel";
import { type ContentShown, contentRead } from "../../shared/licence-content";
import { useLicensingWords } from "../../shared/licensing-words";
import { useFormats, useWords } from "../../words/use-words";
import { CertificatePanel } from "./certificate-panel";
import { CompletenessPanel } from "../../shared/completeness-panel";
import { DecideForm } from "./decide-form";
import { DecisionPanel } from "../../shared/decision-panel";
import { IssuePanel } from "./issue-form";

/** An application from its record to the licence: what it says, what it lacks, the certificate beside it, and the decision. */
export function CasePage(): ReactElement {
  const { application = "" } = useParams();
  const record = useApplication(application);
  const part = usePart({ kind: "application", id: application, part: "content" }, true);
  return (
    <>
      <PageTitle>{application}</PageTitle>
      <CaseHead id={application} record={record.data} />
      <Answer query={record} lines={6}>
        {(found) => (
          <Answer query={part} lines={6}>
            {(read) => <CaseOf application={found} shown={contentRead(read)} />}
          </Answer>
        )}
      </Answer>
    </>
  );
}

function CaseHead({ id, record }: { readonly id: string; readonly record: Application | undefined }): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const { moment } = useFormats();
  return (
    <PageHead
      crumb={<Link to="/desk">{t("case.crumb")}</Link>}
      title={
        <>
          {t("case.title")} <RefPlate>{id}</RefPlate>
          {record !== undefined && (
            <StatusTag tone={toneOf(record.status)} large>
              {words.status(record.status)}
            </StatusTag>
          )}
        </>
      }
      lead={
        record !== undefined &&
        t("case.lead", {
          label: record.kind.label ?? "",
          scope: words.kind(record.kind.scope),
          activity: words.kind(record.kind.activity),
          moment: moment(record.submittedAt),
        })
      }
      actions={
        record?.licence !== undefined && (
          <Link className={buttonClass({ kind: "main" })} to={`/licences/${encodeURIComponent(record.licence)}`}>
            {t("case.openLicence")}
          </Link>
        )
      }
    />
  );
}

function CaseOf({
  application,
  shown,
}: {
  readonly application: Application;
  readonly shown: ContentShown;
}): ReactElement {
  const rows = useList("applications", { reference: application.id, pageSize: 5, order: "newest" });
  return (
    <div className="cols">
      <div className="stack">
        <ContentPanel shown={shown} />
        {shown.state === "disclosed" && <CertificatePanel application={application} content={shown.content} />}
      </div>
      <div className="stack">
        {shown.state === "disclosed" && <CompletenessPanel content={shown.content} />}
        {application.decision !== undefined && <DecisionPanel application={application} />}
        <ActSlot standing={application.status}>
          {(seen, onDone) => <Acts application={application} seen={seen} shown={shown} rows={rows} onDone={onDone} />}
        </ActSlot>
      </div>
    </div>
  );
}

interface ActsProps {
  readonly application: Application;
  readonly seen: string;
  readonly shown: ContentShown;
  /** Rows of the application, which say who has the ball. */
  readonly rows: UseQueryResult<QueuePage>;
  readonly onDone: (standing: string) => void;
}

/** What can be done as the officer has seen the record. */
function Acts({ application, seen, shown, rows, onDone }: ActsProps): ReactElement {
  const t = useWords();
  if (seen === "submitted" && shown.state === "disclosed")
    return <DecideForm application={application} content={shown.content} onDone={onDone} />;
  if (seen === "submitted") {
    return (
      <Panel title={t("case.decide.title")}>
        <EmptyState title={t("case.decide.unread")}>{t("case.decide.unread.about")}</EmptyState>
      </Panel>
    );
  }
  if (seen === "approved") return <IssuePanel application={application} rows={rows} onDone={onDone} />;
  return (
    <Panel title={t("case.done.title")}>
      <EmptyState title={t("case.done")}>{t("case.done.about")}</EmptyState>
    </Panel>
  );
}
