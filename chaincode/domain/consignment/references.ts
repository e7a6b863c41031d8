// SPDX-License-Identifier: Apache-2.0
import { hashOfText } from "../shared/commitment";
import { ownerOfReference } from "../shared/ownership";
import type { MspId } from "../shared/primitives";

const RECEIPT_SEPARATOR = "#";
const REFERENCE_SEPARATOR = "#";
const UCR_SEPARATOR = ":";

/** Reference of a receipt: the consignment and the register of the state that received it. */
export function receiptReference(consignment: string, register: string): string {
  return `${consignment}${RECEIPT_SEPARATOR}${register}`;
}

/** Organisation whose receipt it is. */
export function ownerOfReceipt(reference: string): MspId {
  return ownerOfReference(`${reference.slice(reference.indexOf(RECEIPT_SEPARATOR) + 1)}-`);
}

/** Reference of what a register claims under a UCR. */
export function ucrReference(register: string, ucr: string): string {
  return `${register}${UCR_SEPARATOR}${ucr}`;
}

/** Organisation whose claims they are. */
export function ownerOfUcr(reference: string): MspId {
  return ownerOfReference(`${reference.slice(0, reference.indexOf(UCR_SEPARATOR))}-`);
}

/** Reference under which a consignment is entered by one that is nobody's alone. */
export function referenceReference(consignment: string, kind: "lrn" | "mucr", value: string): string {
  return [consignment, referenceName(kind, value)].join(REFERENCE_SEPARATOR);
}

/** A reference may hold any character, so that it stands as its hash in the names of lists. */
export function referenceName(kind: "lrn" | "mucr", value: string): string {
  return `${kind}:${hashOfText(value)}`;
}
