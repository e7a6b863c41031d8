// SPDX-License-Identifier: Apache-2.0
import { INCIDENT_NEEDS } from "@licet/domain/custody/incidents";
import { IncidentCode } from "@licet/domain/custody/schemas";
import { type ReactElement, useState } from "react";
import { RadioGroup, SelectField } from "../../../components/choice-fields";
import { TextArea, TextField } from "../../../components/text-fields";
import { useWords } from "../../../words/use-words";
import type { ActFormProps } from "../goods-page";
import { ActForm, ActPage } from "./act-page";
import { incidentOf, type TypedIncident } from "./own-acts";
import { PlaceField } from "./place-field";
import { SealsFields } from "./seals-fields";
import { useAct } from "./use-act";

const TEXT_MAX = 512;
const START: TypedIncident = {
  code: "",
  place: "",
  text: "",
  container: "",
  seals: [{ number: "", source: "" }],
  numberOfSeals: "",
  means: "",
  containers: undefined,
};

/** Reports an incident with goods that one has. */
export function IncidentPage(): ReactElement {
  return <ActPage act="incident" form={(props) => <IncidentForm {...props} />} />;
}

interface TypedProps {
  readonly typed: TypedIncident;
  readonly onChange: (typed: TypedIncident) => void;
}

function IncidentForm({ head, outbox }: ActFormProps): ReactElement {
  const t = useWords();
  const { errors, sign } = useAct(outbox);
  const [typed, setTyped] = useState(START);
  return (
    <ActForm
      act="incident"
      outbox={outbox}
      errors={errors}
      onSend={() => sign((now) => incidentOf(head.consignment, typed, now))}
    >
      <SelectField
        name="code"
        label={t("carrier.own.incident.code")}
        options={IncidentCode.options.map((value) => ({ value, label: t(`carrier.incident.${value}`) }))}
        value={typed.code}
        onChange={(code) => setTyped({ ...typed, code })}
      />
      <PlaceField places={head.route ?? []} value={typed.place} onChange={(place) => setTyped({ ...typed, place })} />
      <TextArea
        name="text"
        label={t("carrier.own.incident.text")}
        maxLength={TEXT_MAX}
        value={typed.text}
        onChange={(text) => setTyped({ ...typed, text })}
      />
      <NeededByCode typed={typed} onChange={setTyped} />
    </ActForm>
  );
}

/** What the chosen code asks for besides the text; asked only then. */
function NeededByCode({ typed, onChange }: TypedProps): ReactElement | null {
  const code = IncidentCode.safeParse(typed.code);
  if (!code.success) return null;
  const needs = INCIDENT_NEEDS[code.data];
  return (
    <>
      {needs.includes("numberOfSeals") && <NumberOfSeals typed={typed} onChange={onChange} />}
      {needs.includes("equipment") && <Equipment typed={typed} onChange={onChange} />}
      {needs.includes("transhipment") && <Transhipment typed={typed} onChange={onChange} />}
    </>
  );
}

function NumberOfSeals({ typed, onChange }: TypedProps): ReactElement {
  const t = useWords();
  return (
    <TextField
      name="numberOfSeals"
      label={t("carrier.own.incident.numberOfSeals")}
      keyboard="numeric"
      maxLength={4}
      value={typed.numberOfSeals}
      onChange={(numberOfSeals) => onChange({ ...typed, numberOfSeals })}
    />
  );
}

function Equipment({ typed, onChange }: TypedProps): ReactElement {
  const t = useWords();
  return (
    <>
      <TextField
        name="equipment.0.container"
        label={t("carrier.fact.containers")}
        reference
        optional
        maxLength={17}
        value={typed.container}
        onChange={(container) => onChange({ ...typed, container })}
      />
      <SealsFields
        name="equipment.0.seals"
        kind="affixed"
        optional
        seals={typed.seals}
        onChange={(seals) => onChange({ ...typed, seals })}
      />
    </>
  );
}

function Transhipment({ typed, onChange }: TypedProps): ReactElement {
  const t = useWords();
  return (
    <>
      <RadioGroup
        name="transhipment.containers"
        label={t("carrier.own.incident.containers")}
        options={(["yes", "no"] as const).map((value) => ({ value, label: t(`carrier.containers.${value}`) }))}
        value={typed.containers}
        onChange={(value) => onChange({ ...typed, containers: value === "yes" ? "yes" : "no" })}
      />
      <TextField
        name="transhipment.means.identification"
        label={t("carrier.own.incident.newMeans")}
        reference
        maxLength={35}
        value={typed.means}
        onChange={(means) => onChange({ ...typed, means })}
      />
    </>
  );
}
