// SPDX-License-Identifier: Apache-2.0
import { LegalBasis, LICENCE_REASONS, LicenceReason } from "@licet/domain/licence/schemas";
import type { ReactElement } from "react";
import { SelectField } from "../../components/choice-fields";
import type { FieldError } from "../../components/form-context";
import { TextField } from "../../components/text-fields";
import { useLicensingWords } from "../../shared/licensing-words";
import { useWords, type Words } from "../../words/use-words";

/** Reason and legal basis as they are typed. */
export interface TypedGrounds {
  readonly reason: string;
  readonly legalBasis: string;
}

interface GroundsFieldsProps {
  readonly typed: TypedGrounds;
  readonly onTyped: (typed: TypedGrounds) => void;
}

/** A coded reason, and the provision that the act rests on. */
export function GroundsFields({ typed, onTyped }: GroundsFieldsProps): ReactElement {
  const t = useWords();
  const words = useLicensingWords();
  return (
    <>
      <SelectField
        name="reason"
        label={t("licensing.reason")}
        options={LICENCE_REASONS.map((value) => ({ value, label: words.reason(value) }))}
        value={typed.reason}
        onChange={(reason) => onTyped({ ...typed, reason })}
      />
      <TextField
        name="legalBasis"
        label={t("licensing.legalBasis")}
        hint={t("licensing.legalBasis.hint")}
        value={typed.legalBasis}
        onChange={(legalBasis) => onTyped({ ...typed, legalBasis })}
        maxLength={160}
      />
    </>
  );
}

/** What is wrong with reason and legal basis, each at its field. */
export function groundsFaults(t: Words, { reason, legalBasis }: TypedGrounds): FieldError[] {
  return [
    ...(LicenceReason.safeParse(reason).success ? [] : [{ field: "reason", message: t("licensing.wrong.reason") }]),
    ...(LegalBasis.safeParse(legalBasis).success
      ? []
      : [{ field: "legalBasis", message: t("licensing.wrong.legalBasis") }]),
  ];
}
