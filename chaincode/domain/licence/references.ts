// SPDX-License-Identifier: Apache-2.0

/** Separates the parts of an inner reference; none of them holds it. */
export const INNER_SEPARATOR = "#";

/** Reference of a line: `lineReference("GBSIEE2E350002", 1)`. */
export function lineReference(licence: string, line: number): string {
  return `${licence}${INNER_SEPARATOR}${line.toString()}`;
}

/** Reference of a reservation. */
export function reservationReference(licence: string, line: number, reservation: string): string {
  return [licence, line.toString(), reservation].join(INNER_SEPARATOR);
}

/** Reference of a requested act; the reference of its proposed content is the same. */
export function actionReference(licence: string, action: string): string {
  return `${licence}${INNER_SEPARATOR}${action}`;
}
