// SPDX-License-Identifier: Apache-2.0
import { CATALOGUE_ERRORS } from "./catalogue-area";
import { CERTIFICATE_ERRORS } from "./certificate";
import { CHECKPOINT_ERRORS } from "./checkpoint";
import { CONSIGNMENT_ERRORS } from "./consignment";
import { CUSTODY_ERRORS } from "./custody";
import type { ErrorEntry } from "./entry";
import { GENERAL_ERRORS } from "./general";
import { LICENCE_ERRORS } from "./licence";
import { MEMBERS_ERRORS } from "./members";
import { PARTY_ERRORS } from "./party";
import { SHARING_ERRORS } from "./sharing";

/** The catalogue by the area that its errors come from. */
export const ERROR_AREAS = {
  general: GENERAL_ERRORS,
  members: MEMBERS_ERRORS,
  party: PARTY_ERRORS,
  catalogue: CATALOGUE_ERRORS,
  licence: LICENCE_ERRORS,
  certificate: CERTIFICATE_ERRORS,
  consignment: CONSIGNMENT_ERRORS,
  custody: CUSTODY_ERRORS,
  checkpoint: CHECKPOINT_ERRORS,
  sharing: SHARING_ERRORS,
} as const;

/** The catalogue of what the ledger's rules refuse: chaincode, gateway, documentation and screens read this table. */
export const ERROR_CATALOGUE = {
  ...ERROR_AREAS.general,
  ...ERROR_AREAS.members,
  ...ERROR_AREAS.party,
  ...ERROR_AREAS.catalogue,
  ...ERROR_AREAS.licence,
  ...ERROR_AREAS.certificate,
  ...ERROR_AREAS.consignment,
  ...ERROR_AREAS.custody,
  ...ERROR_AREAS.checkpoint,
  ...ERROR_AREAS.sharing,
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
