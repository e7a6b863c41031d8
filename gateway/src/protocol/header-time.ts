// SPDX-License-Identifier: Apache-2.0
import type { common } from "@hyperledger/fabric-protos";

/** Years that everything takes which such a time is handed on to. */
const YEARS = { first: 1970, last: 9_999 } as const;

/**
 * When a transaction was made, as its client says: any member may send one that says anything, and an invalid one stands in a block too.
 * @returns undefined where it says nothing, or a time outside the years 1970 to 9999
 */
export function headerTime(header: common.ChannelHeader): Date | undefined {
  const said = header.getTimestamp()?.toDate();
  const year = said?.getUTCFullYear() ?? NaN;
  return year >= YEARS.first && year <= YEARS.last ? said : undefined;
}
