// SPDX-License-Identifier: Apache-2.0

/** A block of shell commands in a document. */
export interface ShellBlock {
  /** The heading it stands under. */
  readonly heading: string;
  /** Whether it is marked as one that a test runs: "```sh executable". */
  readonly executable: boolean;
  readonly text: string;
}

/** The `sh` blocks of a document, in order. */
export function shellBlocks(markdown: string): readonly ShellBlock[] {
  return [...markdown.matchAll(/^```sh( executable)?\n([\s\S]*?)^```/gm)].map((match) => ({
    heading: [...markdown.slice(0, match.index).matchAll(/^#+ (.*)$/gm)].at(-1)?.[1] ?? "",
    executable: match[1] !== undefined,
    text: match[2] ?? "",
  }));
}
