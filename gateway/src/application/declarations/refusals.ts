// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from "../../errors/gateway-error.js";

/** The refusal of a declaration that lacks elements. */
export function incomplete(elements: readonly string[]): GatewayError {
  return new GatewayError("DECLARATION_INCOMPLETE", `The declaration lacks ${elements.join(", ")}.`, {
    missing: elements,
  });
}

/** The refusal of a message that is none of the declarations taken here. */
export function notSupported(sentence: string, details: Readonly<Record<string, string>> = {}): GatewayError {
  return new GatewayError("DECLARATION_NOT_SUPPORTED", sentence, details);
}

/**
 * Refuses a declaration that holds more of something than is taken.
 * @throws {GatewayError} DECLARATION_TOO_LARGE with both numbers.
 */
export function requireAtMost(limit: number, count: number, what: string): void {
  if (count <= limit) return;
  throw new GatewayError("DECLARATION_TOO_LARGE", `The declaration has ${count} ${what}; ${limit} are taken.`, {
    limit,
    count,
  });
}

/** The refusal of a message that contradicts itself, or that cannot be read. */
export function notReadable(sentence: string, details: Readonly<Record<string, string>> = {}): GatewayError {
  return new GatewayError("DECLARATION_NOT_READABLE", sentence, details);
}

/** The refusal of a declaration that claims nothing of any licence. */
export function withoutLicence(): GatewayError {
  return new GatewayError(
    "DECLARATION_WITHOUT_LICENCE",
    "No goods item names a licence that quantities are drawn from.",
  );
}
