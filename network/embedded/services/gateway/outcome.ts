// SPDX-License-Identifier: Apache-2.0
import { status } from "@grpc/grpc-js";
import type { PeerNode } from "../../endorser/peer.js";
import type { ProposalResponse } from "../../endorser/response.js";
import { messageOf } from "../../protocol/errors.js";
import type { ErrorDetail } from "./errors.js";

/** Why an endorser's answer is no success, and what a gateway does about it. */
export interface EndorserFailure {
  readonly code: status;
  readonly message: string;
  /** Whether another peer may do better. */
  readonly retry: boolean;
}

/** The failure in an endorser's answer, by the gateway's rules; undefined for a success. */
export function failureOf({ response, payload }: ProposalResponse): EndorserFailure | undefined {
  if (response.status >= 200 && response.status < 400) return undefined;
  if (payload === undefined && response.status === 500)
    return { code: status.ABORTED, message: response.message, retry: true };
  return {
    code: status.UNKNOWN,
    message: `chaincode response ${response.status}, ${response.message}`,
    retry: false,
  };
}

/** What a gateway makes of a refusal before execution: final at its own peer, a failed call at another. */
export function refusalOf(error: unknown, peer: PeerNode, local: PeerNode): EndorserFailure {
  const message = messageOf(error);
  if (peer === local) return { code: status.FAILED_PRECONDITION, message, retry: false };
  return { code: status.UNAVAILABLE, message: `rpc error: code = Unknown desc = ${message}`, retry: true };
}

export function detailOf(peer: PeerNode, message: string): ErrorDetail {
  return { address: peer.address, mspId: peer.mspId, message };
}
