// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";
import type { CommitListener, Network, TxEventHandler } from "fabric-network";
import { LedgerError, type LedgerPhase } from "../../ports/ledger-error.js";
import { DEADLINE_MS } from "../fabric/limits.js";

type CommitEvent = NonNullable<Parameters<CommitListener>[1]>;

/**
 * Follows one transaction of fabric-network from endorsement to its block: it knows which phase has been reached, and settles with
 * the first word from a peer of the caller's own organisation.
 */
export class CommitWatch implements TxEventHandler {
  readonly #network: Network;
  readonly #transactionId: string;
  readonly #mspId: MspId;
  readonly #beforeOrdering: ((transactionId: string) => Promise<void>) | undefined;
  readonly #committed: Promise<CommitEvent>;
  #settle: (event: CommitEvent) => void = () => undefined;
  #fail: (error: Error) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #phase: LedgerPhase = "endorse";
  #blockNumber = 0n;

  constructor(
    network: Network,
    transactionId: string,
    mspId: MspId,
    beforeOrdering: ((transactionId: string) => Promise<void>) | undefined,
  ) {
    this.#network = network;
    this.#transactionId = transactionId;
    this.#mspId = mspId;
    this.#beforeOrdering = beforeOrdering;
    this.#committed = new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#fail = reject;
    });
    // Nobody may be waiting yet, or any more, when the transaction fails.
    this.#committed.catch(() => undefined);
  }

  /** Phase that has been reached: the one that failed, once something has. */
  get phase(): LedgerPhase {
    return this.#phase;
  }

  /** Block that the transaction is in, once {@link waitForEvents} has resolved. */
  get blockNumber(): bigint {
    return this.#blockNumber;
  }

  /** Called by the SDK after endorsement and before the envelope goes to the orderer. */
  async startListening(): Promise<void> {
    const peers = this.#network.getChannel().getEndorsers(this.#mspId);
    await this.#network.addCommitListener(this.#onCommit, peers, this.#transactionId);
    await this.#beforeOrdering?.(this.#transactionId);
    this.#phase = "submit";
  }

  async waitForEvents(): Promise<void> {
    this.#phase = "commit";
    this.#timer = setTimeout(() => {
      this.#fail(this.#unknown("DEADLINE_EXCEEDED", `No block held it within ${DEADLINE_MS.commit} ms.`));
    }, DEADLINE_MS.commit);
    const event = await this.#committed;
    this.#blockNumber = BigInt(event.getBlockEvent().blockNumber.toString());
    if (event.isValid) return;
    throw new LedgerError({
      phase: "commit",
      code: event.status,
      message: `Transaction ${this.#transactionId} is in block ${this.#blockNumber} with code ${event.status}.`,
      transactionId: this.#transactionId,
      outcome: "not-recorded",
    });
  }

  cancelListening(): void {
    clearTimeout(this.#timer);
    this.#network.removeCommitListener(this.#onCommit);
  }

  readonly #onCommit: CommitListener = (error, event) => {
    if (event) this.#settle(event);
    else this.#fail(this.#unknown("UNAVAILABLE", error?.message ?? "The peer's events ended."));
  };

  #unknown(code: string, message: string): LedgerError {
    return new LedgerError({
      phase: "commit",
      code,
      message,
      transactionId: this.#transactionId,
      outcome: "unknown",
    });
  }
}
