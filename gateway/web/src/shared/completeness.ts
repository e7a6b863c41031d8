// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent } from "@licet/domain/licence/schemas";

/** What an application may lack; the exporter gives each. The ledger leaves them open, an audit does not. */
export const COMPLETENESS = [
  "exporterAddress",
  "consigneeAddress",
  "endUserAddress",
  "commodityCodes",
  "controlLists",
  "contractDate",
] as const;
export type CompletenessItem = (typeof COMPLETENESS)[number];

const GIVEN: Readonly<Record<CompletenessItem, (content: LicenceContent) => boolean>> = {
  exporterAddress: ({ exporter }) => exporter.address !== undefined,
  consigneeAddress: ({ consignee }) => consignee.address !== undefined,
  endUserAddress: ({ endUser }) => endUser.address !== undefined,
  commodityCodes: ({ lines }) => lines.every(({ commodityCode }) => commodityCode !== undefined),
  // A catch-all control rests on a letter and on no list.
  controlLists: ({ lines }) => lines.every((line) => line.controlList !== undefined || line.catchAll !== undefined),
  contractDate: ({ contractDate }) => contractDate !== undefined,
};

/** What an application lacks, in the order of the list. */
export function missingIn(content: LicenceContent): CompletenessItem[] {
  return COMPLETENESS.filter((item) => !GIVEN[item](content));
}
