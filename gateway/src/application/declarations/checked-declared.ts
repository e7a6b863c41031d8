// SPDX-License-Identifier: Apache-2.0
import type { SubmitDefinition } from "@licet/domain";
import { checkedInput, checkedParts } from "../checked-input.js";
import type { ConfidentialParts } from "../transactions.js";

/** Input and confidential parts that were made of a declaration. */
interface Declared {
  readonly input: unknown;
  readonly parts: ConfidentialParts;
}

/**
 * Input and parts, checked by the transaction's definition.
 * @throws {LicetError} INVALID_INPUT, INVALID_CONFIDENTIAL_INPUT.
 */
export function checkedDeclared(definition: SubmitDefinition, { input, parts }: Declared): Declared {
  const contents = Object.fromEntries(Object.entries(parts).map(([name, { content }]) => [name, content]));
  return { input: checkedInput(definition, input), parts: checkedParts(definition, contents) };
}
