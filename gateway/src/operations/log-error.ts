// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import { ANSWERS, type Refusal } from "../errors/answers.js";
import { GatewayError } from "../errors/gateway-error.js";
import { LedgerError } from "../ports/ledger-error.js";

/** Frames of a stack that are logged, from the top, and causes behind an error. */
const FRAMES_MAX = 20;
const CAUSES_MAX = 5;
/** Members by which Node.js and gRPC tell what failed: codes, and where a connection was to lead. */
const FACTS = ["code", "syscall", "address", "port"] as const;

const FRAME = /^\s+at .+$/gm;

/**
 * What is logged of an error: what it is, its codes and where it came from. Its message is not, nor those of its causes: they hold what
 * a rule or a peer said of somebody's goods and parties.
 */
export function loggedError(error: unknown): object {
  return describe(error, 0);
}

function describe(error: unknown, depth: number): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { cause } = error;
  return {
    type: error.name,
    ...factsOf(error),
    ...(error instanceof LicetError || error instanceof GatewayError ? refusalOf(error) : {}),
    ...(error instanceof LedgerError ? ledgerFacts(error) : {}),
    ...(depth === 0 ? { stack: framesOf(error) } : {}),
    ...(cause === undefined || depth === CAUSES_MAX ? {} : { cause: describe(cause, depth + 1) }),
  };
}

function refusalOf({ code }: Refusal): object {
  return { code, title: ANSWERS[code].title };
}

function ledgerFacts({ phase, code, outcome, transactionId, peers, refusal }: LedgerError): object {
  return {
    phase,
    code,
    outcome,
    transactionId,
    peers: peers.map(({ mspId, address }) => ({ mspId, address })),
    ...(refusal === undefined ? {} : { refusal: refusalOf(refusal) }),
  };
}

function factsOf(error: Error): object {
  const members = error as unknown as Readonly<Record<string, unknown>>;
  const told = FACTS.map((name) => [name, members[name]] as const).filter(
    ([, value]) => typeof value === "string" || typeof value === "number",
  );
  return Object.fromEntries(told);
}

function framesOf({ stack = "" }: Error): string[] {
  return (stack.match(FRAME) ?? []).slice(0, FRAMES_MAX).map((frame) => frame.trim());
}
