// SPDX-License-Identifier: Apache-2.0
import type { Request, RequestHandler } from "express";
import { ipKeyGenerator, type Options, rateLimit } from "express-rate-limit";
import { GatewayError } from "../errors/gateway-error.js";
import { callerOf } from "./context.js";

const MINUTE_MS = 60_000;

/** How many requests are taken in a minute, and from whom. */
export interface RequestLimits {
  /** Of whoever is not known: by address, because there is nothing else to tell them by. */
  readonly strangers: RequestHandler;
  /** Of whoever is signed in: by person, so that nobody's flood stops others behind the same address. */
  readonly known: RequestHandler;
  /** Whether as many requests with tokens that were not good came from an address within this minute as are taken. */
  readonly areSpent: (request: Request) => Promise<boolean>;
}

/** @param perMinute requests of one address, and of one person, in a minute */
export function requestLimits(perMinute: number): RequestLimits {
  const options: Partial<Options> = {
    windowMs: MINUTE_MS,
    limit: perMinute,
    // The draft after this one hashes the caller into each answer.
    standardHeaders: "draft-7",
    legacyHeaders: false,
    handler: () => {
      throw new GatewayError("TOO_MANY_REQUESTS", `More than ${perMinute} requests came within a minute.`, {
        perMinute,
      });
    },
  };
  const strangers = rateLimit({ ...options, keyGenerator: strangerOf });
  return {
    strangers,
    areSpent: async (request) => ((await strangers.getKey(strangerOf(request)))?.totalHits ?? 0) >= perMinute,
    known: rateLimit({ ...options, keyGenerator: (_request, response) => callerOf(response).label }),
  };
}

/**
 * An address as limits count it: of IPv6 the network, which one host may have all of. Those who send no token at all are counted apart,
 * so that they keep nobody out who has a good one.
 */
function strangerOf({ ip = "", headers: { authorization } }: Request): string {
  return authorization === undefined ? ipKeyGenerator(ip) : `${ipKeyGenerator(ip)} with a token`;
}
