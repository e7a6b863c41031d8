// SPDX-License-Identifier: Apache-2.0
import { LedgerError, type LedgerPhase, type PeerMessage } from "../../ports/ledger-error.js";

/** How deep errors within errors are followed. */
const DEPTH_MAX = 4;

/** The parts of fabric-network's errors and responses that carry something: none of it is typed there. */
interface SdkError {
  readonly message?: unknown;
  readonly connection?: { readonly name?: unknown; readonly url?: unknown };
  readonly response?: { readonly status?: unknown; readonly message?: unknown };
  readonly errors?: readonly SdkError[];
  readonly responses?: readonly SdkError[];
  readonly endorsements?: readonly SdkError[];
}

/** The common form of what fabric-network throws: it has no codes, so they are taken from its texts. */
export function networkFailure(phase: LedgerPhase, error: unknown, transactionId: string | undefined): LedgerError {
  if (error instanceof LedgerError) return error;
  const peers = peerMessages(error as SdkError, 0);
  const message = error instanceof Error ? error.message : String(error);
  return new LedgerError({
    phase,
    code: codeOf([message, ...peers.map((peer) => peer.message)].join("\n")),
    message,
    transactionId,
    peers,
    outcome: phase === "submit" || phase === "commit" ? "unknown" : "not-recorded",
    cause: error,
  });
}

function peerMessages(error: SdkError, depth: number): PeerMessage[] {
  if (depth > DEPTH_MAX) return [];
  const own = error.response?.message ?? (depth > 0 ? error.message : undefined);
  const inner = [...(error.errors ?? []), ...(error.responses ?? []), ...(error.endorsements ?? [])];
  return [
    ...(typeof own === "string" && own !== "" ? [{ address: addressOf(error), message: own }] : []),
    ...inner.flatMap((next) => peerMessages(next, depth + 1)),
  ];
}

function addressOf(error: SdkError): string | undefined {
  const name = error.connection?.name ?? error.connection?.url;
  return typeof name === "string" ? name : undefined;
}

function codeOf(text: string): string {
  if (/do not match/i.test(text)) return "ABORTED";
  if (/REQUEST TIMEOUT|timed out|DEADLINE_EXCEEDED/i.test(text)) return "DEADLINE_EXCEEDED";
  if (
    /UNAVAILABLE|not connected|Failed to connect|ECONNREFUSED|did not find any peers|No peers|DiscoveryService has failed/i.test(
      text,
    )
  ) {
    return "UNAVAILABLE";
  }
  if (/access denied|PERMISSION_DENIED/i.test(text)) return "PERMISSION_DENIED";
  return "ABORTED";
}
