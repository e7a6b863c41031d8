// SPDX-License-Identifier: Apache-2.0
import { CustomsOffice } from "@licet/domain/shared/primitives";
import { type ReactElement, useState } from "react";
import { type ReleaseBody, releaseForExport } from "../../api/consignments";
import { useSession } from "../../api/session";
import { Button } from "../../components/button";
import { type Effect, EffectsSheet } from "../../components/effects-sheet";
import type { FieldError } from "../../components/form-context";
import { Ref } from "../../components/ref";
import { TextField } from "../../components/text-fields";
import { SendForm } from "../../shared/send-form";
import { useFormats, useWords } from "../../words/use-words";
import type { SheetProps } from "./standing";
import { EvidenceList } from "./evidence-list";
import { useAct } from "./use-act";

const OFFICE_LENGTH = 8;

/** Release for export: what it rests on, what it writes off, and at which office. */
export function ReleaseSheet({ record, onClose, onDone }: SheetProps): ReactElement {
  const t = useWords();
  const { quantity } = useFormats();
  const session = useSession();
  const [office, setOffice] = useState(session.office ?? "");
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useAct<ReleaseBody>((body, key) => releaseForExport(record.id, body, key), { onClose, onDone });
  const licences = [...new Set(record.allocations.map(({ licence }) => licence))];
  const send = (): void => {
    const read = CustomsOffice.safeParse(office.trim().toUpperCase());
    setWrong(read.success ? [] : [{ field: "office", message: t("departure.wrong.office") }]);
    if (read.success) sending.send({ licences, office: read.data });
  };
  const atOnce: Effect[] = record.allocations.map((each) => ({
    id: `${each.item} ${each.licence} ${each.line}`,
    sign: "pass",
    text: t.with("departure.release.writesOff", {
      amount: quantity(each.quantity),
      licence: <Ref>{each.licence}</Ref>,
      line: each.line,
    }),
  }));
  return (
    <EffectsSheet
      title={t("departure.act.release-for-export")}
      atOnce={[...atOnce, { id: "leaves", sign: "pass", text: t("departure.release.leaves") }]}
      stays={[{ id: "not-a-verdict", sign: "na", text: t("departure.release.stays") }]}
      told={t("departure.release.told")}
      takenBack={t("departure.release.takenBack")}
      actions={null}
    >
      <EvidenceList consignment={record.id} licences={licences} />
      <SendForm
        label={t("departure.act.release-for-export")}
        act={t("departure.release.act")}
        sending={sending}
        wrong={wrong}
        onSend={send}
        others={
          <Button kind="quiet" onPress={onClose}>
            {t("departure.keep")}
          </Button>
        }
      >
        <TextField
          name="office"
          label={t("departure.office")}
          hint={t("departure.office.hint")}
          reference
          maxLength={OFFICE_LENGTH}
          value={office}
          onChange={setOffice}
        />
      </SendForm>
    </EffectsSheet>
  );
}
