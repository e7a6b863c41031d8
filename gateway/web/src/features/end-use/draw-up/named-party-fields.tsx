// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { TextField } from "../../../components/text-fields";
import { useWords } from "../../../words/use-words";
import type { TypedParty } from "./typed";

const PARTY_MAX = 40;
const NAME_MAX = 140;
const ADDRESS_MAX = 350;

interface NamedPartyFieldsProps {
  /** Its name within the content. */
  readonly name: "exporter" | "consignee" | "endUser";
  readonly label: string;
  readonly party: TypedParty;
  /** Whether it has to be one that is registered. */
  readonly needsParty?: boolean;
  readonly onChange: (party: TypedParty) => void;
}

/** Who somebody is. */
export function NamedPartyFields(props: NamedPartyFieldsProps): ReactElement {
  const t = useWords();
  const { name, label, party, onChange, needsParty = false } = props;
  return (
    <fieldset className="stack">
      <legend>
        <b>{label}</b>
      </legend>
      <TextField
        name={`${name}.party`}
        label={t("end-use.party", { who: label })}
        reference
        optional={!needsParty}
        maxLength={PARTY_MAX}
        value={party.party}
        onChange={(value) => onChange({ ...party, party: value })}
      />
      <TextField
        name={`${name}.name`}
        label={t("end-use.name", { who: label })}
        maxLength={NAME_MAX}
        value={party.name}
        onChange={(value) => onChange({ ...party, name: value })}
      />
      <TextField
        name={`${name}.country`}
        label={t("end-use.country", { who: label })}
        hint={t("end-use.country.hint")}
        reference
        maxLength={2}
        value={party.country}
        onChange={(value) => onChange({ ...party, country: value })}
      />
      <TextField
        name={`${name}.address`}
        label={t("end-use.address", { who: label })}
        optional
        maxLength={ADDRESS_MAX}
        value={party.address}
        onChange={(value) => onChange({ ...party, address: value })}
      />
    </fieldset>
  );
}
