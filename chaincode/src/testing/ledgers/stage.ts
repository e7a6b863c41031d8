// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  evidenceName,
  LicetError,
  Membership,
  type PartRef,
  type SaltedPart,
  type SubmitDefinition,
  type TransactionDefinition,
} from "@licet/domain";
import { AREA_RULES } from "../../contracts/areas";
import type { Handler } from "../../fabric/handler";
import { partKey } from "../../fabric/keys";
import { findMembers } from "../../fabric/members";
import { MemoryLedger, type TransactionSetting } from "../fabric/memory-ledger";
import { play } from "../fabric/play";
import type { Person } from "./people";

const MILLISECONDS_A_MINUTE = 60_000;

/** Where a ledger is played act by act: each a minute after the one before, with what the caller's organisation holds as evidence. */
export class Stage {
  readonly ledger: MemoryLedger;
  #nowMs: number;
  #transactions = 0;

  constructor(ledger = new MemoryLedger(Membership.NONE), at = "2026-01-05T08:00:00.000Z") {
    this.ledger = ledger;
    this.#nowMs = Date.parse(at);
  }

  /** Time of the last act. */
  get time(): string {
    return new Date(this.#nowMs).toISOString();
  }

  /** How many transactions the ledger has seen, queries included: each has an id of its own. */
  get transactions(): number {
    return this.#transactions;
  }

  /** Lets ids pass that a ledger has used before it was kept. */
  async skip(transactions: number): Promise<void> {
    while (this.#transactions < transactions) await this.#run(() => this.ledger.run({}, () => Promise.resolve()));
  }

  /** Goes on at a later time. */
  waitUntil(time: string): void {
    this.#nowMs = Math.max(this.#nowMs, Date.parse(time));
  }

  /**
   * One transaction, a minute after the one before, at a peer that endorses it: the caller's own where that is one.
   * @param parts confidential content that it writes.
   */
  async act<D extends SubmitDefinition>(
    definition: D,
    rule: Handler<D>,
    input: z.input<D["input"]>,
    by: Person,
    parts: Readonly<Record<string, SaltedPart>> = {},
  ): Promise<z.output<D["output"]>> {
    this.#nowMs += MILLISECONDS_A_MINUTE;
    const parsed = definition.input.parse(input) as z.output<D["input"]>;
    const endorsers = definition.endorsedBy(parsed, { callerMsp: by.mspId });
    const peerMsp = endorsers.includes(by.mspId) ? by.mspId : (endorsers[0] ?? by.mspId);
    return this.#play(definition, rule, input, {
      ...(await this.#as(by)),
      peerMsp,
      parts: partsOf(definition, parts),
      evidence: {
        ...this.#evidenceOf(definition, parsed, by.mspId),
        ...(await this.#furtherEvidence(definition, parsed, by)),
      },
    });
  }

  /** A query at the asking organisation's own peer. */
  async ask<D extends TransactionDefinition>(
    definition: D,
    rule: Handler<D>,
    input: z.input<D["input"]>,
    by: Person,
  ): Promise<z.output<D["output"]>> {
    return this.#play(definition, rule, input, await this.#as(by));
  }

  /** Who the members are for an organisation. */
  async members(mspId: string): Promise<Membership> {
    const { result: found } = await this.#run(() =>
      this.ledger.run({ members: Membership.NONE }, (tx) => findMembers(tx, mspId)),
    );
    return found === undefined ? Membership.NONE : Membership.of(found.record, found.address);
  }

  async #as(by: Person): Promise<TransactionSetting> {
    const members = await this.members(by.mspId);
    return { members, time: this.time, caller: { jurisdiction: members.stateOf(by.mspId), ...by } };
  }

  async #play<D extends TransactionDefinition>(
    definition: D,
    rule: Handler<D>,
    input: z.input<D["input"]>,
    setting: TransactionSetting,
  ): Promise<z.output<D["output"]>> {
    return (await this.#run(() => play(this.ledger, definition, rule, input, setting))).result;
  }

  #run<R>(transaction: () => Promise<R>): Promise<R> {
    this.#transactions += 1;
    return transaction();
  }

  /** What the transaction needs of existing records, as far as the caller's organisation holds it. */
  #evidenceOf(definition: SubmitDefinition, input: unknown, mspId: string): Record<string, SaltedPart> {
    return this.#heldOf(mspId, Object.entries(definition.evidence?.(input) ?? {}));
  }

  /** What follows from records, as the query says that names it. */
  async #furtherEvidence(
    { furtherEvidence }: SubmitDefinition,
    input: unknown,
    by: Person,
  ): Promise<Record<string, SaltedPart>> {
    if (furtherEvidence === undefined) return {};
    const { definition, rule } = ruleOf(furtherEvidence.query);
    try {
      const { parts } = (await this.ask(definition, rule, furtherEvidence.of(input), by)) as { parts: PartRef[] };
      return this.#heldOf(
        by.mspId,
        parts.map((ref) => [evidenceName(ref), ref]),
      );
    } catch (error) {
      // Whoever is refused here is refused with the transaction too, and told why.
      if (error instanceof LicetError) return {};
      throw error;
    }
  }

  #heldOf(mspId: string, wanted: readonly (readonly [string, PartRef])[]): Record<string, SaltedPart> {
    const held = this.ledger.collections.get(mspId);
    return Object.fromEntries(
      wanted.flatMap(([name, { kind, id, part }]) => {
        const text = held?.get(partKey(kind, id, part));
        return text === undefined ? [] : [[name, JSON.parse(text) as SaltedPart]];
      }),
    );
  }
}

function ruleOf(name: string): {
  readonly definition: TransactionDefinition;
  readonly rule: Handler<TransactionDefinition>;
} {
  for (const { manifest, handlers } of AREA_RULES) {
    const [definition, rule] = [manifest.transactions[name], handlers[name]];
    if (definition !== undefined && rule !== undefined) return { definition, rule };
  }
  throw new Error(`There is no rule behind ${name}.`);
}

/** The parts as `execute` hands them to the rule: with their schemas' defaults. */
function partsOf(
  { parts: schemas = {} }: SubmitDefinition,
  given: Readonly<Record<string, SaltedPart>>,
): Record<string, SaltedPart> {
  return Object.fromEntries(
    Object.entries(given).map(([name, { salt, content }]) => [
      name,
      { salt, content: schemas[name]?.parse(content) } as SaltedPart,
    ]),
  );
}
