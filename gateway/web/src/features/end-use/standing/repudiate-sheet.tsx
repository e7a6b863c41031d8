// SPDX-License-Identifier: Apache-2.0
import { CertificateEndReason } from "@licet/domain/certificate/schemas";
import { type ReactElement, useState } from "react";
import { type EndReason, repudiateCertificate } from "../../../api/certificates";
import { useList } from "../../../api/licensing";
import { Button } from "../../../components/button";
import { SelectField } from "../../../components/choice-fields";
import { type Effect, EffectsSheet } from "../../../components/effects-sheet";
import type { FieldError } from "../../../components/form-context";
import { SendForm } from "../../../shared/send-form";
import { useRecorded } from "../../../shared/use-recorded";
import { useWords } from "../../../words/use-words";
import type { SheetProps } from "./sheet-props";

const CONSIGNMENTS_MAX = 100;

/** Repudiating as the authority that certified, with the goods on their way that it stops. */
export function RepudiateSheet({ record, onClose }: SheetProps): ReactElement {
  const t = useWords();
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useRecorded((code: EndReason, key) => repudiateCertificate(record.id, code, key), onClose);
  const send = (): void => {
    const read = CertificateEndReason.safeParse(reason);
    setWrong(read.success ? [] : [{ field: "reason", message: t("end-use.wrong.reason") }]);
    if (read.success) sending.send(read.data);
  };
  return (
    <EffectsSheet
      title={t("end-use.standing.repudiate")}
      atOnce={useStops(record.boundTo)}
      stays={[{ id: "record", sign: "na", text: t("end-use.standing.stays") }]}
      told={t("end-use.standing.told")}
      takenBack={t("end-use.standing.back.repudiate")}
      actions={null}
    >
      <SendForm
        label={t("end-use.standing.repudiate")}
        act={t("end-use.standing.press.repudiate")}
        kind="stop"
        sending={sending}
        wrong={wrong}
        onSend={send}
        others={
          <Button kind="quiet" onPress={onClose}>
            {t("end-use.standing.keep")}
          </Button>
        }
      >
        <SelectField
          name="reason"
          label={t("end-use.reason")}
          options={CertificateEndReason.options.map((value) => ({ value, label: t(`end-use.reason.${value}`) }))}
          value={reason}
          onChange={setReason}
        />
      </SendForm>
    </EffectsSheet>
  );
}

/** What stops; undefined while it is asked what is on its way under the licence that it is bound to. */
function useStops(licence: string | undefined): readonly Effect[] | undefined {
  const t = useWords();
  const isBound = licence !== undefined;
  const underWay = useList(
    "consignments",
    { ...(isBound ? { licence } : {}), status: ["registered", "released"], pageSize: CONSIGNMENTS_MAX },
    isBound,
  );
  const ends: Effect = { id: "ends", sign: "stop", text: t("end-use.standing.does.repudiate") };
  if (!isBound) return [ends];
  if (underWay.data === undefined) return undefined;
  const count = underWay.data.items.length;
  return count === 0
    ? [ends]
    : [ends, { id: "consignments", sign: "stop", text: t("end-use.standing.underWay", { count }) }];
}
