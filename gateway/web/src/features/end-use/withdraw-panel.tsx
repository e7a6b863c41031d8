// SPDX-License-Identifier: Apache-2.0
import { CertificateEndReason } from "@licet/domain/certificate/schemas";
import { type ReactElement, useState } from "react";
import { type Certificate, type EndReason, withdrawCertificate } from "../../api/certificates";
import { SelectField } from "../../components/choice-fields";
import type { FieldError } from "../../components/form-context";
import { Panel } from "../../components/panel";
import { useWords } from "../../words/use-words";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";

/** Refusing to certify and withdrawing are one act of the ledger: the certificate ends, with its reason, and what rests on it stops. */
export function WithdrawPanel({ record }: { readonly record: Certificate }): ReactElement {
  const t = useWords();
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useRecorded((code: EndReason, key) => withdrawCertificate(record.id, code, key));
  const withdraw = (): void => {
    const read = CertificateEndReason.safeParse(reason);
    setWrong(read.success ? [] : [{ field: "reason", message: t("end-use.wrong.reason") }]);
    if (read.success) sending.send(read.data);
  };
  return (
    <Panel title={t("end-use.withdraw.title")}>
      <p>{t(record.boundTo === undefined ? "end-use.withdraw.means" : "end-use.withdraw.meansBound")}</p>
      <SendForm
        label={t("end-use.withdraw.title")}
        act={t("end-use.withdraw.act")}
        kind="stop"
        sending={sending}
        wrong={wrong}
        onSend={withdraw}
      >
        <SelectField
          name="reason"
          label={t("end-use.reason")}
          options={CertificateEndReason.options.map((value) => ({ value, label: t(`end-use.reason.${value}`) }))}
          value={reason}
          onChange={setReason}
        />
      </SendForm>
    </Panel>
  );
}
