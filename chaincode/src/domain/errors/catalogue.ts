// SPDX-License-Identifier: Apache-2.0
import { CATALOGUE_ERRORS } from "./catalogue-area";
import { CERTIFICATE_ERRORS } from "./certificate";
import { CHECKPOINT_ERRORS } from "./checkpoint";
import { CONSIGNMENT_ERRORS } from "./consignment";
import { CUSTODY_ERRORS } from "./custody";
import type { ErrorEntry } from "./entry";
import { GATEWAY_ERRORS } from "./gateway";
import { GENERAL_ERRORS } from "./general";
import { LICENCE_ERRORS } from "./licence";
import { PARTY_ERRORS } from "./party";
import { SHARING_ERRORS } from "./sharing";

/** The one catalogue of errors: chaincode, gateway, documentation and screens read this table. */
export const ERROR_CATALOGUE = {
  ...GENERAL_ERRORS,
  ...PARTY_ERRORS,
  ...CATALOGUE_ERRORS,
  ...LICENCE_ERRORS,
  ...CERTIFICATE_ERRORS,
  ...CONSIGNMENT_ERRORS,
  ...CUSTODY_ERRORS,
  ...CHECKPOINT_ERRORS,
  ...SHARING_ERRORS,
  ...GATEWAY_ERRORS,
} as const;

/** Every code of the catalogue. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** The catalogue's row for a code. */
export function errorEntry(code: ErrorCode): ErrorEntry {
  return ERROR_CATALOGUE[code];
}

/** Whether a text is a code of the catalogue. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERROR_CATALOGUE, text);
}
