// SPDX-License-Identifier: Apache-2.0

/** The path as Express takes it: `/v1/licences/:number`. */
export function expressPath(path: string): string {
  return path.replace(/\{([a-zA-Z]+)\}/g, ":$1");
}
