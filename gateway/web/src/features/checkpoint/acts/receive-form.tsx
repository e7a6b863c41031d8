// SPDX-License-Identifier: Apache-2.0
import { CONSIGNMENT_RECEIVE } from "@licet/domain/consignment/definitions";
import { type ReactElement, useState } from "react";
import { asSent } from "../../../api/as-sent";
import { api, contentOf } from "../../../api/client";
import type { operations } from "../../../api/schema";
import { CheckboxGroup } from "../../../components/choice-fields";
import { useSend } from "../../../shared/use-send";
import { useWords } from "../../../words/use-words";
import { type CountDraft, countsOf } from "../presented";
import { CountFields } from "../presented-form";
import { ActForm, type CountedActProps, officeIn, useOccasion, WhereFields, wrongFields } from "./act-form";

type Body = operations["consignmentReceive"]["requestBody"]["content"]["application/json"];

/** What arrived at the destination, counted there without seeing what was declared. */
export function ReceiveForm({ consignment, items, onRecorded }: CountedActProps): ReactElement {
  const t = useWords();
  const { place, ownOffice, now } = useOccasion();
  const [office, setOffice] = useState(ownOffice);
  const [counts, setCounts] = useState<readonly CountDraft[]>([]);
  const [contested, setContested] = useState(false);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const sending = useSend({
    act: (body: Body, key) => {
      const params = { path: { consignment }, header: { "Idempotency-Key": key } };
      return contentOf(api.POST("/v1/consignments/{consignment}/receipt", { params, body }));
    },
    onSent: ({ result }) =>
      onRecorded(t("checkpoint.recorded.receive", { difference: t(`checkpoint.difference.${result.difference}`) })),
  });
  const send = (): void => {
    const made = countsOf(counts);
    const missing = items.filter((item) => !made.counted.some((each) => each.item === item));
    const checked = CONSIGNMENT_RECEIVE.input.safeParse({
      consignment,
      place,
      ...officeIn(office),
      eventTime: now(),
      counts: made.counted,
      ...(contested ? { contested } : {}),
    });
    const others = checked.success ? [] : wrongFields(checked.error.issues).filter((field) => field !== "counts");
    const fields = [...missing.map((item) => `counts.${item}`), ...others];
    setWrong(fields);
    if (fields.length > 0 || !checked.success) return;
    const { consignment: _named, ...body } = checked.data;
    sending.send(asSent(body));
  };
  return (
    <ActForm
      name="receive"
      sending={sending}
      wrong={wrong}
      fields={["place", "office", ...items.map((item) => `counts.${item}`)]}
      onSend={send}
    >
      <WhereFields office={office} onOffice={setOffice} />
      <CountFields items={items} counts={counts} onChange={setCounts} optional={false} />
      <CheckboxGroup
        name="contested"
        label={t("checkpoint.receive.contested")}
        optional
        options={[
          { value: "yes", label: t("checkpoint.receive.contested.yes"), hint: t("checkpoint.receive.contested.about") },
        ]}
        values={contested ? ["yes"] : []}
        onChange={(values) => setContested(values.length > 0)}
      />
    </ActForm>
  );
}
