// SPDX-License-Identifier: Apache-2.0
import { CertificateContent } from "@licet/domain/certificate/schemas";
import type { LicenceContent } from "@licet/domain/licence/schemas";
import type { LineTerms } from "@licet/domain/shared/licence-lines";
import type { ReactElement } from "react";
import { usePart } from "../api/custody";
import { useCertificate } from "../api/licensing";
import { Ref } from "../components/ref";
import { SideBySide } from "../components/side-by-side";
import { EmptyState } from "../components/state";
import { StatusTag, toneOf } from "../components/status-tag";
import { useFormats, useWords } from "../words/use-words";
import { Answer } from "./answer";
import { comparedFields } from "./certificate-comparison";
import { useLicensingWords } from "./licensing-words";

interface CompareCertificateProps {
  readonly certificate: string;
  readonly licence: LicenceContent;
  readonly terms: readonly LineTerms[];
  /** State that licenses. */
  readonly licensing: string;
}

/** An end-use certificate beside an application or licence, field by field. */
export function CompareCertificate(props: CompareCertificateProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  const { day } = useFormats();
  const record = useCertificate(props.certificate);
  const part = usePart({ kind: "certificate", id: props.certificate, part: "content" }, true);
  return (
    <Answer query={record}>
      {(certificate) => (
        <div className="stack">
          <p className="h-row">
            <Ref>{certificate.id}</Ref>
            <StatusTag tone={toneOf(certificate.status)}>{words.status(certificate.status)}</StatusTag>
            <span className="muted t14">
              {certificate.validTo === undefined
                ? t("licensing.compare.noEnd")
                : t("licensing.compare.until", { day: day(certificate.validTo) })}
            </span>
          </p>
          <Answer query={part}>
            {(read) => (
              <Fields
                {...props}
                issuing={certificate.issuingState}
                content={read.disclosed ? read.content : undefined}
              />
            )}
          </Answer>
        </div>
      )}
    </Answer>
  );
}

interface FieldsProps extends CompareCertificateProps {
  readonly issuing: string;
  readonly content: unknown;
}

function Fields({ content, licence, terms, issuing, licensing }: FieldsProps): ReactElement {
  const t = useWords();
  const { quantity } = useFormats();
  const parsed = CertificateContent.safeParse(content);
  if (!parsed.success) {
    const state = content === undefined ? "not-disclosed" : "unreadable";
    return <EmptyState title={t(`licensing.part.${state}`)}>{t(`licensing.part.${state}.about`)}</EmptyState>;
  }
  const fields = comparedFields({ certificate: parsed.data, licence, terms, issuing, licensing }, (amount, unit) =>
    quantity({ amount, unit }),
  );
  const differing = fields.filter(({ agrees }) => agrees === false).length;
  const open = fields.filter(({ agrees }) => agrees === undefined).length;
  return (
    <>
      <p>
        <StatusTag tone={differing === 0 ? "pass" : "stop"}>
          {t("licensing.compare.result", { differing, compared: fields.length - open })}
        </StatusTag>
      </p>
      <SideBySide
        label={t("licensing.table", { what: t("licensing.compare.title") })}
        heads={[t("licensing.compare.certificate"), t("licensing.compare.licence")]}
        pairs={fields.map(({ field, line, certificate, licence: licensed }) => ({
          field:
            line === undefined
              ? t(`licensing.field.${field}`)
              : t("licensing.compare.ofLine", { field: t(`licensing.field.${field}`), line }),
          first: certificate,
          second: licensed,
        }))}
      />
      <p className="muted t14">{t("licensing.compare.spelling")}</p>
    </>
  );
}
