// SPDX-License-Identifier: Apache-2.0
import { CodedError } from "@licet/domain";
import type { GATEWAY_ERRORS } from "./gateway-errors.js";

/** Code of an error that the gateway answers with by itself. */
export type GatewayErrorCode = keyof typeof GATEWAY_ERRORS;

/** A refusal by the gateway, before the ledger is asked or when it gives no verdict. */
export class GatewayError extends CodedError<GatewayErrorCode> {
  override readonly name = "GatewayError";
}
