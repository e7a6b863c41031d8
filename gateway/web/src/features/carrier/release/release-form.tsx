// SPDX-License-Identifier: Apache-2.0
import { OBSERVED_SEAL_STATES } from "@licet/domain/shared/seals";
import { type ReactElement, useState } from "react";
import { useSession } from "../../../api/session";
import { Button } from "../../../components/button";
import { RadioGroup, SelectField } from "../../../components/choice-fields";
import { Form } from "../../../components/form";
import type { FieldError } from "../../../components/form-context";
import { Panel } from "../../../components/panel";
import { Latin, Ref } from "../../../components/ref";
import { TextArea, TextField } from "../../../components/text-fields";
import { useFormats, useWords } from "../../../words/use-words";
import { localInstantNow } from "../device-time";
import type { Goods } from "../goods";
import { isOpen, type Outbox } from "../outbox";
import { usePosition } from "../use-position";
import { issueErrors, refusalErrors } from "./errors";
import { GoodsFields } from "./goods-fields";
import { placesOf, releasesOf, type TypedGoods, type TypedLoad } from "./load";

const REMARKS_MAX = 2_000;

interface ReleaseFormProps {
  readonly load: readonly Goods[];
  readonly outbox: Outbox;
}

/** To whom, where, and how the seals are; then each consignment's own. */
export function ReleaseForm({ load, outbox }: ReleaseFormProps): ReactElement {
  const t = useWords();
  const session = useSession();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [typed, setTyped] = useState<Omit<TypedLoad, "each">>({
    receivedBy: "",
    place: "",
    sealState: undefined,
    remarks: "",
    position: undefined,
  });
  const [each, setEach] = useState<Readonly<Record<string, Omit<TypedGoods, "goods">>>>({});
  const party = session.party ?? "";
  const send = (): void => {
    const whole = load.map((goods) => ({ goods, ...(each[goods.consignment] ?? { seals: [], packages: "" }) }));
    const { acts, issues = [] } = releasesOf({ ...typed, each: whole }, party, localInstantNow(session));
    setErrors(issueErrors(t, issues));
    if (acts !== undefined) outbox.put(acts.filter(({ consignment }) => !isRecorded(outbox, consignment)));
  };
  return (
    <Form
      label={t("carrier.release.title")}
      act={t("carrier.release.act", { count: load.length })}
      glove
      sending={isOpen(outbox.entries)}
      errors={[...errors, ...refusalErrors(outbox.entries)]}
      onSend={send}
    >
      <LoadFields typed={typed} places={placesOf(load)} onChange={setTyped} />
      {load.map((goods) => (
        <GoodsFields
          key={goods.consignment}
          goods={goods}
          onChange={(value) => setEach((before) => ({ ...before, [goods.consignment]: value }))}
        />
      ))}
      <Panel title={t("carrier.signed")}>
        <p>
          {t.with("carrier.signed.release", {
            party: <Ref>{party}</Ref>,
            to: <Ref>{typed.receivedBy === "" ? "…" : typed.receivedBy}</Ref>,
            count: load.length,
          })}
        </p>
        <p className="t14 muted">{t.with("carrier.signed.by", { person: <Latin>{session.person}</Latin> })}</p>
      </Panel>
    </Form>
  );
}

/** Of a load that was recorded in part, only the rest is sent again. */
function isRecorded({ entries }: Outbox, consignment: string): boolean {
  return entries.some(({ act, state }) => act.consignment === consignment && state === "recorded");
}

interface LoadFieldsProps {
  readonly typed: Omit<TypedLoad, "each">;
  readonly places: readonly string[];
  readonly onChange: (typed: Omit<TypedLoad, "each">) => void;
}

function LoadFields({ typed, places, onChange }: LoadFieldsProps): ReactElement {
  const t = useWords();
  const place = { name: "place", label: t("carrier.release.place"), value: typed.place };
  const placed = (value: string): void => onChange({ ...typed, place: value });
  return (
    <>
      <TextField
        name="receivedBy"
        label={t("carrier.release.to")}
        hint={t("carrier.release.to.hint")}
        reference
        value={typed.receivedBy}
        onChange={(receivedBy) => onChange({ ...typed, receivedBy })}
      />
      {places.length === 0 ? (
        <TextField {...place} reference maxLength={5} onChange={placed} />
      ) : (
        <SelectField {...place} options={places.map((value) => ({ value, label: value }))} onChange={placed} />
      )}
      <PositionField typed={typed} onChange={onChange} />
      <RadioGroup
        name="sealState"
        label={t("carrier.release.seals")}
        options={OBSERVED_SEAL_STATES.map((value) => ({ value, label: t(`carrier.observed.${value}`) }))}
        value={typed.sealState}
        onChange={(value) => onChange({ ...typed, sealState: OBSERVED_SEAL_STATES.find((each) => each === value) })}
      />
      <TextArea
        name="remarks"
        label={t("carrier.release.remarks")}
        hint={t("carrier.take.remarks.hint")}
        optional
        maxLength={REMARKS_MAX}
        value={typed.remarks}
        onChange={(remarks) => onChange({ ...typed, remarks })}
      />
    </>
  );
}

function PositionField({ typed, onChange }: Omit<LoadFieldsProps, "places">): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  const [accuracy, setAccuracy] = useState<number>();
  const { ask, state } = usePosition(({ accuracy: metres, ...position }) => {
    setAccuracy(metres);
    onChange({ ...typed, position });
  });
  return (
    <>
      <Button glove full onPress={ask} notReady={state === "asking"}>
        {t(state === "asking" ? "carrier.position.asking" : "carrier.position.take")}
      </Button>
      <p className="t14 muted" role="status">
        {accuracy !== undefined && t("carrier.position.good", { metres: integer(Math.round(accuracy)) })}
        {state === "failed" && t("carrier.position.failed")}
      </p>
    </>
  );
}
