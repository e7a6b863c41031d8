// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";

const LENGTH_MAX = 2_000;
/** Stands for whatever host the gateway has; an address that leads to another host does not resolve to it. */
const HERE = "http://here.invalid";
/** Browsers take a backslash for a slash, and leave out controls and line ends. */
const MISREAD = /[\\\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * The address of this gateway that a person goes to after signing in: a path, with query and fragment; `/` where none is given.
 * @throws {LicetError} INVALID_INPUT where it leads elsewhere, or browsers may take it so.
 */
export function returnAddress(given: string | undefined): string {
  if (given === undefined || given === "") return "/";
  if (isOwn(given)) return given;
  throw new LicetError("INVALID_INPUT", "The address to return to is not one of this gateway.", {
    issues: [{ path: "return", message: "is a path of this gateway, such as /work?view=open" }],
  });
}

function isOwn(address: string): boolean {
  if (address.length > LENGTH_MAX || MISREAD.test(address) || !/^\/(?!\/)/.test(address)) return false;
  const url = URL.canParse(address, HERE) ? new URL(address, HERE) : undefined;
  // A path such as /.//elsewhere stays on this host but is written back with two slashes.
  return url?.origin === HERE && !url.pathname.startsWith("//");
}
