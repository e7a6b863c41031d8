// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeResponse, ChaincodeStub } from "fabric-shim";

/**
 * One function of the conformance chaincode. It returns the text or bytes of a 200 response, or a whole response where
 * the status matters. Whatever it throws, the shim turns into a 500 response.
 */
export type ChaincodeFunction = (
  stub: ChaincodeStub,
  parameters: readonly string[],
) => Promise<string | Uint8Array | ChaincodeResponse>;

export type ChaincodeFunctions = Readonly<Record<string, ChaincodeFunction>>;

/** Returns parameter `index`, or throws naming the one that is missing. */
export function parameter(parameters: readonly string[], index: number, name: string): string {
  const value = parameters[index];
  if (value === undefined) {
    throw new Error(`parameter ${index + 1} (${name}) is missing`);
  }
  return value;
}

/** Decodes stored bytes as UTF-8; an absent value is the empty text. */
export function text(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? "" : Buffer.from(bytes).toString("utf8");
}
