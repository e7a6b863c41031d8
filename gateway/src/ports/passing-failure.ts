// SPDX-License-Identifier: Apache-2.0
import type { LedgerError } from "./ledger-error.js";

/** gRPC statuses of a peer or orderer that is not there, does not take more at the moment, or ended the call. */
const PASSING_CODES: readonly string[] = ["UNAVAILABLE", "RESOURCE_EXHAUSTED", "CANCELLED"];

/**
 * How peers of Fabric 2.5 and 3.1, and the embedded network, word what passes by itself: they answer it with the same statuses as what
 * does not (ABORTED, UNKNOWN, FAILED_PRECONDITION). See `chaincode-away`, `crash-in-flight`, `execute-timeout` and `peer-leaves` in
 * docs/reference/conformance.md; the limit of calls is worded in Fabric's internal/peer/node/grpc_limiters.go.
 */
const PASSING_TEXTS: readonly RegExp[] = [
  /exceeding concurrency limit/i,
  /could not launch chaincode/i,
  /chaincode stream terminated/i,
  /timeout expired while (?:executing|starting)/i,
  /no peers available to evaluate/i,
  /no combination of peers can be derived/i,
  /failed to find any endorsing peers/i,
];

/** Whether the same request may succeed when it is sent again, because what it needs was not there for a while. */
export function isPassing(error: LedgerError): boolean {
  if (error.outcome !== "not-recorded" || error.phase === "commit" || error.refusal) return false;
  if (PASSING_CODES.includes(error.code)) return true;
  return [error.message, ...error.peers.map(({ message }) => message)].some((text) =>
    PASSING_TEXTS.some((pattern) => pattern.test(text)),
  );
}
