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
