// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useState } from "react";
import { type Event, useEvents } from "../../../api/custody";
import { RadioGroup, SelectField } from "../../../components/choice-fields";
import { Answer } from "../../../shared/answer";
import { useFormats, useWords } from "../../../words/use-words";
import type { ActFormProps } from "../goods-page";
import { ActForm, ActPage } from "./act-page";
import { correctionOf, type TypedCorrection } from "./own-acts";
import { useAct } from "./use-act";

/** Says of an event that it is wrong; the event itself stays. */
export function CorrectPage(): ReactElement {
  return <ActPage act="correct" form={(props) => <CorrectForm {...props} />} />;
}

function CorrectForm(props: ActFormProps): ReactElement {
  const t = useWords();
  const events = useEvents(props.head.consignment);
  return (
    <Answer query={events}>
      {({ items, bookmark }) => (
        <>
          <CorrectOf events={items} {...props} />
          {bookmark !== "" && <p>{t("carrier.own.correct.cut")}</p>}
        </>
      )}
    </Answer>
  );
}

function CorrectOf({ events, head, outbox }: ActFormProps & { readonly events: readonly Event[] }): ReactElement {
  const t = useWords();
  const { integer, moment } = useFormats();
  const { errors, sign } = useAct(outbox);
  const [typed, setTyped] = useState<TypedCorrection>({ declares: "", reason: "", correctedBy: "" });
  const options = events.map(({ id, event }) => ({
    value: id,
    label: t("carrier.event", {
      number: integer(event.sequence),
      what: t(`carrier.event.${event.type}`),
      when: moment(event.eventTime),
    }),
  }));
  return (
    <ActForm
      act="correct"
      outbox={outbox}
      errors={errors}
      onSend={() => sign((now) => correctionOf(head.consignment, typed, now))}
    >
      <SelectField
        name="declares"
        label={t("carrier.own.correct.which")}
        options={options}
        value={typed.declares}
        onChange={(declares) => setTyped({ ...typed, declares })}
      />
      <RadioGroup
        name="reason"
        label={t("carrier.own.correct.why")}
        options={(["did-not-occur", "incorrect-data"] as const).map((value) => ({
          value,
          label: t(`carrier.correct.${value}`),
        }))}
        value={typed.reason}
        onChange={(reason) => setTyped({ ...typed, reason })}
      />
      {typed.reason === "incorrect-data" && (
        <SelectField
          name="correctedBy"
          label={t("carrier.own.correct.right")}
          options={options.filter(({ value }) => value !== typed.declares)}
          value={typed.correctedBy}
          onChange={(correctedBy) => setTyped({ ...typed, correctedBy })}
        />
      )}
    </ActForm>
  );
}
