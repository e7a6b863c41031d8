// SPDX-License-Identifier: Apache-2.0
import "./legacy-log.js";
import type { Gateway, Network, X509Identity } from "fabric-network";
import { observe, type Observation } from "@licet/scripts/wire/observation";
import type { Person } from "@licet/scripts/wire/person";
import type { NetworkProfile } from "@licet/scripts/wire/profile";

const EVENT_SECONDS_MAX = 20;

export interface LegacyOptions {
  readonly chaincode?: string;
  readonly endorsers?: readonly string[];
  readonly transient?: Readonly<Record<string, string>>;
}

/** Somebody who uses the network through `fabric-network`, with discovery. */
export class LegacyActor {
  readonly #gateway: Gateway;
  readonly network: Network;
  readonly #onTransaction: (txId: string) => void;

  private constructor(gateway: Gateway, network: Network, onTransaction: (txId: string) => void) {
    this.#gateway = gateway;
    this.network = network;
    this.#onTransaction = onTransaction;
  }

  static async connect(
    profile: NetworkProfile,
    person: Person,
    channel: string,
    onTransaction: (txId: string) => void,
  ): Promise<LegacyActor> {
    const identity: X509Identity = {
      type: "X.509",
      mspId: person.mspId,
      credentials: { certificate: person.certificatePem, privateKey: person.privateKeyPem },
    };
    const connection = profile.connectionProfiles.get(person.mspId);
    if (connection === undefined) throw new Error(`there is no connection profile of ${person.mspId}`);
    // It reads the command line when it is imported, and would answer --help in the suite's place.
    const { Gateway } = await import("fabric-network");
    const gateway = new Gateway();
    await gateway.connect(connection as Record<string, unknown>, {
      identity,
      discovery: { enabled: true, asLocalhost: true },
      eventHandlerOptions: { commitTimeout: EVENT_SECONDS_MAX, endorseTimeout: EVENT_SECONDS_MAX },
      queryHandlerOptions: { timeout: EVENT_SECONDS_MAX },
    });
    try {
      return new LegacyActor(gateway, await gateway.getNetwork(channel), onTransaction);
    } catch (error) {
      gateway.disconnect();
      throw error;
    }
  }

  #transaction(fn: string, options: LegacyOptions) {
    const transaction = this.network.getContract(options.chaincode ?? "kv").createTransaction(fn);
    this.#onTransaction(transaction.getTransactionId());
    if (options.endorsers !== undefined) transaction.setEndorsingOrganizations(...options.endorsers);
    if (options.transient !== undefined) {
      const entries = Object.entries(options.transient).map(([name, value]) => [name, Buffer.from(value)] as const);
      transaction.setTransient(Object.fromEntries(entries));
    }
    return transaction;
  }

  evaluate(fn: string, args: readonly string[] = [], options: LegacyOptions = {}): Promise<Observation> {
    return observe(async () => {
      return { result: (await this.#transaction(fn, options).evaluate(...args)).toString("utf8") };
    });
  }

  submit(fn: string, args: readonly string[] = [], options: LegacyOptions = {}): Promise<Observation> {
    return observe(async () => {
      return { result: (await this.#transaction(fn, options).submit(...args)).toString("utf8") };
    });
  }

  close(): void {
    this.#gateway.disconnect();
  }
}
