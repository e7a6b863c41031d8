// SPDX-License-Identifier: Apache-2.0
import { Seal } from "@licet/domain/shared/seals";
import type { ReactElement } from "react";
import { SelectField } from "../../../components/choice-fields";
import { useWords } from "../../../words/use-words";
import { linesOf } from "../presented";
import { type SealSources, sourceField } from "./seal-sources";

interface SealSourceFieldsProps {
  /** Seal numbers as they were typed, one a line. */
  readonly numbers: string;
  readonly sources: SealSources;
  readonly onChange: (sources: SealSources) => void;
}

/** Asks of each seal who had put it on. */
export function SealSourceFields({ numbers, sources, onChange }: SealSourceFieldsProps): ReactElement {
  const t = useWords();
  return (
    <>
      {[...new Set(linesOf(numbers))].map((number) => (
        <SelectField
          key={number}
          name={sourceField(number)}
          label={t("checkpoint.sealSource", { seal: number })}
          options={Seal.shape.source.options.map((value) => ({ value, label: t(`checkpoint.sealSource.${value}`) }))}
          value={sources[number] ?? ""}
          onChange={(source) => onChange({ ...sources, [number]: source })}
        />
      ))}
    </>
  );
}
