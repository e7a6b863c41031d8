// SPDX-License-Identifier: Apache-2.0
import { connect, EndorseError, hash, type Contract, type Gateway } from "@hyperledger/fabric-gateway";
import { gateway } from "@hyperledger/fabric-protos";
import type { NodeConnection } from "@licet/scripts/wire/connections";
import { observe, observeError, type Observation } from "@licet/scripts/wire/observation";
import type { Person } from "@licet/scripts/wire/person";
import { Resubmissions, sendPatiently } from "@licet/scripts/wire/resubmission";
import { validationCodeName } from "@licet/scripts/wire/block";

/** How a transaction is proposed; everything has the suite's usual value. */
export interface InvokeOptions {
  /** `kv`, unless given. */
  readonly chaincode?: string | undefined;
  /** MSP ids whose endorsement (or evaluation) is asked for; the gateway plans by itself where this is absent. */
  readonly endorsers?: readonly string[] | undefined;
  readonly transient?: Readonly<Record<string, string>> | undefined;
  readonly deadlineMs?: number | undefined;
}

/** A transaction that was submitted, or the failure on the way. */
export interface Submitted {
  readonly txId: string;
  /** The block it lies in; absent where it was not committed. */
  readonly block?: bigint;
  readonly observation: Observation;
}

/** A transaction that has been endorsed and can be submitted when the case pleases. */
export interface Endorsed {
  readonly txId: string;
  /** The result the endorsers agreed on, or the failure. */
  readonly observation: Observation;
  /** What its creator signs before it is submitted; absent where it was not endorsed. */
  readonly payload?: Uint8Array;
  submit(): Promise<Submitted>;
}

const DEADLINE_MS = 30_000;

function deadline(milliseconds: number | undefined): { deadline: number } {
  return { deadline: Date.now() + (milliseconds ?? DEADLINE_MS) };
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}

/** Somebody who uses one peer's gateway through `@hyperledger/fabric-gateway`. */
export class GatewayActor {
  readonly gateway: Gateway;
  readonly resubmissions = new Resubmissions();
  readonly #channel: string;
  readonly #onTransaction: (txId: string) => void;

  constructor(person: Person, connection: NodeConnection, channel: string, onTransaction: (txId: string) => void) {
    this.#channel = channel;
    this.#onTransaction = onTransaction;
    this.gateway = connect({
      client: connection.client,
      identity: { mspId: person.mspId, credentials: Buffer.from(person.certificatePem) },
      signer: (message) => Promise.resolve(person.sign(message)),
      hash: hash.none,
    });
  }

  contract(chaincode = "kv", channel = this.#channel): Contract {
    return this.gateway.getNetwork(channel).getContract(chaincode);
  }

  #proposal(fn: string, args: readonly (string | Uint8Array)[], options: InvokeOptions) {
    const { chaincode, endorsers, transient } = options;
    const proposal = this.contract(chaincode).newProposal(fn, {
      arguments: [...args],
      ...(endorsers === undefined ? {} : { endorsingOrganizations: [...endorsers] }),
      ...(transient === undefined ? {} : { transientData: { ...transient } }),
    });
    this.#onTransaction(proposal.getTransactionId());
    return proposal;
  }

  evaluate(fn: string, args: readonly (string | Uint8Array)[] = [], options: InvokeOptions = {}): Promise<Observation> {
    return observe(async () => {
      const proposal = this.#proposal(fn, args, options);
      return { result: text(await proposal.evaluate(deadline(options.deadlineMs))) };
    });
  }

  /**
   * Asks another chaincode, usually a system one, on the suite's own behalf.
   * @throws {GatewayError}
   */
  query(
    chaincode: string,
    fn: string,
    args: readonly (string | Uint8Array)[],
    endorsers?: readonly string[],
  ): Promise<Uint8Array> {
    return this.contract(chaincode)
      .newProposal(fn, {
        arguments: [...args],
        ...(endorsers === undefined ? {} : { endorsingOrganizations: [...endorsers] }),
      })
      .evaluate(deadline(undefined));
  }

  async endorse(
    fn: string,
    args: readonly (string | Uint8Array)[] = [],
    options: InvokeOptions = {},
  ): Promise<Endorsed> {
    const proposal = this.#proposal(fn, args, options);
    const txId = proposal.getTransactionId();
    try {
      const transaction = await proposal.endorse(deadline(options.deadlineMs));
      const result = text(transaction.getResult());
      const submit = async (): Promise<Submitted> => {
        try {
          const commit = await this.#submit(() => transaction.submit(deadline(options.deadlineMs)));
          const status = await commit.getStatus(deadline(options.deadlineMs));
          const observation = { result, code: validationCodeName(status.code) };
          return { txId, block: status.blockNumber, observation };
        } catch (error) {
          return { txId, observation: observeError(error) };
        }
      };
      const prepared = gateway.PreparedTransaction.deserializeBinary(transaction.getBytes());
      const payload = prepared.getEnvelope()?.getPayload_asU8() ?? new Uint8Array();
      return { txId, observation: { result }, payload, submit };
    } catch (error) {
      const observation = { stage: error instanceof EndorseError ? "endorse" : "propose", ...observeError(error) };
      return { txId, observation, submit: () => Promise.resolve({ txId, observation }) };
    }
  }

  /** A busy ordering service is asked again; every other refusal is the case's to see. */
  async #submit<Commit>(submit: () => Promise<Commit>): Promise<Commit> {
    let last: Promise<Commit> | undefined;
    const send = async (): Promise<string | undefined> => {
      last = submit();
      return last.then(
        () => undefined,
        (error: unknown) => JSON.stringify(observeError(error)),
      );
    };
    await sendPatiently(send, this.resubmissions);
    return last ?? submit();
  }

  /** Endorses, submits, and waits for the commit at this gateway's peer. */
  async submit(
    fn: string,
    args: readonly (string | Uint8Array)[] = [],
    options: InvokeOptions = {},
  ): Promise<Submitted> {
    const endorsed = await this.endorse(fn, args, options);
    return endorsed.submit();
  }

  close(): void {
    this.gateway.close();
  }
}
