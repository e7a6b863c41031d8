// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { TextField } from "../../../components/text-fields";
import { useWords } from "../../../words/use-words";
import { PartySearch } from "./party-search";
import type { TypedParty } from "./typed";

const PARTY_MAX = 52;
const NAME_MAX = 200;
const ADDRESS_MAX = 500;

interface PartyFieldsProps {
  /** Its name within the application: `consignee`, `thirdParties.0`. */
  readonly name: string;
  readonly label: string;
  readonly party: TypedParty;
  readonly onChange: (party: TypedParty) => void;
}

/** A party: chosen from the registers, or typed. */
export function PartyFields({ name, label, party, onChange }: PartyFieldsProps): ReactElement {
  const t = useWords();
  return (
    <fieldset className="stack form-part">
      <legend>
        <b>{label}</b>
      </legend>
      <PartySearch name={name} who={label} onPick={onChange} />
      <div className="two">
        <TextField
          name={`${name}.party`}
          label={t("exporter.party.id", { who: label })}
          reference
          maxLength={PARTY_MAX}
          value={party.party}
          onChange={(id) => onChange({ ...party, party: id })}
        />
        <TextField
          name={`${name}.country`}
          label={t("exporter.party.country", { who: label })}
          reference
          maxLength={2}
          value={party.country}
          onChange={(country) => onChange({ ...party, country })}
        />
      </div>
      <TextField
        name={`${name}.name`}
        label={t("exporter.party.name", { who: label })}
        maxLength={NAME_MAX}
        value={party.name}
        onChange={(written) => onChange({ ...party, name: written })}
      />
      <TextField
        name={`${name}.address`}
        label={t("exporter.party.address", { who: label })}
        optional
        maxLength={ADDRESS_MAX}
        value={party.address}
        onChange={(address) => onChange({ ...party, address })}
      />
    </fieldset>
  );
}
