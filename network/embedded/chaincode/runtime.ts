// SPDX-License-Identifier: Apache-2.0
import type { ChannelLedger } from "../channel/api.js";
import type { Simulator } from "../state/simulation.js";
import { bool, codec } from "../protocol/message.js";
import { ChaincodeConnection } from "./connection.js";
import type { TransactionScope } from "./context.js";
import type { ChaincodeMessage } from "./messages.js";
import { wrapped } from "../protocol/errors.js";

/** Runs a system chaincode that another chaincode calls; undefined when the name is none. */
export type SystemInvoker = (
  scope: TransactionScope,
  chaincode: string,
  input: Uint8Array,
) => Promise<ChaincodeMessage> | undefined;

export interface ChaincodeRuntimeOptions {
  /** Chaincode name to `host:port` of its server. */
  readonly chaincodes: ReadonlyMap<string, string>;
  readonly executeTimeoutMs?: number | undefined;
}

/** The chaincodes one peer can call. */
export class ChaincodeRuntime {
  readonly #ledger: ChannelLedger;
  readonly #connections = new Map<string, ChaincodeConnection>();
  readonly #invokeSystem: SystemInvoker;

  constructor(ledger: ChannelLedger, options: ChaincodeRuntimeOptions, invokeSystem: SystemInvoker) {
    this.#ledger = ledger;
    this.#invokeSystem = invokeSystem;
    const { chaincodes, executeTimeoutMs } = options;
    const timeouts = executeTimeoutMs === undefined ? {} : { execute: executeTimeoutMs };
    for (const [chaincode, address] of chaincodes) {
      const expectedId = `${chaincode}:${ledger.definition(chaincode)?.version ?? ""}`;
      this.#connections.set(chaincode, new ChaincodeConnection({ expectedId, address, timeouts }));
    }
  }

  /** Chaincodes of the channel that this peer has a server for. */
  get installed(): string[] {
    return [...this.#connections.keys()].filter((name) => this.#ledger.definition(name) !== undefined);
  }

  /** Chaincodes connected now, with the package ids they registered under. */
  registered(): { readonly name: string; readonly packageId: string }[] {
    return [...this.#connections].flatMap(([name, { packageId }]) => (packageId ? [{ name, packageId }] : []));
  }

  has(chaincode: string): boolean {
    return this.#connections.has(chaincode) && this.#ledger.definition(chaincode) !== undefined;
  }

  /**
   * The version of the chaincode's committed definition, on which the transaction thereby depends.
   *
   * @throws {Error} when the channel has no such chaincode or the peer has no server for it, with Fabric's sentence.
   */
  version(chaincode: string, simulator: Simulator): string {
    const definition = this.#ledger.definition(chaincode);
    if (!definition) throw new Error(`chaincode ${chaincode} not found`);
    simulator.readDefinition(chaincode);
    if (!this.#connections.has(chaincode))
      throw new Error(`chaincode definition for '${chaincode}' exists, but chaincode is not installed`);
    return definition.version;
  }

  /** Runs a chaincode in a transaction and resolves with its final message, COMPLETED or ERROR. */
  async invoke(scope: TransactionScope, chaincode: string, input: Uint8Array): Promise<ChaincodeMessage> {
    const system = this.#invokeSystem(scope, chaincode, input);
    if (system) return system;
    try {
      this.version(chaincode, scope.simulator);
    } catch (error) {
      const what = `[channel ${scope.channelId}] failed to get chaincode container info for ${chaincode}`;
      throw wrapped(`invalid invocation: ${what}`, error);
    }
    if (decodeInput(input).isInit)
      throw new Error(
        `invalid invocation: chaincode '${chaincode}' does not require initialization but called as init`,
      );
    return this.#connections.get(chaincode)!.execute(scope, chaincode, input, false);
  }

  close(): void {
    for (const connection of this.#connections.values()) connection.close();
  }
}

/** ChaincodeInput, as far as it says whether the call initialises. */
const decodeInput = codec({ isInit: bool(3) });
