// SPDX-License-Identifier: Apache-2.0
import { Application, LicenceAction, ownerOfLicence, ownerOfReference } from "@licet/domain";
import { recordKind } from "../../fabric/records";

/** Separates a licence from the act that is requested on it; neither holds it. */
const SEPARATOR = "#";

/** Applications, listed by authority. */
export const APPLICATION_RECORDS = recordKind({
  type: "application",
  title: "Application",
  schema: Application,
  idOf: ({ id }) => id,
  ownerOf: ownerOfReference,
  listedIn: (id) => id.slice(0, id.indexOf("-")),
});

/** Reference of a requested act; the reference of its proposed content is the same. */
export function actionReference(licence: string, action: string): string {
  return `${licence}${SEPARATOR}${action}`;
}

/** Whether the reference of a licence's content is that of a requested amendment. */
export function isActionReference(id: string): boolean {
  return id.includes(SEPARATOR);
}

/** Acts under four eyes, listed by licence. */
export const LICENCE_ACTION_RECORDS = recordKind({
  type: "licence-action",
  title: "Requested act",
  schema: LicenceAction,
  idOf: ({ licence, action }) => actionReference(licence, action),
  ownerOf: ownerOfLicence,
  listedIn: (id) => id.slice(0, id.indexOf(SEPARATOR)),
});
