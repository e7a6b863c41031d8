// SPDX-License-Identifier: Apache-2.0
import { CA_ERROR } from "./error-codes.js";

/** A refusal with Fabric CA's HTTP status, error code and sentence. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** Who asks is not known. As Fabric CA does, the answer tells nothing more. */
export function unauthenticated(): HttpError {
  return new HttpError(401, CA_ERROR.authentication, "Authentication failure");
}

/** Who asks may not do this. As Fabric CA does, the answer tells nothing more. */
export function unauthorised(): HttpError {
  return new HttpError(403, CA_ERROR.authorization, "Authorization failure");
}

/** What Fabric CA has no code for. */
export function failure(message: string): HttpError {
  return new HttpError(500, CA_ERROR.unknown, message);
}
