// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { ChaincodeRuntime } from "../chaincode/runtime.js";
import type { Channel, Endpoint, SigningIdentity } from "../ledger/api.js";
import { AccessControl } from "./access.js";
import { isSystemChaincode } from "./check.js";
import { Endorser } from "./endorser.js";
import { SystemChaincodes } from "./system.js";

export interface PeerOptions {
  /** Host name in the peer's certificate, and the port it listens on. */
  readonly endpoint: Endpoint;
  readonly signer: SigningIdentity;
  /** Chaincode name to `host:port` of the server that this peer calls. */
  readonly chaincodes: ReadonlyMap<string, string>;
}

/** One organisation's peer: its identity, its chaincodes, its endorser. */
export class PeerNode {
  readonly mspId: string;
  readonly endpoint: Endpoint;
  /** `host:port`, as clients are told. */
  readonly address: string;
  readonly signer: SigningIdentity;
  readonly runtime: ChaincodeRuntime;
  readonly endorser: Endorser;
  /** What gossip calls the peer by: a digest of its identity. */
  readonly pkiId: Uint8Array;

  constructor(channel: Channel, access: AccessControl, options: PeerOptions) {
    const { endpoint, signer, chaincodes } = options;
    this.mspId = signer.mspId;
    this.endpoint = endpoint;
    this.address = `${endpoint.host}:${endpoint.port}`;
    this.signer = signer;
    const systemChaincodes = new SystemChaincodes(channel, access, signer.mspId);
    this.runtime = new ChaincodeRuntime(channel.ledger, chaincodes, (scope, name) =>
      systemChaincodes.invokeFromChaincode(scope, name),
    );
    systemChaincodes.attach(this.runtime);
    this.endorser = new Endorser({ channel, access, signer, runtime: this.runtime, systemChaincodes });
    this.pkiId = createHash("sha256").update(signer.serialised).digest();
  }

  /** Whether the peer can execute the chaincode. */
  has(chaincode: string): boolean {
    return isSystemChaincode(chaincode) || this.runtime.has(chaincode);
  }

  close(): void {
    this.runtime.close();
  }
}

/** The peers of all organisations around the one channel they share. */
export interface PeerNetwork {
  readonly channel: Channel;
  readonly access: AccessControl;
  readonly peers: readonly PeerNode[];
}

export function createPeerNetwork(channel: Channel, peers: readonly PeerOptions[]): PeerNetwork {
  const access = new AccessControl(channel);
  return { channel, access, peers: peers.map((options) => new PeerNode(channel, access, options)) };
}
