// SPDX-License-Identifier: Apache-2.0

/** Largest gRPC message, in bytes, in both directions: Fabric's default. */
export const MAX_MESSAGE_BYTES = 100 * 1024 * 1024;

/** Requests in progress per peer and service at most: Fabric's defaults (`peer.limits.concurrency`). */
export const CONCURRENCY_LIMITS: Readonly<Record<string, number>> = {
  "/protos.Endorser": 2_500,
  "/protos.Deliver": 2_500,
  "/gateway.Gateway": 500,
};
