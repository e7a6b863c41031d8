// SPDX-License-Identifier: Apache-2.0

/**
 * A reference in the form that it is kept in: without the spaces that people type into it, ASCII letters in upper case. Other letters
 * stay what they are, so that a reference's pattern refuses them: neither is ß the letters SS, nor ı an I.
 */
export function folded(reference: string): string {
  return reference.replace(/[ \t\r\n\u00a0]+/g, "").replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
