// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, type JsonValue } from "../json/canonical";

/** The facts behind a refusal: numbers as decimal strings, values that differ, references. Never confidential beyond the caller's sight. */
export type ErrorDetails = Readonly<Record<string, JsonValue>>;

/** A refusal with a code of some catalogue. Its message is `CODE: sentence {canonical JSON of the details}`. */
export class CodedError<C extends string> extends Error {
  readonly code: C;
  readonly sentence: string;
  readonly details: ErrorDetails;

  constructor(code: C, sentence: string, details: ErrorDetails = {}) {
    super(`${code}: ${sentence} ${canonicalJson(details)}`);
    this.code = code;
    this.sentence = sentence;
    this.details = details;
  }
}
