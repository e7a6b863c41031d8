// SPDX-License-Identifier: Apache-2.0
import { UNDERTAKINGS } from "@licet/domain/certificate/types";
import { type ReactElement, useState } from "react";
import { useNavigate } from "react-router";
import { asSent } from "../../../api/as-sent";
import { type DraftBody, draftCertificate } from "../../../api/certificates";
import { RadioGroup } from "../../../components/choice-fields";
import type { FieldError } from "../../../components/form-context";
import { TextArea, TextField } from "../../../components/text-fields";
import { useWords, type Words } from "../../../words/use-words";
import { SendForm } from "../../../shared/send-form";
import { useRecorded } from "../../../shared/use-recorded";
import { GoodsFields } from "./goods-fields";
import { NamedPartyFields } from "./named-party-fields";
import {
  contentOfTyped,
  emptyCertificate,
  fieldOf,
  type TypedCertificate,
  type TypedParty,
  upper,
  type Wrong,
} from "./typed";

const REFERENCE_MAX = 40;
const END_USE_MAX = 2_000;
const NAME_MAX = 140;
const CONTRACT_MAX = 70;

interface FieldsProps {
  readonly typed: TypedCertificate;
  readonly onChange: (change: Partial<TypedCertificate>) => void;
}

/** The form that a certificate is drawn up with. */
export function DrawUpForm({ endUser }: { readonly endUser: TypedParty }): ReactElement {
  const t = useWords();
  const go = useNavigate();
  const [typed, setTyped] = useState(() => emptyCertificate(endUser));
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const certificate = upper(typed.certificate);
  const sending = useRecorded(
    (body: DraftBody, key) => draftCertificate(body, key),
    () => void go(`/certificates/${certificate}`),
  );
  const onChange = (change: Partial<TypedCertificate>): void => setTyped({ ...typed, ...change });
  const press = (): void => {
    const made = contentOfTyped(typed);
    setWrong((made.wrong ?? []).map((each) => wordOf(t, each)));
    if (made.wrong === undefined) sending.send(asSent({ certificate, confidential: { content: made.content } }));
  };
  const errors = sending.errors.map((error) => ({ ...error, field: fieldOf(error.field) }));
  return (
    <SendForm
      label={t("end-use.drawUp.form")}
      act={t("end-use.drawUp.act")}
      sending={{ ...sending, errors }}
      wrong={wrong}
      onSend={press}
    >
      <TextField
        name="certificate"
        label={t("end-use.reference")}
        hint={t("end-use.reference.hint")}
        reference
        maxLength={REFERENCE_MAX}
        value={typed.certificate}
        onChange={(value) => onChange({ certificate: value })}
      />
      <Parties typed={typed} onChange={onChange} />
      <GoodsFields lines={typed.lines} onChange={(lines) => onChange({ lines })} />
      <Purpose typed={typed} onChange={onChange} />
      <Undertakings typed={typed} onChange={onChange} />
      <Signatory typed={typed} onChange={onChange} />
    </SendForm>
  );
}

function Parties({ typed, onChange }: FieldsProps): ReactElement {
  const t = useWords();
  return (
    <>
      <NamedPartyFields
        name="endUser"
        label={t("end-use.endUser")}
        party={typed.endUser}
        needsParty
        onChange={(endUser) => onChange({ endUser })}
      />
      <NamedPartyFields
        name="consignee"
        label={t("end-use.consignee")}
        party={typed.consignee}
        onChange={(consignee) => onChange({ consignee })}
      />
      <NamedPartyFields
        name="exporter"
        label={t("end-use.exporter")}
        party={typed.exporter}
        onChange={(exporter) => onChange({ exporter })}
      />
    </>
  );
}

function Purpose({ typed, onChange }: FieldsProps): ReactElement {
  const t = useWords();
  return (
    <>
      <TextField
        name="destination"
        label={t("end-use.destination")}
        hint={t("end-use.country.hint")}
        reference
        maxLength={2}
        value={typed.destination}
        onChange={(destination) => onChange({ destination })}
      />
      <TextArea
        name="endUse"
        label={t("end-use.endUse")}
        hint={t("end-use.endUse.hint")}
        maxLength={END_USE_MAX}
        value={typed.endUse}
        onChange={(endUse) => onChange({ endUse })}
      />
      <TextField
        name="contract.reference"
        label={t("end-use.contract")}
        reference
        optional
        maxLength={CONTRACT_MAX}
        value={typed.contract}
        onChange={(contract) => onChange({ contract })}
      />
    </>
  );
}

function Undertakings({ typed, onChange }: FieldsProps): ReactElement {
  const t = useWords();
  return (
    <>
      {UNDERTAKINGS.map((code) => (
        <RadioGroup
          key={code}
          name={`undertakings.${code}`}
          label={t(`end-use.clause.${code}`)}
          options={[
            { value: "given", label: t("end-use.sign.weUndertake") },
            { value: "not-given", label: t("end-use.sign.weDoNot") },
          ]}
          abreast
          value={typed.undertakings[code]}
          onChange={(answer) => onChange({ undertakings: { ...typed.undertakings, [code]: answer } })}
        />
      ))}
    </>
  );
}

function Signatory({ typed, onChange }: FieldsProps): ReactElement {
  const t = useWords();
  return (
    <>
      <TextField
        name="signatory.name"
        label={t("end-use.signatory.name")}
        maxLength={NAME_MAX}
        value={typed.signatoryName}
        onChange={(signatoryName) => onChange({ signatoryName })}
      />
      <TextField
        name="signatory.position"
        label={t("end-use.signatory.position")}
        maxLength={NAME_MAX}
        value={typed.signatoryPosition}
        onChange={(signatoryPosition) => onChange({ signatoryPosition })}
      />
    </>
  );
}

const WORDS = [
  [/^certificate$/, "end-use.wrong.reference"],
  [/\.party$/, "end-use.wrong.party"],
  [/(^destination|\.country)$/, "end-use.wrong.country"],
  [/\.name$/, "end-use.wrong.name"],
  [/\.quantity$/, "end-use.wrong.quantity"],
  [/\.description$/, "end-use.wrong.description"],
  [/^endUse$/, "end-use.wrong.endUse"],
  [/\.position$/, "end-use.wrong.position"],
] as const;

function wordOf(t: Words, { field, kind }: Wrong): FieldError {
  const code = UNDERTAKINGS.find((each) => field === `undertakings.${each}`);
  if (code !== undefined) {
    const key = kind === "needed" ? "end-use.wrong.needed" : "end-use.wrong.unread";
    return { field, message: t(key, { clause: t(`end-use.clause.${code}.short`) }) };
  }
  const [, key] = WORDS.find(([pattern]) => pattern.test(field)) ?? [undefined, "end-use.wrong.other" as const];
  return { field, message: t(key) };
}
