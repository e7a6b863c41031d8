// SPDX-License-Identifier: Apache-2.0
import { OBSERVED_SEAL_STATES } from "@licet/domain/shared/seals";
import type { ReactElement } from "react";
import { RadioGroup } from "../../components/choice-fields";
import { TextArea } from "../../components/text-fields";
import { useWords } from "../../words/use-words";

/** What was seen of the seals, as it is typed. */
interface SeenSeals {
  readonly sealState: string;
  /** Seal numbers, one a line. */
  readonly seals: string;
}

interface SeenSealsFieldsProps {
  readonly seen: SeenSeals;
  readonly onChange: (change: Partial<SeenSeals>) => void;
}

/** How the seals look, and the numbers that are read on them. */
export function SeenSealsFields({ seen, onChange }: SeenSealsFieldsProps): ReactElement {
  const t = useWords();
  return (
    <>
      <RadioGroup
        name="sealState"
        label={t("checkpoint.sealState")}
        options={OBSERVED_SEAL_STATES.map((value) => ({ value, label: t(`checkpoint.sealState.${value}`) }))}
        value={seen.sealState}
        onChange={(sealState) => onChange({ sealState })}
      />
      <TextArea
        name="seals"
        label={t("checkpoint.seals")}
        hint={t("checkpoint.seals.hint")}
        optional
        rows={2}
        value={seen.seals}
        onChange={(seals) => onChange({ seals })}
      />
    </>
  );
}
