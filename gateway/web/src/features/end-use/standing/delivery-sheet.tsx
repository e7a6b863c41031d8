// SPDX-License-Identifier: Apache-2.0
import { Day, UnLocode } from "@licet/domain/shared/primitives";
import { ConsignmentId } from "@licet/domain/shared/references";
import { type ReactElement, useState } from "react";
import { type DeliveryBody, fulfilCertificate } from "../../../api/certificates";
import { Button } from "../../../components/button";
import { EffectsSheet } from "../../../components/effects-sheet";
import type { FieldError } from "../../../components/form-context";
import { DateField, TextField } from "../../../components/text-fields";
import { SendForm } from "../../../shared/send-form";
import { useRecorded } from "../../../shared/use-recorded";
import { useWords } from "../../../words/use-words";
import type { SheetProps } from "./sheet-props";

/** The fields, with what each has to hold. */
const SCHEMAS = { consignment: ConsignmentId, place: UnLocode, arrivedOn: Day } as const;
const FIELDS = ["consignment", "place", "arrivedOn"] as const;

/** Verifying a delivery: which consignment arrived where and when. */
export function DeliverySheet({ record, onClose }: SheetProps): ReactElement {
  const t = useWords();
  const [typed, setTyped] = useState({ consignment: "", place: "", arrivedOn: "" });
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const sending = useRecorded((body: DeliveryBody, key) => fulfilCertificate(record.id, body, key), onClose);
  const send = (): void => {
    const body = { ...typed, place: typed.place.trim().toUpperCase() };
    const faults = FIELDS.filter((field) => !SCHEMAS[field].safeParse(body[field]).success);
    setWrong(faults.map((field) => ({ field, message: t(`end-use.wrong.delivery.${field}`) })));
    if (faults.length === 0) sending.send(body);
  };
  return (
    <EffectsSheet
      title={t("end-use.standing.fulfil")}
      atOnce={[{ id: "fulfilled", sign: "pass", text: t("end-use.standing.does.fulfil") }]}
      stays={[{ id: "record", sign: "na", text: t("end-use.standing.stays") }]}
      told={t("end-use.standing.told")}
      takenBack={t("end-use.standing.back.fulfil")}
      actions={null}
    >
      <SendForm
        label={t("end-use.standing.fulfil")}
        act={t("end-use.standing.press.fulfil")}
        sending={sending}
        wrong={wrong}
        onSend={send}
        others={
          <Button kind="quiet" onPress={onClose}>
            {t("end-use.standing.keep")}
          </Button>
        }
      >
        <TextField
          name="consignment"
          label={t("end-use.delivery.consignment")}
          reference
          value={typed.consignment}
          onChange={(consignment) => setTyped({ ...typed, consignment })}
        />
        <TextField
          name="place"
          label={t("end-use.delivery.place")}
          hint={t("end-use.delivery.place.hint")}
          reference
          maxLength={5}
          value={typed.place}
          onChange={(place) => setTyped({ ...typed, place })}
        />
        <DateField
          name="arrivedOn"
          label={t("end-use.delivery.arrivedOn")}
          value={typed.arrivedOn}
          onChange={(arrivedOn) => setTyped({ ...typed, arrivedOn })}
        />
      </SendForm>
    </EffectsSheet>
  );
}
