// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, type JsonValue } from "../shared/canonical";
import { type ErrorCode, errorEntry, isErrorCode } from "./catalogue";

/** The facts behind a refusal: numbers as decimal strings, values that differ, references. Never confidential beyond the caller's sight. */
export type ErrorDetails = Readonly<Record<string, JsonValue>>;

/**
 * A refusal with a code of the catalogue. Its message is what Fabric passes on: `CODE: sentence {canonical JSON of the details}`.
 */
export class LicetError extends Error {
  readonly code: ErrorCode;
  readonly sentence: string;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, sentence: string, details: ErrorDetails = {}) {
    super(`${code}: ${sentence} ${canonicalJson(details)}`);
    this.name = "LicetError";
    this.code = code;
    this.sentence = sentence;
    this.details = details;
  }
}

const MESSAGE_PATTERN = /\b([A-Z][A-Z0-9_]{2,63}): (.{1,2000}?) (\{.*\})/s;

/**
 * Finds a catalogue error in a message that has passed through Fabric (which may put text before and after it).
 * @returns the error, or undefined where the text holds none.
 */
export function parseLicetError(message: string): LicetError | undefined {
  const match = MESSAGE_PATTERN.exec(message);
  if (!match) return undefined;
  const [, code, sentence, json] = match as unknown as [string, string, string, string];
  if (!isErrorCode(code)) return undefined;
  return new LicetError(code, sentence, parseDetails(json));
}

function parseDetails(json: string): ErrorDetails {
  for (let end = json.length; end > 0; end = json.lastIndexOf("}", end - 2) + 1) {
    try {
      const parsed: unknown = JSON.parse(json.slice(0, end));
      return parsed as ErrorDetails;
    } catch {
      continue;
    }
  }
  return {};
}

/** The catalogue's row for an error. */
export function entryOf(error: LicetError): ReturnType<typeof errorEntry> {
  return errorEntry(error.code);
}
