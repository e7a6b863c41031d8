// SPDX-License-Identifier: Apache-2.0
import { sha256 } from "ethers/crypto";
import { toUtf8Bytes } from "ethers/utils";
import { z } from "zod";
import { canonicalJson, type JsonValue } from "../json/canonical";
import { Hash } from "./primitives";

/** Fewest different bytes of 32 random ones that are believed to be random; fewer turn up once in 10^16. */
const SALT_BYTES_DIFFERENT_MIN = 16;

/** 32 random bytes in lower-case hexadecimal, chosen by the caller so that low-entropy content cannot be guessed from its hash. */
export const Salt = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "a salt is 32 bytes in lower-case hexadecimal")
  .refine((salt) => new Set(salt.match(/../g)).size >= SALT_BYTES_DIFFERENT_MIN, {
    error: "a salt is random; this one repeats itself",
  })
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

/** Hash of a text: SHA-256 over its UTF-8 form, lower-case hexadecimal without prefix. */
export function hashOfText(text: string): Hash {
  return sha256(toUtf8Bytes(text)).slice(2);
}

/** Hash of a canonical JSON value: SHA-256 over its RFC 8785 form, lower-case hexadecimal without prefix. */
export function hashOf(value: JsonValue): Hash {
  return hashOfText(canonicalJson(value));
}

/** The commitment to a confidential part that stands on the channel: SHA-256 over the canonical JSON of `{content, salt}`. */
export function commitmentOf(part: SaltedPart): Hash {
  return hashOf({ content: part.content, salt: part.salt });
}
