// SPDX-License-Identifier: Apache-2.0
import * as grpc from "@grpc/grpc-js";
import { discovery, gateway, orderer, peer } from "@hyperledger/fabric-protos";
import type { Endpoint } from "./profile.js";

/** Largest message accepted, in bytes: what Fabric's own clients allow. */
const MESSAGE_BYTES_MAX = 100 * 1024 * 1024;

/** Longest pause before a connection that was lost is tried again, in milliseconds. */
const RECONNECT_MS_MAX = 500;

/** The services of one node, over one connection. */
export class NodeConnection {
  readonly client: grpc.Client;
  readonly endorser: peer.EndorserClient;
  readonly deliver: peer.DeliverClient;
  readonly gateway: gateway.GatewayClient;
  readonly discovery: discovery.DiscoveryClient;
  readonly broadcast: orderer.AtomicBroadcastClient;

  constructor(endpoint: Endpoint) {
    const credentials = grpc.credentials.createSsl(Buffer.from(endpoint.tlsCaPem));
    const options: grpc.ClientOptions = {
      "grpc.ssl_target_name_override": endpoint.hostnameOverride,
      "grpc.max_receive_message_length": MESSAGE_BYTES_MAX,
      "grpc.max_send_message_length": MESSAGE_BYTES_MAX,
      "grpc.initial_reconnect_backoff_ms": 100,
      "grpc.max_reconnect_backoff_ms": RECONNECT_MS_MAX,
    };
    this.client = new grpc.Client(endpoint.address, credentials, options);
    const shared = { ...options, channelOverride: this.client.getChannel() };
    this.endorser = new peer.EndorserClient(endpoint.address, credentials, shared);
    this.deliver = new peer.DeliverClient(endpoint.address, credentials, shared);
    this.gateway = new gateway.GatewayClient(endpoint.address, credentials, shared);
    this.discovery = new discovery.DiscoveryClient(endpoint.address, credentials, shared);
    this.broadcast = new orderer.AtomicBroadcastClient(endpoint.address, credentials, shared);
  }

  close(): void {
    this.client.close();
  }
}

/** One connection per node, opened on first use. */
export class Connections {
  readonly #open = new Map<string, NodeConnection>();

  to(endpoint: Endpoint): NodeConnection {
    let connection = this.#open.get(endpoint.name);
    if (connection === undefined) {
      connection = new NodeConnection(endpoint);
      this.#open.set(endpoint.name, connection);
    }
    return connection;
  }

  close(): void {
    for (const connection of this.#open.values()) connection.close();
    this.#open.clear();
  }
}
