// SPDX-License-Identifier: Apache-2.0
import { status } from "@grpc/grpc-js";
import { GatewayError } from "@hyperledger/fabric-gateway";
import { LedgerError, type LedgerPhase } from "../../ports/ledger-error.js";

/**
 * Codes of the submit phase after which nothing can have reached the ordering service: the peer refused the request, or an orderer
 * refused the envelope. After any other the envelope may be on its way.
 */
const NOT_ORDERED: readonly number[] = [
  status.INVALID_ARGUMENT,
  status.FAILED_PRECONDITION,
  status.NOT_FOUND,
  status.PERMISSION_DENIED,
  status.UNAUTHENTICATED,
  status.ABORTED,
];

/** The common form of what fabric-gateway throws. */
export function gatewayFailure(phase: LedgerPhase, error: unknown, transactionId: string | undefined): LedgerError {
  if (error instanceof LedgerError) return error;
  const code = error instanceof GatewayError ? error.code : grpcCodeOf(error);
  const peers = error instanceof GatewayError ? error.details : [];
  return new LedgerError({
    phase,
    code: status[code] ?? code.toString(),
    message: error instanceof Error ? error.message : String(error),
    transactionId,
    peers: peers.map(({ mspId, address, message }) => ({ mspId, address, message })),
    outcome: outcomeOf(phase, code),
    cause: error,
  });
}

function outcomeOf(phase: LedgerPhase, code: number): "not-recorded" | "unknown" {
  if (phase === "evaluate" || phase === "endorse") return "not-recorded";
  if (phase === "submit" && NOT_ORDERED.includes(code)) return "not-recorded";
  return "unknown";
}

function grpcCodeOf(error: unknown): number {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "number" ? code : status.UNKNOWN;
}
