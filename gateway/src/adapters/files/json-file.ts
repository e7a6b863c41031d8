// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import type { z } from "zod";
import { ConfigError } from "../../errors/config-error.js";

/** Largest file read, in bytes. */
const FILE_BYTES_MAX = 8 * 1_048_576;

/**
 * A file's JSON, checked.
 * @throws {ConfigError} naming the file and what is wrong with it.
 */
export function readJson<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${file} is not JSON: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ConfigError(`${file}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`);
}

/**
 * A file's text.
 * @throws {ConfigError} where it cannot be read, or is too large.
 */
export function readText(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError(`${file} cannot be read: ${(error as Error).message}`);
  }
  if (text.length > FILE_BYTES_MAX) throw new ConfigError(`${file} is larger than ${FILE_BYTES_MAX} bytes.`);
  return text;
}
