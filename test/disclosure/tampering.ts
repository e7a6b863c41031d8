// SPDX-License-Identifier: Apache-2.0
import { recordKeyAt } from "@licet/chaincode/internal/fabric/records";
import {
  canonicalJson,
  type CustodyHead,
  custodyConsentKey,
  eventId,
  hashOfText,
  type JsonValue,
  type KeyType,
  proofKey,
  recordDefinition,
} from "@licet/domain";
import type { RecordedLedger } from "./recorded-ledger.js";

type Fields = Record<string, JsonValue>;

/** Writes what a member may write whose own chaincode and peer are tampered with, and remembers what was there. */
export class Tampering {
  readonly #ledger: RecordedLedger;
  #undo: (() => Promise<void>)[] = [];

  constructor(ledger: RecordedLedger) {
    this.#ledger = ledger;
  }

  /** Puts back what was there before. */
  async undo(): Promise<void> {
    for (const step of this.#undo.splice(0).reverse()) await step();
  }

  /** The owner makes a record say something else. */
  async rewrite(type: KeyType, id: string, change: (record: Fields) => Fields): Promise<void> {
    const key = this.#keyOf(type, id);
    const before = this.#ledger.state.get(key) ?? "";
    const stored = JSON.parse(before) as { record: Fields };
    await this.#put(key, canonicalJson({ ...stored, record: change(stored.record) }));
    this.#undo.push(() => this.#put(key, before));
  }

  /** The owner takes its proof of a record back. */
  unprove(type: KeyType, id: string): Promise<void> {
    return this.unsay(ownerOf(type, id), proofKey(type, id));
  }

  /** The custodian says no more that it has the goods. */
  disown(consignment: string): Promise<void> {
    const head = this.record("custody-head", consignment) as unknown as CustodyHead;
    return this.unsay(head.custodianMsp, custodyConsentKey(eventId(consignment, head.receivedEvent)));
  }

  /** An organisation says something else under a key of its collection. */
  async unsay(organisation: string, key: string): Promise<void> {
    const before = this.#ledger.collections.get(organisation)?.get(key);
    if (before === undefined) throw new Error(`${organisation} says nothing under ${key}`);
    await this.#putPrivate(organisation, key, "nothing");
    this.#undo.push(() => this.#putPrivate(organisation, key, before));
  }

  /** What a proven record says. */
  record(type: KeyType, id: string): Fields {
    return (JSON.parse(this.#ledger.state.get(this.#keyOf(type, id)) ?? "") as { record: Fields }).record;
  }

  #keyOf(type: KeyType, id: string): string {
    const proof = this.#ledger.collections.get(ownerOf(type, id))?.get(proofKey(type, id));
    if (proof === undefined) throw new Error(`Nobody proves ${type} ${id}`);
    return recordKeyAt(type, hashOfText(proof));
  }

  async #put(key: string, value: string): Promise<void> {
    await this.#ledger.run({}, (tx) => tx.state.put(key, value));
  }

  async #putPrivate(organisation: string, key: string, value: string): Promise<void> {
    await this.#ledger.run({}, (tx) => tx.privateState.put(organisation, key, value));
  }
}

function ownerOf(type: KeyType, id: string): string {
  const owner = recordDefinition(type)?.owner?.(id);
  if (owner === undefined) throw new Error(`Records of type ${type} have no owner`);
  return owner;
}
