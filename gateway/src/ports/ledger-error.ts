// SPDX-License-Identifier: Apache-2.0
import { type MspId, parseLicetError } from "@licet/domain";
import type { Refusal } from "../errors/answers.js";

/** Step of a transaction's way onto the ledger. */
export type LedgerPhase = "evaluate" | "endorse" | "submit" | "commit";

/** What one peer said about a failure. */
export interface PeerMessage {
  readonly mspId?: string | undefined;
  readonly address?: string | undefined;
  readonly message: string;
}

/** Facts of a failure, however the client reported it. */
export interface LedgerFailure {
  readonly phase: LedgerPhase;
  /** gRPC status by name (`UNAVAILABLE`), or Fabric's validation code in the commit phase (`MVCC_READ_CONFLICT`). */
  readonly code: string;
  readonly message: string;
  readonly transactionId?: string | undefined;
  readonly peers?: readonly PeerMessage[];
  /** Whether the transaction may nevertheless be, or come to be, recorded. */
  readonly outcome: "not-recorded" | "unknown";
  readonly cause?: unknown;
  /** The refusal that it amounts to, where its messages do not carry one. */
  readonly refusal?: Refusal;
}

/** A failure on the ledger's side, the same from both clients. */
export class LedgerError extends Error {
  readonly phase: LedgerPhase;
  readonly code: string;
  readonly transactionId: string | undefined;
  readonly peers: readonly PeerMessage[];
  readonly outcome: "not-recorded" | "unknown";
  /** The refusal that the failure carries, where a rule of the chaincode or of the client refused. */
  readonly refusal: Refusal | undefined;

  constructor(failure: LedgerFailure) {
    super(`${failure.phase}: ${failure.code}: ${failure.message}`, { cause: failure.cause });
    this.name = "LedgerError";
    this.phase = failure.phase;
    this.code = failure.code;
    this.transactionId = failure.transactionId;
    this.peers = failure.peers ?? [];
    this.outcome = failure.outcome;
    this.refusal = failure.refusal ?? refusalIn([...this.peers.map((peer) => peer.message), failure.message]);
  }
}

function refusalIn(messages: readonly string[]): Refusal | undefined {
  for (const message of messages) {
    const refusal = parseLicetError(message);
    if (refusal) return refusal;
  }
  return undefined;
}

const CONFLICTS: readonly string[] = ["MVCC_READ_CONFLICT", "PHANTOM_READ_CONFLICT"];
const MISMATCH_PATTERN = /do(?:es)? not match/i;

/**
 * Whether a failure is a conflict that a new transaction may not meet: the first is known to be invalid, or was never sent.
 * Endorsers that differ right after a commit are one (some are a block behind); a chaincode's refusal never is.
 */
export function isConflict(error: LedgerError): boolean {
  if (error.outcome !== "not-recorded") return false;
  if (error.phase === "commit") return CONFLICTS.includes(error.code);
  if (error.phase !== "endorse" || error.refusal) return false;
  return [error.message, ...error.peers.map((peer) => peer.message)].some((text) => MISMATCH_PATTERN.test(text));
}

/** The failure of an organisation that no connection profile describes. */
export function notConnected(mspId: MspId): LedgerError {
  return new LedgerError({
    phase: "evaluate",
    code: "UNAVAILABLE",
    message: `No connection profile describes a peer of ${mspId}.`,
    outcome: "not-recorded",
  });
}
