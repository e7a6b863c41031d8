// SPDX-License-Identifier: Apache-2.0
import { InvalidationReason } from "@licet/domain/consignment/schemas";
import { type ReactElement, useState } from "react";
import { type InvalidateBody, invalidateDeclaration } from "../../api/consignments";
import { Button } from "../../components/button";
import { SelectField } from "../../components/choice-fields";
import { type Effect, EffectsSheet } from "../../components/effects-sheet";
import type { FieldError } from "../../components/form-context";
import { Ref } from "../../components/ref";
import { SendForm } from "../../shared/send-form";
import { useFormats, useWords } from "../../words/use-words";
import type { SheetProps } from "./standing";
import { useAct } from "./use-act";

/** Invalidating a declaration gives back what it has reserved. */
export function InvalidateSheet({ record, onClose, onDone }: SheetProps): ReactElement {
  const t = useWords();
  const { quantity } = useFormats();
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useAct<InvalidateBody>((body, key) => invalidateDeclaration(record.id, body, key), {
    onClose,
    onDone,
  });
  const licences = [...new Set(record.allocations.map(({ licence }) => licence))];
  const send = (): void => {
    const read = InvalidationReason.safeParse(reason);
    setWrong(read.success ? [] : [{ field: "reason", message: t("licensing.wrong.reason") }]);
    if (read.success) sending.send({ licences, reason: read.data });
  };
  const givenBack: Effect[] = record.allocations.map((each) => ({
    id: `${each.item} ${each.licence} ${each.line}`,
    sign: "na",
    text: t.with("departure.invalidate.givesBack", {
      amount: quantity(each.quantity),
      licence: <Ref>{each.licence}</Ref>,
      line: each.line,
    }),
  }));
  return (
    <EffectsSheet
      title={t("departure.act.invalidate")}
      atOnce={[{ id: "ends", sign: "stop", text: t("departure.invalidate.ends") }, ...givenBack]}
      stays={[{ id: "ucr", sign: "na", text: t("departure.invalidate.stays") }]}
      told={t("departure.invalidate.told")}
      takenBack={t("departure.invalidate.takenBack")}
      actions={null}
    >
      <SendForm
        label={t("departure.act.invalidate")}
        act={t("departure.invalidate.act")}
        kind="stop"
        sending={sending}
        wrong={wrong}
        onSend={send}
        others={
          <Button kind="quiet" onPress={onClose}>
            {t("departure.keep")}
          </Button>
        }
      >
        <SelectField
          name="reason"
          label={t("licensing.reason")}
          options={InvalidationReason.options.map((value) => ({ value, label: t(`departure.reason.${value}`) }))}
          value={reason}
          onChange={setReason}
        />
      </SendForm>
    </EffectsSheet>
  );
}
