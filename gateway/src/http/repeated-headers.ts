// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import type { RequestHandler } from "express";

/** Headers that say whom a request is for and from, of which Node.js takes the first; whatever stands in front may take the last. */
const ONCE: readonly string[] = ["host", "authorization", "origin", "content-type", "x-csrf-token", "last-event-id"];

/** Refuses a request in which such a header stands twice (of Host, RFC 9112, section 3.2, asks that). */
export const refuseRepeatedHeaders: RequestHandler = ({ rawHeaders }, _response, next) => {
  const names = rawHeaders.filter((_text, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const repeated = ONCE.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (repeated === undefined) {
    next();
    return;
  }
  throw new LicetError("INVALID_INPUT", `The header ${repeated} stands in the request twice.`, {
    issues: [{ path: repeated, message: "is given once" }],
  });
};
