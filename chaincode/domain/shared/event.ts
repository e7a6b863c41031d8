// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";

/** A chaincode event: what a recorded transaction tells everybody. Public fields only: it stands in the block. */
export interface EventDefinition<S extends z.ZodObject = z.ZodObject> {
  /** Version of the payload's form; a reader knows by it what it has before it. */
  readonly version: number;
  readonly payload: S;
}

/** Keeps the precise schema of an event's first form. */
export function event<S extends z.ZodObject>(payload: S): EventDefinition<S> {
  return { version: 1, payload };
}
