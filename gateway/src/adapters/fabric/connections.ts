// SPDX-License-Identifier: Apache-2.0
import * as grpc from "@grpc/grpc-js";
import type { MspId } from "@licet/domain";
import { notConnected } from "../../ports/ledger-error.js";
import type { NetworkProfiles, PeerEndpoint } from "../../ports/network-profiles.js";
import { GRPC_KEEPALIVE_MS, GRPC_MESSAGE_BYTES_MAX } from "./limits.js";

/** One gRPC connection an organisation's peer, opened on first use. */
export class PeerConnections {
  readonly #profiles: NetworkProfiles;
  readonly #open = new Map<MspId, grpc.Client>();

  constructor(profiles: NetworkProfiles) {
    this.#profiles = profiles;
  }

  /** @throws {LedgerError} where no connection profile describes a peer of the organisation. */
  to(mspId: MspId): grpc.Client {
    const known = this.#open.get(mspId);
    if (known) return known;
    const organisation = this.#profiles.organisations.get(mspId);
    if (!organisation) throw notConnected(mspId);
    const connection = newConnection(organisation.endpoint);
    this.#open.set(mspId, connection);
    return connection;
  }

  close(): void {
    for (const connection of this.#open.values()) connection.close();
    this.#open.clear();
  }
}

function newConnection(endpoint: PeerEndpoint): grpc.Client {
  const { tlsRootCertificate, hostAlias } = endpoint;
  const credentials =
    tlsRootCertificate === undefined
      ? grpc.credentials.createInsecure()
      : grpc.credentials.createSsl(Buffer.from(tlsRootCertificate));
  return new grpc.Client(endpoint.address, credentials, {
    ...(hostAlias === undefined ? {} : { "grpc.ssl_target_name_override": hostAlias }),
    "grpc.max_receive_message_length": GRPC_MESSAGE_BYTES_MAX,
    "grpc.max_send_message_length": GRPC_MESSAGE_BYTES_MAX,
    "grpc.keepalive_time_ms": GRPC_KEEPALIVE_MS,
  });
}
