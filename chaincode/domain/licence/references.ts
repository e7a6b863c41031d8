// SPDX-License-Identifier: Apache-2.0

/** Separates the parts of an inner reference; none of them holds it. */
export const INNER_SEPARATOR = "#";

/** Reference of a requested act; the reference of its proposed content is the same. */
export function actionReference(licence: string, action: string): string {
  return `${licence}${INNER_SEPARATOR}${action}`;
}
