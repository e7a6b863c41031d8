// SPDX-License-Identifier: Apache-2.0
import type { KeyAlgorithm } from "./schemas";

const KEY_SEPARATOR = "#";

/** Reference of a party's key: party, algorithm and lower-case address. */
export function keyReference(party: string, address: string, algorithm: KeyAlgorithm = "secp256k1"): string {
  return `${party}${KEY_SEPARATOR}${algorithm}:${address.toLowerCase()}`;
}

/** Party whose key a reference is. */
export function partyOfKey(reference: string): string {
  return reference.slice(0, reference.indexOf(KEY_SEPARATOR));
}
