// SPDX-License-Identifier: Apache-2.0
import type { ErrorDetails } from "../errors/coded-error";
import { LicetError } from "../errors/licet-error";
import { isErrorCode } from "./errors";

const CODE_PATTERN = /\b([A-Z][A-Z0-9_]{2,63}): /g;
const REST_PATTERN = /^(.{1,2000}?) (\{.*\})/s;

/**
 * Finds a catalogue error in a message that has passed through Fabric, which may put text with codes of its own before and after it
 * ("10 ABORTED: failed to endorse … LICENCE_SUSPENDED: …").
 * @returns the error, or undefined where the text holds none.
 */
export function parseLicetError(message: string): LicetError | undefined {
  for (const match of message.matchAll(CODE_PATTERN)) {
    const code = match[1] ?? "";
    const rest = REST_PATTERN.exec(message.slice(match.index + match[0].length));
    if (isErrorCode(code) && rest) return new LicetError(code, rest[1] ?? "", parseDetails(rest[2] ?? ""));
  }
  return undefined;
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
