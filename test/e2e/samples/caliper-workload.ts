// SPDX-License-Identifier: Apache-2.0

/** What Caliper hands to a workload for sending requests. */
interface Connector {
  sendRequests(request: object): Promise<unknown>;
}

interface RoundArguments {
  readonly creates: boolean;
}

/** Creates assets with the sample's chaincode, or reads those that a round before created. */
class BasicAssets {
  #connector: Connector | undefined;
  #creates = false;
  #worker = 0;
  #count = 0;

  initializeWorkloadModule(
    worker: number,
    _workers: number,
    _round: number,
    { creates }: RoundArguments,
    connector: Connector,
  ): Promise<void> {
    this.#worker = worker;
    this.#creates = creates;
    this.#connector = connector;
    return Promise.resolve();
  }

  async submitTransaction(): Promise<void> {
    this.#count += 1;
    const asset = `caliper-${this.#worker}-${this.#count}`;
    await this.#connector?.sendRequests({
      contractId: "basic",
      contractFunction: this.#creates ? "CreateAsset" : "ReadAsset",
      contractArguments: this.#creates ? [asset, "blue", "5", "Caliper", "100"] : [asset],
      invokerIdentity: "User1",
      readOnly: !this.#creates,
    });
  }

  cleanupWorkloadModule(): Promise<void> {
    return Promise.resolve();
  }
}

/** Caliper calls this once for each worker and round. */
export function createWorkloadModule(): BasicAssets {
  return new BasicAssets();
}
