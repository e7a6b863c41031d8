// SPDX-License-Identifier: Apache-2.0
import { CHECKPOINT_HOLD } from "@licet/domain/checkpoint/definitions";
import { HoldReason } from "@licet/domain/checkpoint/schemas";
import { type ReactElement, useState } from "react";
import { asSent } from "../../../api/as-sent";
import { api, contentOf } from "../../../api/client";
import type { operations } from "../../../api/schema";
import { SelectField } from "../../../components/choice-fields";
import { EffectsSheet } from "../../../components/effects-sheet";
import { DateField, TextField } from "../../../components/text-fields";
import { useSend } from "../../../shared/use-send";
import { useWords } from "../../../words/use-words";
import { ActForm, type ActProps, OfficeField, officeIn, useOwnOffice, wrongFields } from "./act-form";

type Body = operations["checkpointHold"]["requestBody"]["content"]["application/json"];

/** Holds the goods, with what that does before it is sent. The ledger keeps a coded reason and no text. */
export function HoldForm({ consignment, onRecorded }: ActProps): ReactElement {
  const t = useWords();
  const own = useOwnOffice();
  const [draft, setDraft] = useState({ reason: "", office: own, until: "", contact: "" });
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const set = (change: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...change }));
  const sending = useSend({
    act: (body: Body, key) => {
      const params = { path: { consignment }, header: { "Idempotency-Key": key } };
      return contentOf(api.POST("/v1/consignments/{consignment}/holds", { params, body }));
    },
    onSent: ({ result }) => onRecorded(t("checkpoint.recorded.hold", { id: result.id })),
  });
  const send = (): void => {
    const checked = CHECKPOINT_HOLD.input.safeParse({ consignment, ...saidIn(draft) });
    setWrong(checked.success ? [] : wrongFields(checked.error.issues));
    if (!checked.success) return;
    const { consignment: _named, ...body } = checked.data;
    sending.send(asSent(body));
  };
  return (
    <ActForm
      name="hold"
      sending={sending}
      wrong={wrong}
      fields={["reason", "office", "until", "contact"]}
      onSend={send}
    >
      <EffectsSheet
        title={t("checkpoint.act.hold")}
        atOnce={[
          { id: "verdict", sign: "stop", text: t("checkpoint.hold.effect.verdict") },
          { id: "acts", sign: "stop", text: t("checkpoint.hold.effect.acts") },
        ]}
        stays={[{ id: "licence", sign: "na", text: t("checkpoint.hold.stays") }]}
        told={t("checkpoint.hold.told")}
        takenBack={t("checkpoint.hold.back")}
        actions={null}
      >
        <SelectField
          name="reason"
          label={t("checkpoint.hold.reason")}
          options={HoldReason.options.map((value) => ({ value, label: t(`checkpoint.holdReason.${value}`) }))}
          value={draft.reason}
          onChange={(reason) => set({ reason })}
        />
        <TextField
          name="contact"
          label={t("checkpoint.hold.contact")}
          hint={t("checkpoint.hold.contact.hint")}
          optional
          maxLength={70}
          value={draft.contact}
          onChange={(contact) => set({ contact })}
        />
        <DateField
          name="until"
          label={t("checkpoint.hold.until")}
          hint={t("checkpoint.hold.until.hint")}
          optional
          value={draft.until}
          onChange={(until) => set({ until })}
        />
        <OfficeField office={draft.office} onOffice={(office) => set({ office })} />
      </EffectsSheet>
    </ActForm>
  );
}

/** What was typed; a hold lapses at the end of the day that was chosen, UTC. */
function saidIn(draft: { reason: string; office: string; until: string; contact: string }): Record<string, string> {
  return {
    reason: draft.reason,
    ...officeIn(draft.office),
    ...(draft.until === "" ? {} : { until: `${draft.until}T23:59:59Z` }),
    ...(draft.contact.trim() === "" ? {} : { contact: draft.contact.trim() }),
  };
}
