// SPDX-License-Identifier: Apache-2.0
import { CERTIFICATE_TRANSITIONS, type CertificateAction } from "@licet/domain/certificate/transitions";
import { CERTIFICATE_RULES } from "@licet/domain/certificate/types";
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { type Certificate, useCertificate } from "../../api/certificates";
import { useSession } from "../../api/session";
import { type Fact, Facts } from "../../components/facts";
import { PageTitle } from "../../components/page-title";
import { PageHead, Panel } from "../../components/panel";
import { Ref, RefPlate } from "../../components/ref";
import { Answer } from "../../shared/answer";
import { useFormats, useWords } from "../../words/use-words";
import { CertifyPanel } from "./certify-panel";
import { ContentPanel } from "./content-panel";
import { StandingPanel } from "./standing/standing-panel";
import { CertificateStatusTag } from "./status";
import { WithdrawPanel } from "./withdraw-panel";

/** A certificate: what it says, what it rests on, what it is bound to, and what one may do with it. */
export function CertificatePage(): ReactElement {
  const t = useWords();
  const { certificate = "" } = useParams();
  const query = useCertificate(certificate);
  return (
    <>
      <PageTitle>{certificate}</PageTitle>
      <PageHead
        title={<RefPlate>{certificate}</RefPlate>}
        crumb={<Link to="/certificates">{t("end-use.title")}</Link>}
      />
      <Answer query={query} lines={8}>
        {(record) => <Record record={record} />}
      </Answer>
    </>
  );
}

function Record({ record }: { readonly record: Certificate }): ReactElement {
  const t = useWords();
  return (
    <div className="stack">
      <Panel title={t("end-use.record")} note={<CertificateStatusTag status={record.status} />}>
        <Facts facts={useRecordFacts(record)} />
      </Panel>
      <ContentPanel record={record} />
      <Acts record={record} />
    </div>
  );
}

/** Acts of officers; signing stands with the clauses that are read. */
function Acts({ record }: { readonly record: Certificate }): ReactElement {
  const { role } = useSession();
  const may = (action: CertificateAction): boolean =>
    CERTIFICATE_TRANSITIONS.some(
      (row) => row.from === record.status && row.action === action && row.who.some((each) => each === role),
    );
  const { signed, certified } = CERTIFICATE_RULES[record.type];
  const isReady = record.status === (signed ? "end-user-signed" : "draft");
  return (
    <>
      {certified && isReady && may("certify") && <CertifyPanel record={record} />}
      <StandingPanel record={record} may={may} />
      {may("withdraw") && <WithdrawPanel record={record} />}
    </>
  );
}

function useRecordFacts(record: Certificate): readonly Fact[] {
  const t = useWords();
  const { moment, day } = useFormats();
  const at = (label: string, when: string | undefined): Fact[] =>
    when === undefined ? [] : [{ label, value: moment(when) }];
  return [
    { label: t("end-use.type"), value: t(`end-use.type.${record.type}`) },
    { label: t("end-use.issuingState"), value: <Ref>{record.issuingState}</Ref> },
    ...at(t("end-use.draftedAt"), record.draftedAt),
    ...at(t("end-use.signedAt"), record.signedAt),
    ...at(t("end-use.signatureRecordedAt"), record.signatureRecordedAt),
    ...at(t("end-use.certifiedAt"), record.certifiedAt),
    ...(record.validTo === undefined ? [] : [{ label: t("end-use.validTo"), value: day(record.validTo) }]),
    {
      label: t("end-use.boundTo"),
      value: record.boundTo === undefined ? t("end-use.boundTo.none") : <Ref>{record.boundTo}</Ref>,
    },
    ...at(t("end-use.boundAt"), record.boundAt),
    ...(record.ended === undefined
      ? []
      : [
          {
            label: t("end-use.ended"),
            value: `${t(`end-use.reason.${record.ended.reason}`)}, ${moment(record.ended.at)}`,
          },
        ]),
  ];
}
