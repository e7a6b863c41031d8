// SPDX-License-Identifier: Apache-2.0

/** How long each step may take before its client gives up, in milliseconds. */
export const DEADLINE_MS = {
  evaluate: 10_000,
  endorse: 20_000,
  submit: 10_000,
  /** Waiting for the block; afterwards the same transaction's status is asked for again. */
  commit: 20_000,
} as const;

/** Largest gRPC message sent or taken, in bytes: Fabric's own default of 100 MiB. */
export const GRPC_MESSAGE_BYTES_MAX = 100 * 1_048_576;

/** Interval of gRPC keepalive pings, in milliseconds. */
export const GRPC_KEEPALIVE_MS = 120_000;
