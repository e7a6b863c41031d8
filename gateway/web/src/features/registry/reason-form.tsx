// SPDX-License-Identifier: Apache-2.0
import { RegisterReason } from "@licet/domain/party/schemas";
import { type ReactElement, useState } from "react";
import type { RegisterReason as Reason } from "../../api/registers";
import { SelectField } from "../../components/choice-fields";
import type { FieldError } from "../../components/form-context";
import { SendForm } from "../../shared/send-form";
import { useRecorded } from "../../shared/use-recorded";
import { useWords } from "../../words/use-words";

interface ReasonFormProps {
  readonly label: string;
  /** What it comes to, said before it is sent. */
  readonly means: string;
  readonly act: string;
  readonly stops: boolean;
  readonly send: (reason: Reason, key: string) => Promise<unknown>;
}

/** An act on an entry of the register, with its coded reason and what it comes to. */
export function ReasonForm({ label, means, act, stops, send }: ReasonFormProps): ReactElement {
  const t = useWords();
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useRecorded(send);
  const press = (): void => {
    const read = RegisterReason.safeParse(reason);
    setWrong(read.success ? [] : [{ field: "reason", message: t("registry.wrong.reason") }]);
    if (read.success) sending.send(read.data);
  };
  return (
    <>
      <p>{means}</p>
      <SendForm label={label} act={act} kind={stops ? "stop" : "main"} sending={sending} wrong={wrong} onSend={press}>
        <SelectField
          name="reason"
          label={t("registry.reason")}
          options={RegisterReason.options.map((value) => ({ value, label: t(`registry.reason.${value}`) }))}
          value={reason}
          onChange={setReason}
        />
      </SendForm>
    </>
  );
}
