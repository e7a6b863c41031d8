// SPDX-License-Identifier: Apache-2.0

/** Writes a path into a document as people read it: `organisations[2].peers[0].port`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text ? `${text}.${String(part)}` : String(part);
  }, "");
}
