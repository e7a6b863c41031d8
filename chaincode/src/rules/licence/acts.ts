// SPDX-License-Identifier: Apache-2.0
import { INNER_SEPARATOR, registerOf } from "@licet/domain";
import { recordKind } from "../../fabric/records";

/** Applications, listed by authority. */
export const APPLICATION_RECORDS = recordKind("application", {
  listedIn: registerOf,
});

/** Whether the reference of a licence's content is that of a requested amendment. */
export function isActionReference(id: string): boolean {
  return id.includes(INNER_SEPARATOR);
}

/** Acts under four eyes, listed by licence. */
export const LICENCE_ACTION_RECORDS = recordKind("licence-action", {
  listedIn: (id) => id.slice(0, id.indexOf(INNER_SEPARATOR)),
});
