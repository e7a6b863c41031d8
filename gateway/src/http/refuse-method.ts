// SPDX-License-Identifier: Apache-2.0
import type { RequestHandler } from "express";
import { GatewayError } from "../errors/gateway-error.js";

/** Refuses whatever reaches it at an address that other methods are taken at. */
export function refuseMethod(methods: readonly string[]): RequestHandler {
  return (request, response) => {
    response.setHeader("Allow", methods.join(", "));
    throw new GatewayError("METHOD_NOT_ALLOWED", `${request.method} is not among ${methods.join(", ")}.`, {
      allowed: methods,
    });
  };
}
