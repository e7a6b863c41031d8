// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { usePart } from "../../api/custody";
import { type Application, type Row, useApplication, useList } from "../../api/licensing";
import { buttonClass } from "../../components/button";
import { Facts } from "../../components/facts";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { RefPlate } from "../../components/ref";
import { StatusTag, toneOf } from "../../components/status-tag";
import { Answer } from "../../shared/answer";
import { CompletenessPanel } from "../../shared/completeness-panel";
import { ContentPanel } from "../../shared/content-panel";
import { DecisionPanel } from "../../shared/decision-panel";
import { contentRead } from "../../shared/licence-content";
import { useLicensingWords } from "../../shared/licensing-words";
import { BallCell, ClockCell } from "../../shared/row-columns";
import { useFormats, useWords } from "../../words/use-words";
import { StepsPanel } from "./steps-panel";
import { mayWithdraw, WithdrawPanel } from "./withdraw-panel";

/** An application after it was sent: where it stands and who has the ball, what was decided and why, and what it says. */
export function FollowPage(): ReactElement {
  const { application = "" } = useParams();
  const record = useApplication(application);
  return (
    <>
      <PageTitle>{application}</PageTitle>
      <FollowHead id={application} record={record.data} />
      <Answer query={record} lines={8}>
        {(found) => <Followed application={found} />}
      </Answer>
    </>
  );
}

function FollowHead({ id, record }: { readonly id: string; readonly record: Application | undefined }): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const { moment } = useFormats();
  return (
    <PageHead
      crumb={<Link to="/applications">{t("exporter.title")}</Link>}
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
        <>
          {record?.licence !== undefined && (
            <Link className={buttonClass({ kind: "main" })} to={`/licences/${encodeURIComponent(record.licence)}`}>
              {t("case.openLicence")}
            </Link>
          )}
          <Link className={buttonClass({})} to={`/applications/new?from=${encodeURIComponent(id)}`}>
            {t("exporter.copy")}
          </Link>
        </>
      }
    />
  );
}

function Followed({ application }: { readonly application: Application }): ReactElement {
  const rows = useList("applications", { reference: application.id, pageSize: 5, order: "newest" });
  const part = usePart({ kind: "application", id: application.id, part: "content" }, true);
  const row = rows.data?.items.find(({ id }) => id === application.id);
  return (
    <Answer query={part} lines={6}>
      {(read) => {
        const shown = contentRead(read);
        return (
          <div className="cols">
            <div className="stack">
              {application.decision !== undefined && <DecisionPanel application={application} />}
              <ContentPanel shown={shown} />
            </div>
            <div className="stack">
              {row !== undefined && <NowPanel row={row} />}
              <StepsPanel application={application} row={row} />
              {shown.state === "disclosed" && <CompletenessPanel content={shown.content} />}
              {mayWithdraw(application) && <WithdrawPanel application={application} />}
            </div>
          </div>
        );
      }}
    </Answer>
  );
}

function NowPanel({ row }: { readonly row: Row }): ReactElement {
  const t = useWords();
  return (
    <Panel title={t("exporter.now")}>
      <Facts
        facts={[
          { label: t("desk.column.ball"), value: <BallCell row={row} /> },
          { label: t("desk.column.clock"), value: <ClockCell row={row} /> },
        ]}
      />
    </Panel>
  );
}
