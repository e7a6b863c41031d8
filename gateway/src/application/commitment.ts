// SPDX-License-Identifier: Apache-2.0
import { commitmentOf, type JsonValue } from "@licet/domain";
import { randomSecret } from "./random-secret.js";

/** A salt, and the hash that stands on the channel for content under it. */
export interface Commitment {
  readonly salt: string;
  readonly commitment: string;
}

/** Salts and hashes content as the ledger will, so that it can be signed over before it is sent. Keeps nothing. */
export function commitTo(content: JsonValue, salt: string = randomSecret()): Commitment {
  return { salt, commitment: commitmentOf({ content, salt }) };
}
