// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { SelectField } from "../../../components/choice-fields";
import { TextField } from "../../../components/text-fields";
import { useWords } from "../../../words/use-words";

interface PlaceFieldProps {
  /** Places on the route; where there are none, the place is typed. */
  readonly places: readonly string[];
  readonly value: string;
  readonly onChange: (place: string) => void;
}

/** A place of the route by its UN/LOCODE. */
export function PlaceField({ places, value, onChange }: PlaceFieldProps): ReactElement {
  const t = useWords();
  const field = { name: "place", label: t("carrier.own.place"), value, onChange };
  if (places.length === 0) return <TextField {...field} reference maxLength={5} />;
  return <SelectField {...field} options={places.map((place) => ({ value: place, label: place }))} />;
}
