// SPDX-License-Identifier: Apache-2.0
import { CUSTODY_RESEAL } from "@licet/domain/custody/definitions";
import { ResealContent } from "@licet/domain/custody/schemas";
import { type ReactElement, useState } from "react";
import { asSent } from "../../../api/as-sent";
import { type CustodyBodies, sendCustodyAct } from "../../../api/custody-acts";
import { TextArea } from "../../../components/text-fields";
import { useSend } from "../../../shared/use-send";
import { useWords } from "../../../words/use-words";
import { linesOf } from "../presented";
import { ActForm, type ActProps, officeIn, useOccasion, WhereFields, wrongFields } from "./act-form";
import { SealSourceFields } from "./seal-source-fields";
import { sealsOf, sourceField } from "./seal-sources";

/** Seals that customs put on, each under its new number. */
export function ResealForm({ consignment, onRecorded }: ActProps): ReactElement {
  const t = useWords();
  const { place, ownOffice, now } = useOccasion();
  const [draft, setDraft] = useState({ office: ownOffice, affixed: "", removed: "", sources: {}, reason: "" });
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const set = (change: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...change }));
  const sending = useSend({
    act: (body: CustodyBodies["reseal"], key) => sendCustodyAct({ act: "reseal", consignment, body }, key),
    onSent: () => onRecorded(t("checkpoint.recorded.reseal", { seals: linesOf(draft.affixed).join(", ") })),
  });
  const send = (): void => {
    const said = { place, ...officeIn(draft.office), eventTime: now() };
    const removed = sealsOf(draft.removed, draft.sources);
    const content = {
      affixed: linesOf(draft.affixed).map((number) => ({ number, source: "CUS" })),
      removed: removed.seals,
      ...(draft.reason.trim() === "" ? {} : { reason: draft.reason.trim() }),
    };
    const input = CUSTODY_RESEAL.input.safeParse({ consignment, ...said });
    const checked = ResealContent.safeParse(content);
    const fields = [
      ...(input.success ? [] : wrongFields(input.error.issues)),
      ...(checked.success ? [] : wrongFields(checked.error.issues)),
      ...removed.unsaid.map(sourceField),
    ];
    setWrong(fields);
    if (fields.length > 0 || !checked.success) return;
    sending.send(asSent({ ...said, confidential: { content: checked.data } }));
  };
  return (
    <ActForm
      name="reseal"
      sending={sending}
      wrong={wrong}
      fields={["affixed", "removed", "place", "office"]}
      onSend={send}
    >
      <TextArea
        name="affixed"
        label={t("checkpoint.reseal.affixed")}
        hint={t("checkpoint.seals.hint")}
        rows={2}
        value={draft.affixed}
        onChange={(affixed) => set({ affixed })}
      />
      <TextArea
        name="removed"
        label={t("checkpoint.reseal.removed")}
        optional
        rows={2}
        value={draft.removed}
        onChange={(removed) => set({ removed })}
      />
      <SealSourceFields numbers={draft.removed} sources={draft.sources} onChange={(sources) => set({ sources })} />
      <WhereFields office={draft.office} onOffice={(office) => set({ office })} />
      <TextArea
        name="reason"
        label={t("checkpoint.reseal.reason")}
        hint={t("checkpoint.inspect.remarks.hint")}
        optional
        rows={2}
        value={draft.reason}
        onChange={(reason) => set({ reason })}
      />
    </ActForm>
  );
}
