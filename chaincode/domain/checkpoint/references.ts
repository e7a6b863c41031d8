// SPDX-License-Identifier: Apache-2.0

const SEPARATOR = "#";

/** Reference of what a state says of a consignment: `checkpointReference("GB-CN-0001", "AE")`. */
export function checkpointReference(consignment: string, register: string): string {
  return `${consignment}${SEPARATOR}${register}`;
}

/** Reference of a hold or an inspection within its consignment. */
export function innerReference(consignment: string, id: string): string {
  return `${consignment}${SEPARATOR}${id}`;
}

/** Reference of a hold or an inspection without its consignment: `AE-HD-0001`. */
export function innerId(reference: string): string {
  return reference.slice(reference.indexOf(SEPARATOR) + 1);
}

/** List that holds a state's holds or inspections of one consignment, from the reference of one of them. */
export function listOfInner(reference: string): string {
  const [consignment = "", id = ""] = reference.split(SEPARATOR, 2);
  return checkpointReference(consignment, id.slice(0, id.indexOf("-")));
}
