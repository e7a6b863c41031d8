// SPDX-License-Identifier: Apache-2.0

/** How many words a text that is looked for has at most. */
export const WORDS_MAX = 8;

/** Words of a text that somebody types, in small letters: runs of letters and digits of any script. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** Whether a text has no more words than are looked for. One that has more is refused: what is found would not have all of them. */
export function hasFewWords(text: string): boolean {
  return wordsOf(text).length <= WORDS_MAX;
}

/** What is told of a text that has more. */
export const TOO_MANY_WORDS = `has more than ${WORDS_MAX.toString()} words`;
