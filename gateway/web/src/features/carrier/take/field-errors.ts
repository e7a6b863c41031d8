// SPDX-License-Identifier: Apache-2.0
import type { FieldError } from "../../../components/form-context";
import type { Words } from "../../../words/use-words";

/** What is wrong with a field, by where it stands in the findings. */
const WORDS = [
  [/^seals\.\d+\.number$/, "carrier.wrong.seal"],
  [/^seals\.\d+\.source$/, "carrier.wrong.source"],
  [/^counts\.\d+\.packages$/, "carrier.wrong.packages"],
  [/^remarks$/, "carrier.wrong.remarks"],
] as const;

/** Errors of the domain's schema in words, each at its field. */
export function fieldErrorsOf(
  t: Words,
  issues: readonly { readonly path: readonly PropertyKey[] }[],
): readonly FieldError[] {
  return issues.map(({ path }) => {
    const field = path.map(String).join(".");
    const [, key] = WORDS.find(([pattern]) => pattern.test(field)) ?? [undefined, "carrier.wrong.other" as const];
    return { field, message: t(key) };
  });
}
