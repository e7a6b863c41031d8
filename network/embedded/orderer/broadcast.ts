// SPDX-License-Identifier: Apache-2.0

export interface Orderer {
  /**
   * Checks the envelope (shape, creator, signature, Writers policy, size) and queues it for the next block.
   * `status` is `common.Status`: SUCCESS 200 when queued; BAD_REQUEST 400 for a malformed or too large envelope, another channel, an
   * expired creator or a configuration update; FORBIDDEN 403 for a bad signature or a creator who is no writer;
   * SERVICE_UNAVAILABLE 503 when the queue is full or the ledger is closed. Queued is not committed: see `awaitTransaction`.
   */
  broadcast(envelope: Uint8Array): BroadcastResult;
}

export interface BroadcastResult {
  readonly status: number;
  readonly info: string;
}
