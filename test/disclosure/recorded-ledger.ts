// SPDX-License-Identifier: Apache-2.0
import {
  MemoryLedger,
  type RunOutcome,
  type TransactionSetting,
} from "@licet/chaincode/internal/testing/fabric/memory-ledger";
import { hashOfText, Membership, partKey, type PartRef, type SaltedPart } from "@licet/domain";
import type { JoinedEvent } from "@licet/gateway/blocks/join-parts";
import type { JoinedWrite, PublicWrite } from "@licet/gateway/blocks/ledger-event";
import { namedParts } from "@licet/gateway/blocks/named-parts";

/** A ledger in memory that hands each of its transactions on as blocks would tell of it to a gateway of all its organisations. */
export class RecordedLedger extends MemoryLedger {
  readonly #events: JoinedEvent[] = [];
  readonly #known = new Map<string, PartRef>();
  #count = 0;

  constructor() {
    super(Membership.NONE);
  }

  override async run<R>(setting: TransactionSetting, rule: Parameters<MemoryLedger["run"]>[1]): Promise<RunOutcome<R>> {
    const outcome = (await super.run(setting, rule)) as RunOutcome<R>;
    if (outcome.writes.size + outcome.privateWrites.length > 0) this.#events.push(this.#eventOf(setting, outcome));
    return outcome;
  }

  /** What happened since this was asked last. */
  taken(): readonly JoinedEvent[] {
    return this.#events.splice(0);
  }

  #eventOf({ caller, time }: TransactionSetting, outcome: RunOutcome<unknown>): JoinedEvent {
    const { txId: transactionId, writes, privateWrites } = outcome;
    this.#count += 1;
    const publicWrites = [...writes].map(([key, value]) => publicWrite(key, value));
    for (const [hash, ref] of namedParts(publicWrites, undefined)) this.#known.set(hash, ref);
    return {
      kind: "transaction",
      at: { block: BigInt(this.#count), transaction: 0 },
      transactionId,
      timestamp: new Date(time ?? 0),
      creator: caller?.mspId ?? "",
      validationCode: "VALID",
      chaincode: "licet",
      name: "",
      arguments: [],
      endorsers: [],
      announced: undefined,
      writes: publicWrites,
      privateWrites: privateWrites.map((write) => this.#privateWrite(write)),
    };
  }

  #privateWrite({ organisation, key, value }: RunOutcome<unknown>["privateWrites"][number]): JoinedWrite {
    const part = this.#known.get(hashOfText(key));
    const write = {
      collection: `_implicit_org_${organisation}`,
      organisation,
      keyHash: hashOfText(key),
      valueHash: hashOfText(value),
      part,
    };
    return part === undefined
      ? { ...write, state: "hashed" }
      : { ...write, state: "held", ...(JSON.parse(value) as SaltedPart) };
  }
}

function publicWrite(key: string, value: string): PublicWrite {
  const [type = "", ...attributes] = key.slice(1).split("\u0000");
  return { key, composite: { type, attributes: attributes.slice(0, -1) }, value: Buffer.from(value, "utf8") };
}

/** Confidential parts that lie on a ledger, each with the organisation that has it. */
export function partsOn(ledger: MemoryLedger): readonly { readonly organisation: string; readonly ref: PartRef }[] {
  return [...ledger.collections].flatMap(([organisation, entries]) =>
    [...entries.keys()].flatMap((key) => {
      const [word, kind, ...rest] = key.split("/");
      if (word !== "part") return [];
      const ref = { kind, id: rest.slice(0, -1).join("/"), part: rest.at(-1) } as PartRef;
      if (partKey(ref.kind, ref.id, ref.part) !== key) throw new Error(`${key} is read otherwise than it is made`);
      return [{ organisation, ref }];
    }),
  );
}
