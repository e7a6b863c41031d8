// SPDX-License-Identifier: Apache-2.0
import { HoldReleaseReason } from "@licet/domain/checkpoint/schemas";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../../api/client";
import { RadioGroup, SelectField } from "../../../components/choice-fields";
import { Ref } from "../../../components/ref";
import { useSend } from "../../../shared/use-send";
import { useWords } from "../../../words/use-words";
import type { Verified } from "../verdict/use-verdict";
import { ActForm, type ActProps } from "./act-form";

interface ReleaseFormProps extends ActProps {
  readonly holds: Verified["holds"];
}

/** Lifts a hold, or ends it because the goods were seized or sent back. */
export function ReleaseForm({ consignment, holds, onRecorded }: ReleaseFormProps): ReactElement {
  const t = useWords();
  const [hold, setHold] = useState("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const sending = useSend({
    act: (body: { readonly hold: string; readonly reason: HoldReleaseReasonName }, key) => {
      const params = { path: { consignment, hold: body.hold }, header: { "Idempotency-Key": key } };
      return contentOf(
        api.POST("/v1/consignments/{consignment}/holds/{hold}/release", { params, body: { reason: body.reason } }),
      );
    },
    onSent: ({ result }) => onRecorded(t("checkpoint.recorded.release", { id: result.id })),
  });
  const send = (): void => {
    const checked = HoldReleaseReason.safeParse(reason);
    const missing = [...(hold === "" ? ["hold"] : []), ...(checked.success ? [] : ["reason"])];
    setWrong(missing);
    if (missing.length === 0 && checked.success) sending.send({ hold, reason: checked.data });
  };
  return (
    <ActForm name="release" sending={sending} wrong={wrong} fields={["hold", "reason"]} onSend={send}>
      <RadioGroup
        name="hold"
        label={t("checkpoint.release.hold")}
        options={holds.map((each) => ({
          value: each.id,
          label: <Ref>{each.id}</Ref>,
          hint: t(`checkpoint.holdReason.${each.reason}`),
        }))}
        value={hold}
        onChange={setHold}
      />
      <SelectField
        name="reason"
        label={t("checkpoint.release.reason")}
        options={HoldReleaseReason.options.map((value) => ({ value, label: t(`checkpoint.releaseReason.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
    </ActForm>
  );
}

type HoldReleaseReasonName = (typeof HoldReleaseReason.options)[number];
