// SPDX-License-Identifier: Apache-2.0
import type { Seal } from "@licet/domain/shared/seals";
import type { ReactElement } from "react";
import { Button } from "../../../components/button";
import { SelectField } from "../../../components/choice-fields";
import { TextField } from "../../../components/text-fields";
import { useFormats, useWords } from "../../../words/use-words";
import { SEAL_SOURCES } from "../seal-sources";

/** A seal as it is typed. */
export interface TypedSeal {
  readonly number: string;
  readonly source: Seal["source"] | "";
}

interface SealsFieldsProps {
  /** Path of the list in what is sent, by which errors find their field. */
  readonly name: string;
  readonly kind: "removed" | "affixed";
  readonly seals: readonly TypedSeal[];
  readonly optional?: boolean;
  readonly onChange: (seals: readonly TypedSeal[]) => void;
}

/** Seals by number and by who affixed them. */
export function SealsFields({ name, kind, seals, optional = false, onChange }: SealsFieldsProps): ReactElement {
  const t = useWords();
  const { integer } = useFormats();
  const change = (at: number, seal: TypedSeal): void =>
    onChange(seals.map((each, place) => (place === at ? seal : each)));
  return (
    <>
      {seals.map((seal, at) => (
        <div className="stack stack-tight" key={at}>
          <TextField
            name={`${name}.${at}.number`}
            label={t(`carrier.own.seal.${kind}`, { number: integer(at + 1) })}
            reference
            maxLength={20}
            optional={optional}
            value={seal.number}
            onChange={(number) => change(at, { ...seal, number })}
          />
          <SelectField
            name={`${name}.${at}.source`}
            label={t("carrier.take.sealSource", { number: integer(at + 1) })}
            options={SEAL_SOURCES.map((value) => ({ value, label: t(`carrier.sealSource.${value}`) }))}
            optional={optional}
            value={seal.source}
            onChange={(value) => change(at, { ...seal, source: SEAL_SOURCES.find((each) => each === value) ?? "" })}
          />
        </div>
      ))}
      <Button glove full onPress={() => onChange([...seals, { number: "", source: "" }])}>
        {t("carrier.take.addSeal")}
      </Button>
    </>
  );
}
