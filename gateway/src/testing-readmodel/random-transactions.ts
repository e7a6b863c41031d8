// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, hashOf, hashOfText, type JsonValue, StoredRecord } from "@licet/domain";
import { decodeBlock } from "../blocks/decode-block.js";
import type { JoinedEvent } from "../blocks/join-parts.js";
import type { JoinedWrite, PublicWrite, TransactionEvent } from "../blocks/ledger-event.js";
import { recordedBlocks } from "../testing/recorded-blocks.js";

/** Acts of one transaction at most. */
const ACTS_MAX = 3;

/** What an act changes of a transaction. */
interface Act {
  readonly writes?: readonly PublicWrite[];
  readonly privateWrites?: readonly JoinedWrite[];
}

/** A write of a record, and the private writes that came with it. */
interface Recorded {
  readonly write: PublicWrite & { readonly composite: NonNullable<PublicWrite["composite"]> };
  readonly event: TransactionEvent<JoinedWrite>;
}

/**
 * What the demonstration did, and behind it so many transactions that write its records, proofs and confidential parts again, honestly
 * or not: earlier values, none, values that nobody can read, other addresses, proofs taken back and put in each other's place.
 */
export function randomTransactions(seed: string, count: number): readonly JoinedEvent[] {
  return new RandomTransactions(seed).all(count);
}

class RandomTransactions {
  readonly #seed: string;
  readonly #recorded: readonly JoinedEvent[];
  readonly #records: readonly Recorded[];
  readonly #privateWrites: readonly JoinedWrite[];
  #drawn = 0;

  constructor(seed: string) {
    this.#seed = seed;
    const events = recordedBlocks().flatMap((bytes) => [...decodeBlock(bytes, "licet").events]);
    this.#recorded = events.map((event) =>
      event.kind === "transaction"
        ? { ...event, privateWrites: event.privateWrites.map((write) => ({ ...write, state: "hashed" as const })) }
        : event,
    );
    const transactions = this.#recorded.filter((event) => event.kind === "transaction");
    this.#records = transactions.flatMap((event) =>
      event.writes.flatMap((write) =>
        write.composite?.attributes.length === 1 && proofsIn(event, write).length > 0
          ? [{ write: { ...write, composite: write.composite }, event }]
          : [],
      ),
    );
    this.#privateWrites = transactions.flatMap(({ privateWrites }) => privateWrites);
  }

  all(count: number): readonly JoinedEvent[] {
    const next = (this.#recorded.at(-1)?.at.block ?? -1n) + 1n;
    const more = Array.from({ length: count }, (_, index) => this.#transaction(next + BigInt(index)));
    return [...this.#recorded, ...more];
  }

  #transaction(block: bigint): JoinedEvent {
    const acts = Array.from({ length: 1 + this.#below(ACTS_MAX) }, () => this.#act());
    const { event } = this.#one(this.#records);
    return {
      ...event,
      at: { block, transaction: this.#below(2) },
      transactionId: hashOfText(`transaction ${block}`),
      timestamp: this.#below(20) === 0 ? undefined : new Date(Date.UTC(2026, 5, 1) + Number(block) * 1_000),
      writes: distinct(
        acts.flatMap(({ writes = [] }) => writes),
        ({ key }) => key,
      ),
      privateWrites: distinct(
        acts.flatMap(({ privateWrites = [] }) => privateWrites),
        ({ organisation = "", keyHash }) => `${organisation} ${keyHash}`,
      ),
    };
  }

  #act(): Act {
    const acts = [
      (): Act => this.#earlierValue(),
      (): Act => this.#noValue(),
      (): Act => this.#anotherAddress(),
      (): Act => this.#proofChanged(),
      (): Act => this.#privateWrite(),
      (): Act => this.#part(),
      (): Act => this.#wholeTransaction(),
    ];
    return this.#one(acts)();
  }

  #earlierValue(): Act {
    const { write } = this.#one(this.#records);
    const { value } = this.#one(
      this.#records.filter((each) => each.write.composite.type === write.composite.type),
    ).write;
    return { writes: [{ ...write, value: this.#below(3) === 0 ? value : write.value }] };
  }

  #noValue(): Act {
    const { write } = this.#one(this.#records);
    return { writes: [{ ...write, value: this.#below(2) === 0 ? undefined : Buffer.from("nothing") }] };
  }

  /** A record under its own reference at another address, one of a few, so that one takes another's. */
  #anotherAddress(): Act {
    const { write, event } = this.#one(this.#records);
    const address = hashOfText(`address ${this.#below(4)}`);
    const composite = { ...write.composite, attributes: [address] };
    const proofs = proofsIn(event, write).map((proof) => ({ ...proof, valueHash: address }));
    return { writes: [{ ...write, key: JSON.stringify(composite), composite }], privateWrites: proofs };
  }

  #proofChanged(): Act {
    const { write, event } = this.#one(this.#records);
    const values = [undefined, hashOfText("address 0"), write.composite.attributes[0]];
    return { privateWrites: proofsIn(event, write).map((proof) => ({ ...proof, valueHash: this.#one(values) })) };
  }

  #privateWrite(): Act {
    const write = this.#one(this.#privateWrites);
    return { privateWrites: [{ ...write, valueHash: this.#one([undefined, write.valueHash, hashOfText("other")]) }] };
  }

  /** A part with the content that the same transaction commits its record to, or with another. */
  #part(): Act {
    const { write, event } = this.#one(this.#records);
    const parts = event.privateWrites.filter(({ part }) => part !== undefined);
    const content = { exporter: { party: `GB-EX-${this.#below(3)}`, name: `Works ${this.#below(3)}` } };
    const held = { salt: hashOfText("salt"), content } as const;
    const value = this.#below(4) === 0 ? write.value : committed(write, hashOf(held));
    const privateWrites = parts.map((part): JoinedWrite => {
      const state = this.#one(["held", "held", "pending", "superseded", "hashed"] as const);
      return state === "held" ? { ...part, valueHash: hashOf(held), state, ...held } : { ...part, state };
    });
    return { writes: [{ ...write, value }], privateWrites };
  }

  #wholeTransaction(): Act {
    const { writes, privateWrites } = this.#one(this.#records).event;
    return { writes, privateWrites };
  }

  #one<T>(items: readonly T[]): T {
    // What is drawn may itself be undefined.
    return items[this.#below(items.length)] as T;
  }

  #below(limit: number): number {
    this.#drawn += 1;
    return Number.parseInt(hashOfText(`${this.#seed} ${this.#drawn}`).slice(0, 8), 16) % limit;
  }
}

/** The private writes of a transaction that prove a record that it creates. */
function proofsIn(event: TransactionEvent<JoinedWrite>, { composite }: PublicWrite): readonly JoinedWrite[] {
  return event.privateWrites.filter(({ valueHash }) => valueHash === composite?.attributes[0]);
}

function committed(write: PublicWrite, commitment: string): Uint8Array | undefined {
  if (write.value === undefined) return undefined;
  const record = recordIn(write.value);
  const names = Object.keys((record["commitments"] ?? {}) as object);
  const commitments = Object.fromEntries(names.map((name) => [name, commitment]));
  const changed = names.length === 0 ? record : { ...record, commitments };
  return Buffer.from(canonicalJson({ schema: 1, record: changed }), "utf8");
}

function recordIn(value: Uint8Array): Readonly<Record<string, JsonValue>> {
  const stored = StoredRecord.parse(JSON.parse(Buffer.from(value).toString("utf8")) as JsonValue);
  return stored.record as Readonly<Record<string, JsonValue>>;
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
