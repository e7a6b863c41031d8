// SPDX-License-Identifier: Apache-2.0
import type { KeyObject } from "node:crypto";

/** The key pair that tokens are signed and checked with. */
export interface TokenKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}
