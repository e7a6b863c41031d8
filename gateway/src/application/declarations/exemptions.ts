// SPDX-License-Identifier: Apache-2.0
import type { ConsignmentGoods } from "@licet/domain";
import type { DeclaredItem } from "./declaration.js";

type Exemption = NonNullable<ConsignmentGoods["items"][number]["exemption"]>;

/**
 * Documents by which a declarant says that an item needs no export licence (DE 2/3): not on the list of dual-use goods (TARIC), and the
 * waiver of the United Kingdom's customs system.
 */
const EXEMPTING_DOCUMENTS: ReadonlyMap<string, Exemption["reason"]> = new Map([
  ["Y901", "not-listed"],
  ["999L", "no-licence-required"],
]);

/** Why an item needs no licence, where the declarant says so by a document; undefined where no document does. */
export function exemptionOf({ documents }: Pick<DeclaredItem, "documents">): Exemption | undefined {
  for (const { code } of documents) {
    const reason = EXEMPTING_DOCUMENTS.get(code);
    if (reason !== undefined) return { reason, reference: code };
  }
  return undefined;
}
