// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import {
  canonicalJson,
  type EvaluateDefinition,
  type JsonValue,
  type MspId,
  type PartRef,
  type SaltedPart,
  type SubmitDefinition,
} from "@licet/chaincode/domain";
import { CustodianMemory } from "./custodians.js";
import type { KeyQueue } from "./key-queue.js";
import { LedgerError } from "./ledger-error.js";
import type { Ledger, LedgerIdentity, Receipt, SubmitRequest } from "./port.js";
import type { Submitter } from "./submitter.js";

/** Name of the transient field that chaincode reads confidential input from. */
const TRANSIENT_FIELD = "confidential";

/** Bytes of a salt. */
const SALT_BYTES = 32;

/** Transactions that the gateway itself calls on a caller's behalf. */
const READ_PART = "sharing:ReadPart";
const CUSTODY_HEAD = "custody:Head";

/** Refusals that say that the caller's organisation does not hold a part: the ledger then decides without it. */
const PART_NOT_HELD: readonly string[] = ["NOT_HELD", "NOT_DISCLOSED", "NOT_FOUND", "PRIVATE_READ_REFUSED"];

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
}

/**
 * Runs the domain's transactions on the ledger: who endorses, what evidence a rule needs and whose custody is touched all come from
 * the transaction's definition.
 */
export class Transactions {
  readonly #ledger: Ledger;
  readonly #submitter: Submitter;
  readonly #queue: KeyQueue;
  readonly #custodians = new CustodianMemory();

  constructor(ledger: Ledger, submitter: Submitter, queue: KeyQueue) {
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
   * @throws LedgerError, QueueFullError.
   */
  command(command: Command): Promise<Receipt> {
    const parts = salted(command.parts);
    return this.#queue.run(subjectsOf(command.input), async () => {
      const consignment = command.definition.custodyOf?.(command.input);
      if (consignment === undefined) return this.#submitter.submit(() => this.#prepare(command, parts));
      return this.#submitForCustodian(command, parts, consignment);
    });
  }

  /**
   * Submits a command that the custodian's organisation endorses, from memory first. Where the ledger refuses and custody turns out to
   * lie elsewhere, it is submitted once more for the custodian it has: nothing is recorded of the first.
   */
  async #submitForCustodian(
    command: Command,
    parts: Readonly<Record<string, SaltedPart>>,
    consignment: string,
  ): Promise<Receipt> {
    const { identity } = command;
    const custodian = this.#custodians.recall(consignment) ?? (await this.#custodianMsp(identity, consignment));
    try {
      return await this.#submitNaming(command, parts, consignment, custodian);
    } catch (error) {
      this.#custodians.forget(consignment);
      if (!(error instanceof LedgerError) || error.outcome === "unknown") throw error;
      const now = await this.#custodianMsp(identity, consignment);
      if (now === custodian) throw error;
      return this.#submitNaming(command, parts, consignment, now);
    }
  }

  async #submitNaming(
    command: Command,
    parts: Readonly<Record<string, SaltedPart>>,
    consignment: string,
    custodian: MspId,
  ): Promise<Receipt> {
    const receipt = await this.#submitter.submit(() => this.#prepare(command, parts, custodian));
    // Custody moves to another organisation only with that organisation's endorsement beside the custodian's.
    if (receipt.endorsers.length === 1) this.#custodians.remember(consignment, custodian);
    else this.#custodians.forget(consignment);
    return receipt;
  }

  async #prepare(
    command: Command,
    parts: Readonly<Record<string, SaltedPart>>,
    custodianMsp?: MspId,
  ): Promise<SubmitRequest> {
    const { identity, definition, input } = command;
    const evidence = await this.#evidence(identity, definition, input);
    const facts = { callerMsp: identity.mspId, ...(custodianMsp === undefined ? {} : { custodianMsp }) };
    const confidential = Object.keys(parts).length + Object.keys(evidence).length > 0;
    const transient = { parts, evidence } as unknown as JsonValue;
    return {
      identity,
      transaction: definition.name,
      arguments: [JSON.stringify(input)],
      endorsers: [...new Set(definition.endorsedBy(input, facts))],
      ...(confidential ? { transient: { [TRANSIENT_FIELD]: Buffer.from(canonicalJson(transient), "utf8") } } : {}),
      ...(command.beforeOrdering ? { beforeOrdering: command.beforeOrdering } : {}),
    };
  }

  async #evidence(
    identity: LedgerIdentity,
    definition: SubmitDefinition,
    input: unknown,
  ): Promise<Record<string, SaltedPart>> {
    const wanted = Object.entries(definition.evidence?.(input) ?? {});
    const found = await Promise.all(
      wanted.map(async ([name, ref]) => [name, await this.#part(identity, ref)] as const),
    );
    return Object.fromEntries(found.filter((entry): entry is [string, SaltedPart] => entry[1] !== undefined));
  }

  /** A confidential part at the caller's own peer, or undefined where it is not held or not for the caller. */
  async #part(identity: LedgerIdentity, ref: PartRef): Promise<SaltedPart | undefined> {
    try {
      const { content, salt } = parseJson(await this.#evaluate(identity, READ_PART, ref)) as unknown as SaltedPart;
      return { content, salt };
    } catch (error) {
      if (error instanceof LedgerError && error.refusal && PART_NOT_HELD.includes(error.refusal.code)) return undefined;
      throw error;
    }
  }

  async #custodianMsp(identity: LedgerIdentity, consignment: string): Promise<MspId> {
    const head = parseJson(await this.#evaluate(identity, CUSTODY_HEAD, { consignment }));
    return (head as unknown as { readonly custodianMsp: MspId }).custodianMsp;
  }

  #evaluate(identity: LedgerIdentity, transaction: string, input: unknown): Promise<Uint8Array> {
    return this.#ledger.evaluate({ identity, transaction, arguments: [JSON.stringify(input)] });
  }
}

function salted(parts: ConfidentialParts): Record<string, SaltedPart> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, { content, salt }]) => [
      name,
      { content, salt: salt ?? randomBytes(SALT_BYTES).toString("hex") },
    ]),
  );
}

function parseJson(bytes: Uint8Array): JsonValue {
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as JsonValue;
}

/** Input fields that name a record whose key a command reads and writes. */
const SUBJECT_FIELDS: readonly string[] = ["licence", "number", "consignment", "certificate", "application"];

/** How deep an input is searched for the records it names. */
const SUBJECT_DEPTH_MAX = 4;

/**
 * The records that a command changes, as far as its input names them: commands on one of them go one after another. It only lessens
 * conflicts; what is missed here, Fabric's own check finds.
 */
export function subjectsOf(input: unknown, depth = 0): string[] {
  if (typeof input !== "object" || input === null || depth > SUBJECT_DEPTH_MAX) return [];
  if (Array.isArray(input)) return input.flatMap((item) => subjectsOf(item, depth + 1));
  return Object.entries(input).flatMap(([name, value]) => {
    if (typeof value === "string") return SUBJECT_FIELDS.includes(name) ? [value] : [];
    return subjectsOf(value, depth + 1);
  });
}
