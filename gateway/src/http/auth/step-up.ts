// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from "../../errors/gateway-error.js";
import type { Caller } from "./callers.js";

/** What an act demands of who does it, besides being signed in. */
interface StepUp {
  /** How long ago the person may have proven who they are, in seconds. */
  readonly maxAgeSeconds: number;
}

/**
 * Transactions that demand a proof that is young, because nobody takes them back: the second officer's confirmation is what
 * revokes a licence, amends it or overrides a refusal.
 */
export const STEP_UPS: Readonly<Record<string, StepUp>> = {
  "licence:ConfirmAction": { maxAgeSeconds: 600 },
};

/**
 * Makes sure that a person has proven lately enough who they are for a transaction. Tokens and certificates are systems' own and are
 * not asked. What the provider does not say counts as long ago.
 * @param addressFor where to prove it again
 * @throws {GatewayError} STEP_UP_NEEDED.
 */
export function requireStepUp(
  transaction: string,
  caller: Caller,
  addressFor: (maxAgeSeconds: number) => string,
): void {
  const demand = Object.hasOwn(STEP_UPS, transaction) ? STEP_UPS[transaction] : undefined;
  if (demand === undefined || caller.by !== "session") return;
  const { maxAgeSeconds } = demand;
  const proven = caller.session.record.authenticatedAt?.getTime() ?? 0;
  if (Date.now() - proven < maxAgeSeconds * 1_000) return;
  throw new GatewayError("STEP_UP_NEEDED", "What you ask for needs a proof of who you are that is younger.", {
    signIn: addressFor(maxAgeSeconds),
    maxAgeSeconds,
  });
}
