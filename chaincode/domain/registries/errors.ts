// SPDX-License-Identifier: Apache-2.0
import { MANIFESTS } from "./manifests";
import type { ErrorCode } from "../errors/codes";
import type { ErrorEntry } from "../errors/entry";
import { GENERAL_ERRORS } from "../errors/general";

/** The catalogue of what the ledger's rules refuse: chaincode, gateway, documentation and screens read this table. */
export const ERROR_CATALOGUE = Object.freeze(
  Object.assign({}, GENERAL_ERRORS, ...MANIFESTS.map(({ errors }) => errors)),
) as Readonly<Record<ErrorCode, ErrorEntry>>;

/** The catalogue's row for a code. */
export function errorEntry(code: ErrorCode): ErrorEntry {
  return ERROR_CATALOGUE[code];
}

/** Whether a text is a code of the catalogue. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_CATALOGUE, text);
}
