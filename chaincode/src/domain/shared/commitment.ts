// SPDX-License-Identifier: Apache-2.0
import { sha256 } from "ethers/crypto";
import { toUtf8Bytes } from "ethers/utils";
import { z } from "zod";
import { canonicalJson, type JsonValue } from "./canonical";
import { Hash } from "./primitives";

/** 32 random bytes in lower-case hexadecimal, chosen by the caller so that low-entropy content cannot be guessed from its hash. */
export const Salt = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "a salt is 32 bytes in lower-case hexadecimal")
  .describe("32 random bytes, lower-case hexadecimal");

/** A confidential part as it lies in a private data collection: content and the salt its commitment was made with. */
export interface SaltedPart {
  readonly salt: string;
  readonly content: JsonValue;
}

/** Schema of a salted part with the given content. */
export function saltedPart<C extends z.ZodType>(content: C): z.ZodObject<{ salt: typeof Salt; content: C }> {
  return z.strictObject({ salt: Salt, content });
}

/** Hash of a canonical JSON value: SHA-256 over its RFC 8785 form, lower-case hexadecimal without prefix. */
export function hashOf(value: JsonValue): Hash {
  return sha256(toUtf8Bytes(canonicalJson(value))).slice(2);
}

/** The commitment to a confidential part that stands on the channel: SHA-256 over the canonical JSON of `{content, salt}`. */
export function commitmentOf(part: SaltedPart): Hash {
  return hashOf({ content: part.content, salt: part.salt });
}
