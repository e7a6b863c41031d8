// SPDX-License-Identifier: Apache-2.0
import type { FieldError } from "../../../components/form-context";
import type { Words } from "../../../words/use-words";
import type { Made } from "./own-acts";

const WORDS = [
  [/^code$/, "carrier.wrong.incident"],
  [/^text$/, "carrier.wrong.text"],
  [/^place$/, "carrier.wrong.place"],
  [/^numberOfSeals$/, "carrier.wrong.number"],
  [/^transhipment\.containers$/, "carrier.wrong.containers"],
  [/^transhipment\.means/, "carrier.wrong.means"],
  [/\.number$/, "carrier.wrong.seal"],
  [/\.source$/, "carrier.wrong.source"],
  [/^(declares|correctedBy)$/, "carrier.wrong.event"],
  [/^reason$/, "carrier.wrong.reason"],
] as const;

/** What is wrong with an act, in words, each at its field. */
export function wrongIn(t: Words, { wrong = [] }: Made): readonly FieldError[] {
  return wrong.map((field) => {
    const [, key] = WORDS.find(([pattern]) => pattern.test(field)) ?? [undefined, "carrier.wrong.other" as const];
    return { field, message: t(key) };
  });
}
