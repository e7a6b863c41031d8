// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  type EvaluateDefinition,
  evidenceName,
  type JsonValue,
  type MspId,
  type PartRef,
  type SaltedPart,
  type SubmitDefinition,
  TRANSIENT_FIELD,
} from "@licet/domain";
import { AbandonedError, type Admitted } from "./admission/admission.js";
import { readHeldPart } from "./held-parts.js";
import { KeeperMemory } from "./keepers.js";
import type { KeyQueue } from "./key-queue.js";
import { randomSecret } from "./random-secret.js";
import { readJson } from "./read-json.js";
import { LedgerError } from "../ports/ledger-error.js";
import type { Ledger, LedgerIdentity, Receipt, SubmitRequest } from "../ports/ledger.js";
import { unlessStranger } from "./strangers.js";
import { subjectsOf } from "./subjects.js";
import type { Submitter } from "./submitter.js";

/** Transaction that the gateway itself calls on a caller's behalf. */
const CUSTODY_HEAD = "custody:Head";

/** Confidential content that a command writes, by part: with a salt where the caller has chosen (and signed over) one. */
export type ConfidentialParts = Readonly<Record<string, { readonly content: JsonValue; readonly salt?: string }>>;

/** A command, checked against its definition. */
export interface Command {
  readonly identity: LedgerIdentity;
  readonly definition: SubmitDefinition;
  readonly input: unknown;
  readonly parts: ConfidentialParts;
  /** Called with each attempt's transaction id before anything is sent to the ordering service. */
  readonly beforeOrdering?: (transactionId: string) => Promise<void>;
  /** Given up while the command waits for others on the same records. Where whoever asked has gone, nothing is sent. */
  readonly place?: Admitted | undefined;
}

/**
 * Runs the domain's transactions on the ledger: who endorses, what evidence a rule needs and whose custody is touched all come from
 * the transaction's definition.
 */
export class Transactions {
  readonly #ledger: Pick<Ledger, "evaluate">;
  readonly #submitter: Submitter;
  readonly #queue: KeyQueue;
  readonly #keepers = new KeeperMemory();

  constructor(ledger: Pick<Ledger, "evaluate">, submitter: Submitter, queue: KeyQueue) {
    this.#ledger = ledger;
    this.#submitter = submitter;
    this.#queue = queue;
  }

  /** Runs a query at the caller's own organisation's peer. @returns its result as the ledger gave it: canonical JSON in UTF-8 */
  query(identity: LedgerIdentity, definition: EvaluateDefinition, input: unknown): Promise<Uint8Array> {
    return this.#evaluate(identity, definition.name, input);
  }

