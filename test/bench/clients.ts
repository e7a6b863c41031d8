// SPDX-License-Identifier: Apache-2.0
import type { FabricNetworkLedger } from "@licet/gateway/adapters/fabric-network/client";
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
  readonly #ledgers = new Map<string, Promise<FabricNetworkLedger>>();
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
    const ledger = await this.#ledger(call);
    await ledger.submit(call.transient === undefined ? request : { ...request, transient: call.transient });
  }

  async evaluate(call: Call): Promise<Uint8Array> {
    return (await this.#ledger(call)).evaluate(this.#request(call));
  }

  async close(): Promise<void> {
    for (const ledger of this.#ledgers.values()) await (await ledger).close();
  }

  #request({ user, transaction, arguments: given }: Call): EvaluateRequest {
    return { identity: this.#identity(user), transaction, arguments: given };
  }

  #identity(user: string): LedgerIdentity {
    const identity = this.#profiles.identities.get(user);
    if (identity === undefined) throw new Error(`identities.json has no ${user}.`);
    return identity;
  }

  #ledger({ chaincode }: Call): Promise<FabricNetworkLedger> {
    const ledger = this.#ledgers.get(chaincode) ?? this.#open(chaincode);
    this.#ledgers.set(chaincode, ledger);
    return ledger;
  }

  async #open(chaincodeName: string): Promise<FabricNetworkLedger> {
    // The library reads the command line when it is imported, and would answer --help in the benchmark's place.
    const { FabricNetworkLedger } = await import("@licet/gateway/adapters/fabric-network/client");
    return new FabricNetworkLedger(this.#profiles, {
      channelName: this.#channelName,
      chaincodeName,
      poolMax: POOL_MAX,
    });
  }
}
