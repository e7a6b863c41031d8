// SPDX-License-Identifier: Apache-2.0
import { DifferenceReason } from "@licet/domain/consignment/schemas";
import { type ReactElement, useState } from "react";
import { api, contentOf } from "../../../api/client";
import { SelectField } from "../../../components/choice-fields";
import { useSend } from "../../../shared/use-send";
import { useWords } from "../../../words/use-words";
import { ActForm, type ActProps } from "./act-form";

/** Explains a difference between what was shipped and what arrived, and closes it. */
export function ResolveForm({
  consignment,
  destination,
  onRecorded,
}: ActProps & { readonly destination: string }): ReactElement {
  const t = useWords();
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const sending = useSend({
    act: (chosen: (typeof DifferenceReason.options)[number], key) => {
      const params = { path: { consignment }, header: { "Idempotency-Key": key } };
      const body = { destination, reason: chosen };
      return contentOf(api.POST("/v1/consignments/{consignment}/difference-resolution", { params, body }));
    },
    onSent: ({ result }) =>
      onRecorded(t("checkpoint.recorded.resolve", { difference: t(`checkpoint.difference.${result.difference}`) })),
  });
  const send = (): void => {
    const checked = DifferenceReason.safeParse(reason);
    setWrong(checked.success ? [] : ["reason"]);
    if (checked.success) sending.send(checked.data);
  };
  return (
    <ActForm name="resolve" sending={sending} wrong={wrong} fields={["reason"]} onSend={send}>
      <SelectField
        name="reason"
        label={t("checkpoint.resolve.reason")}
        options={DifferenceReason.options.map((value) => ({ value, label: t(`checkpoint.differenceReason.${value}`) }))}
        value={reason}
        onChange={setReason}
      />
    </ActForm>
  );
}
