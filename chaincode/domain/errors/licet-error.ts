// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from "./codes";
import { CodedError } from "./coded-error";

/** A refusal by a rule of the ledger, with a code of the catalogue. Its message is what Fabric passes on. */
export class LicetError extends CodedError<ErrorCode> {
  override readonly name = "LicetError";
}
