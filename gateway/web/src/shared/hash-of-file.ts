// SPDX-License-Identifier: Apache-2.0

/** SHA-256 of a file's bytes in lower-case hexadecimal. The file itself stays on this device. */
export async function hashOfFile(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