  /**
   * Submits a command, behind others on the same records.
   * @throws {LedgerError}
   * @throws {QueueFullError}
   * @throws {LicetError} NOT_A_MEMBER: where the input names an organisation that is none.
   */
  async command(command: Command): Promise<Receipt> {
    const { identity, definition, input } = command;
    const parts = salted(command.parts);
    try {
      return await this.#inTurn(command, () => this.#submit(command, parts));
    } catch (error) {
      const endorsers = definition.endorsedBy(input, { callerMsp: identity.mspId });
      throw await unlessStranger(this.#ledger, identity, endorsers, error);
    }
  }

  /** Waits for the records' turn without a place among what runs, which others need meanwhile. */
  async #inTurn<Result>({ definition, input, place }: Command, work: () => Promise<Result>): Promise<Result> {
    const subjects = subjectsOf(definition, input);
    if (place !== undefined && this.#queue.isBusy(subjects)) place.pause();
    return this.#queue.run(subjects, async () => {
      await place?.resume();
      requireSomebody(place);
      return work();
    });
  }

  #submit(command: Command, parts: Readonly<Record<string, SaltedPart>>): Promise<Receipt> {
    const consignment = command.definition.custodyOf?.(command.input);
    if (consignment === undefined) return this.#submitter.submit(() => this.#prepare(command, parts));
    return this.#submitForKeepers(command, parts, consignment);
  }

  /**
   * Submits a command that the keepers of a custody head endorse, from memory first. Where the ledger refuses and others turn out to
   * keep it, it is submitted once more for those: nothing is recorded of the first.
   */
  async #submitForKeepers(
    command: Command,
    parts: Readonly<Record<string, SaltedPart>>,
    consignment: string,
  ): Promise<Receipt> {
    const { identity } = command;
    const keepers = this.#keepers.recall(consignment) ?? (await this.#keepersOf(identity, consignment));
    try {
      return await this.#submitNaming(command, parts, consignment, keepers);
    } catch (error) {
      this.#keepers.forget(consignment);
      if (!(error instanceof LedgerError) || error.outcome === "unknown") throw error;
      const now = await this.#keepersOf(identity, consignment);
      if (isSame(now, keepers)) throw error;
      return this.#submitNaming(command, parts, consignment, now);
    }
  }

  async #submitNaming(
    command: Command,
    parts: Readonly<Record<string, SaltedPart>>,
    consignment: string,
    keepers: readonly MspId[],
  ): Promise<Receipt> {
    const receipt = await this.#submitter.submit(() => this.#prepare(command, parts, keepers));
    // A transfer to an organisation that is no keeper yet is endorsed by that one too, and makes it one.
    if (receipt.endorsers.length === keepers.length) this.#keepers.remember(consignment, keepers);
    else this.#keepers.forget(consignment);
    return receipt;
  }

  async #prepare(
    command: Command,
    parts: Readonly<Record<string, SaltedPart>>,
    keepers?: readonly MspId[],
  ): Promise<SubmitRequest> {
    const { identity, definition, input } = command;
    const evidence = await this.#evidence(identity, definition, input);
    const facts = { callerMsp: identity.mspId, ...(keepers === undefined ? {} : { keepers }) };
    const confidential = Object.keys(parts).length + Object.keys(evidence).length > 0;
    const transient = { parts, evidence } as unknown as JsonValue;
    return {
      identity,
      transaction: definition.name,
      arguments: [JSON.stringify(input)],
      endorsers: [...new Set(definition.endorsedBy(input, facts))],
      ...(confidential ? { transient: { [TRANSIENT_FIELD]: Buffer.from(canonicalJson(transient), "utf8") } } : {}),
      beforeOrdering: async (transactionId) => {
        requireSomebody(command.place);
        await command.beforeOrdering?.(transactionId);
      },
    };
  }

  async #evidence(
    identity: LedgerIdentity,
    definition: SubmitDefinition,
    input: unknown,
  ): Promise<Record<string, SaltedPart>> {
    const further = await this.#furtherEvidence(identity, definition, input);
    const wanted = [...further, ...Object.entries(definition.evidence?.(input) ?? {})];
    const found = await Promise.all(
      wanted.map(async ([name, ref]) => [name, await readHeldPart(this.#ledger, identity, ref)] as const),
    );
    return Object.fromEntries(found.filter((entry): entry is [string, SaltedPart] => entry[1] !== undefined));
  }

  /** Evidence that the input does not name: the ledger says which parts it is, as far as the caller's organisation holds them. */
  async #furtherEvidence(
    identity: LedgerIdentity,
    { furtherEvidence }: SubmitDefinition,
    input: unknown,
  ): Promise<readonly (readonly [string, PartRef])[]> {
    if (furtherEvidence === undefined) return [];
    try {
      const answer = await this.#evaluate(identity, furtherEvidence.query, furtherEvidence.of(input));
      const { parts } = readJson<{ readonly parts: readonly PartRef[] }>(answer);
      return parts.map((ref) => [evidenceName(ref), ref]);
    } catch (error) {
      // Whoever is refused here is refused with the command too, and told why.
      if (error instanceof LedgerError && error.refusal) return [];
      throw error;
    }
  }

  async #keepersOf(identity: LedgerIdentity, consignment: string): Promise<readonly MspId[]> {
    const head = await this.#evaluate(identity, CUSTODY_HEAD, { consignment });
    return readJson<{ readonly keepers: readonly MspId[] }>(head).keepers;
  }

  #evaluate(identity: LedgerIdentity, transaction: string, input: unknown): Promise<Uint8Array> {
    return this.#ledger.evaluate({ identity, transaction, arguments: [JSON.stringify(input)] });
  }
}

/** @throws {AbandonedError} */
function requireSomebody(place: Admitted | undefined): void {
  if (place?.gone.aborted === true) throw new AbandonedError();
}

function salted(parts: ConfidentialParts): Record<string, SaltedPart> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, { content, salt }]) => [name, { content, salt: salt ?? randomSecret() }]),
  );
}

function isSame(left: readonly MspId[], right: readonly MspId[]): boolean {
  return left.length === right.length && left.every((mspId) => right.includes(mspId));
}
