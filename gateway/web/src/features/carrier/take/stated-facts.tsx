// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from "react";
import { Facts } from "../../../components/facts";
import { Ref } from "../../../components/ref";
import { useFormats, useWords, type Words } from "../../../words/use-words";
import type { Formats } from "../../../words/formats";
import type { QuestionName } from "./answers";
import type { Stated } from "./stated";

interface StatedFactsProps {
  readonly name: QuestionName;
  readonly stated: Stated;
}

/** What is stated about what is asked; what this organisation may not read is said to be so. */
export function StatedFacts({ name, stated }: StatedFactsProps): ReactElement | null {
  const t = useWords();
  const formats = useFormats();
  if (name === "seals") {
    const value = stated.seals === undefined ? t("carrier.take.onPapers") : sealsIn(t, stated.seals);
    return <Facts compare facts={[{ label: t("carrier.take.statedSeals"), value }]} />;
  }
  if (name !== "counts") return null;
  return <Facts compare facts={[{ label: t("carrier.take.statedCounts"), value: countsIn(t, formats, stated) }]} />;
}

function sealsIn(t: Words, seals: NonNullable<Stated["seals"]>): ReactNode {
  if (seals.length === 0) return t("carrier.take.noneStated");
  return seals.map(({ number }) => (
    <div key={number}>
      <Ref>{number}</Ref>
    </div>
  ));
}

function countsIn(t: Words, formats: Formats, stated: Stated): ReactNode {
  const words = countsStated(t, formats, stated);
  if (words === undefined) return t("carrier.take.onPapers");
  if (words.length === 0) return t("carrier.take.noneStated");
  return words.map((each) => <div key={each}>{each}</div>);
}

/** Counts in words: by item, or of the whole consignment; undefined where neither is disclosed. */
export function countsStated(t: Words, formats: Formats, { counts, packages }: Stated): readonly string[] | undefined {
  if (counts !== undefined) return counts.map((count) => countWords(t, formats, count));
  return packages === undefined ? undefined : [t("carrier.packages", { count: packages })];
}

/** A count in words: item, packages and quantity, as far as they are given. */
function countWords(
  t: Words,
  formats: Formats,
  { item, packages, quantity }: NonNullable<Stated["counts"]>[number],
): string {
  const parts = [
    ...(packages === undefined ? [] : [t("carrier.packages", { count: packages })]),
    ...(quantity === undefined ? [] : [formats.quantity(quantity)]),
  ];
  return t("carrier.item", { item: formats.integer(item), what: formats.list(parts) });
}
