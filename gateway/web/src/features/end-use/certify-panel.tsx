// SPDX-License-Identifier: Apache-2.0
import { CERTIFICATE_VALIDITY_DAYS_MAX, SIGNATURE_AGE_DAYS_MAX } from "@licet/domain/certificate/types";
import { type ReactElement, useState } from "react";
import { type Certificate, certifyCertificate } from "../../api/certificates";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { DateField } from "../../components/text-fields";
import { useFormats, useWords } from "../../words/use-words";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";

/** Certifying, with what was checked by the ledger and what the officer answers for. */
export function CertifyPanel({ record }: { readonly record: Certificate }): ReactElement {
  const t = useWords();
  const { integer, moment } = useFormats();
  const [validTo, setValidTo] = useState("");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useRecorded((day: string, key) => certifyCertificate(record.id, day, key));
  const certify = (): void => {
    const missing = validTo === "";
    setWrong(missing ? [{ field: "validTo", message: t("end-use.wrong.validTo") }] : []);
    if (!missing) sending.send(validTo);
  };
  return (
    <Panel title={t("end-use.certify.title")}>
      {record.signatureRecordedAt !== undefined && (
        <p>{t("end-use.certify.signature", { moment: moment(record.signatureRecordedAt) })}</p>
      )}
      <p>{t("end-use.certify.means", { days: integer(SIGNATURE_AGE_DAYS_MAX) })}</p>
      <SendForm
        label={t("end-use.certify.title")}
        act={t("end-use.certify.act")}
        sending={sending}
        wrong={wrong}
        onSend={certify}
      >
        <DateField
          name="validTo"
          label={t("end-use.validTo")}
          hint={t("end-use.validTo.hint", { days: integer(CERTIFICATE_VALIDITY_DAYS_MAX) })}
          value={validTo}
          onChange={setValidTo}
        />
      </SendForm>
    </Panel>
  );
}
