// SPDX-License-Identifier: Apache-2.0

const SALT_BYTES = 32;

/** 32 random bytes in lower-case hexadecimal, so that nobody guesses content from its hash. */
export function newSalt(): string {
  return [...crypto.getRandomValues(new Uint8Array(SALT_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}
