// SPDX-License-Identifier: Apache-2.0
import { FabricNetworkLedger } from "@licet/gateway/adapters/fabric-network/client";
import type { EvaluateRequest, LedgerIdentity } from "@licet/gateway/ports/ledger";
import { readProfiles } from "@licet/gateway/adapters/files/profiles";
import { Session } from "./session.js";

/** One transaction, by whom and at whose peers. */
export interface Call {
  /** `name@mspId`. */
  readonly user: string;
  readonly chaincode: string;
  readonly transaction: string;
  readonly arguments: readonly string[];
  /** Organisations that endorse a submit, or one of which answers an evaluate. */
  readonly endorsers: readonly string[];
  readonly transient?: Readonly<Record<string, Uint8Array>>;
}

/** What the workloads ask of a client library. */
export interface BenchClient {
  readonly name: string;
  /** Resolves once the transaction is VALID in a block. */
  submit(call: Call): Promise<void>;
  evaluate(call: Call): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** `@hyperledger/fabric-gateway`. */
export class GatewayClient implements BenchClient {
  readonly name = "fabric-gateway";
  readonly #session: Session;

  constructor(profilesFolder: string) {
    this.#session = new Session(profilesFolder);
  }

  async submit(call: Call): Promise<void> {
    await this.#session.contract(call.user, call.chaincode).submit(call.transaction, {
      arguments: [...call.arguments],
      endorsingOrganizations: [...call.endorsers],
      ...(call.transient === undefined ? {} : { transientData: call.transient }),
    });
  }

  evaluate(call: Call): Promise<Uint8Array> {
    return this.#session.contract(call.user, call.chaincode).evaluate(call.transaction, {
      arguments: [...call.arguments],
      endorsingOrganizations: [...call.endorsers],
    });
  }

  close(): Promise<void> {
    this.#session.close();
    return Promise.resolve();
  }
}

/** Users that measure at the same time. */
const POOL_MAX = 8;

/** `fabric-network`, as the gateway uses it; it asks its own organisation's peers only. */
export class NetworkClient implements BenchClient {
  readonly name = "fabric-network";
  readonly #channelName: string;
  readonly #profiles: ReturnType<typeof readProfiles>;
  readonly #ledgers = new Map<string, FabricNetworkLedger>();
  readonly #first = new Map<string, Promise<void>>();

  constructor(profilesFolder: string, channelName: string) {
    this.#profiles = readProfiles(profilesFolder);
    this.#channelName = channelName;
  }

  /** A user's first submit opens the peer's events, and one that does not wait for that may miss its block on a busy machine. */
  async submit(call: Call): Promise<void> {
    const connection = `${call.user} ${call.chaincode}`;
    const first = this.#first.get(connection);
    if (first !== undefined) {
      await first;
      return this.#send(call);
    }
    const sent = this.#send(call);
    this.#first.set(connection, sent);
    return sent;
  }

  async #send(call: Call): Promise<void> {
    const request = { ...this.#request(call), endorsers: call.endorsers };
    await this.#ledger(call).submit(call.transient === undefined ? request : { ...request, transient: call.transient });
  }

  evaluate(call: Call): Promise<Uint8Array> {
    return this.#ledger(call).evaluate(this.#request(call));
  }

  async close(): Promise<void> {
    for (const ledger of this.#ledgers.values()) await ledger.close();
  }

  #request({ user, transaction, arguments: given }: Call): EvaluateRequest {
    return { identity: this.#identity(user), transaction, arguments: given };
  }

  #identity(user: string): LedgerIdentity {
    const identity = this.#profiles.identities.get(user);
    if (identity === undefined) throw new Error(`identities.json has no ${user}.`);
    return identity;
  }

  #ledger({ chaincode }: Call): FabricNetworkLedger {
    const known = this.#ledgers.get(chaincode);
    if (known !== undefined) return known;
    const options = { channelName: this.#channelName, chaincodeName: chaincode, poolMax: POOL_MAX };
    const ledger = new FabricNetworkLedger(this.#profiles, options);
    this.#ledgers.set(chaincode, ledger);
    return ledger;
  }
}
