// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { ChaincodeRuntime } from "../chaincode/runtime.js";
import type { Endpoint } from "../blocks/channel-options.js";
import type { Channel } from "../channel/api.js";
import type { SigningIdentity } from "../identity/identity.js";
import { AccessControl } from "../policy/access.js";
import { isSystemChaincode } from "./check.js";
import { Endorser } from "./endorser.js";
import { SystemChaincodes } from "./system.js";

export interface PeerOptions {
  /** Host name in the peer's certificate, and the port it listens on. */
  readonly endpoint: Endpoint;
  readonly signer: SigningIdentity;
  /** Chaincode name to `host:port` of the server that this peer calls. */
  readonly chaincodes: ReadonlyMap<string, string>;
  /** How long one execution of a chaincode may take, in milliseconds; Fabric's default unless given. */
  readonly executeTimeoutMs?: number | undefined;
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
    const { endpoint, signer } = options;
    this.mspId = signer.mspId;
    this.endpoint = endpoint;
    this.address = `${endpoint.host}:${endpoint.port}`;
    this.signer = signer;
    const systemChaincodes = new SystemChaincodes(channel, access, signer.mspId);
    this.runtime = new ChaincodeRuntime(channel.ledger, options, (scope, name) =>
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
export class PeerNetwork {
  readonly channel: Channel;
  readonly access: AccessControl;
  /** All peers of the consortium, running or not. */
  readonly nodes: readonly PeerNode[];
  #running: readonly PeerNode[];

  constructor(channel: Channel, peers: readonly PeerOptions[]) {
    this.channel = channel;
    this.access = new AccessControl(channel);
    this.nodes = peers.map((options) => new PeerNode(channel, this.access, options));
    this.#running = this.nodes;
  }

  /** The peers that run; another list after each change. */
  get peers(): readonly PeerNode[] {
    return this.#running;
  }

  /** Lets a peer leave the network, or join it again. */
  setRunning(node: PeerNode, running: boolean): void {
    this.#running = this.nodes.filter((other) => (other === node ? running : this.#running.includes(other)));
  }

  close(): void {
    for (const node of this.nodes) node.close();
  }
}
