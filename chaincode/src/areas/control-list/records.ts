// SPDX-License-Identifier: Apache-2.0
import { recordKind } from "../../fabric/records";

/** Name of a list as its publisher keeps it: `GB:EU-ANNEX-I`. */
export function listReference(publisher: string, list: string): string {
  return `${publisher}:${list}`;
}

/** A published edition, by `publisher:list:edition`; owned by the publishing state's authority. */
export const EDITIONS = recordKind("control-list", {
  listedIn: (id) => id.slice(0, id.lastIndexOf(":")),
});

/** The entries of one group, by `publisher:list:edition:group`. */
export const GROUPS = recordKind("control-entry");
