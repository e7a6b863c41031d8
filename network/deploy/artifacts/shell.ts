// SPDX-License-Identifier: Apache-2.0

/** A word that the shell takes as it stands, whatever it holds. */
export function quoted(text: string): string {
  return /^[A-Za-z0-9_./:=@,+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The start of every generated script: what it is, how it is called, and an end at the first failure. */
export function scriptHead(comment: readonly string[]): string[] {
  return [
    "#!/bin/sh",
    "# SPDX-License-Identifier: Apache-2.0",
    ...comment.map((line) => `# ${line}`),
    "set -eu",
    "umask 077",
  ];
}
