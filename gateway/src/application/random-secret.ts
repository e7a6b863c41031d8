// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";

/** Bytes of a salt, and of a secret that salts are made from. */
const SECRET_BYTES = 32;

/** A salt, or a secret that salts are made from, in hex: nobody can guess it. */
export function randomSecret(): string {
  return randomBytes(SECRET_BYTES).toString("hex");
}
