// SPDX-License-Identifier: Apache-2.0
import { common } from "@hyperledger/fabric-protos";
import { transactionsOf } from "@licet/scripts/wire/block";
import type { Person } from "@licet/scripts/wire/person";
import { CHAINCODE, type Net } from "./network.js";
import { sha256 } from "./write-set.js";

interface DescribedNamespace {
  readonly namespace: string;
  readonly writes?: readonly (readonly [string, string?])[];
  readonly collections?: readonly {
    readonly name: string;
    readonly writes: readonly { readonly key: string; readonly value: string; readonly delete: boolean }[];
  }[];
}

/** What every member can read of the channel's blocks: keys and values, and the hashes of what lies in collections. */
export class ObservedLedger {
  readonly #net: Net;
  readonly #reader: Person;
  readonly #values = new Map<string, string>();
  readonly #hashes = new Map<string, string>();
  /** Values that each key has had, oldest first. */
  readonly #history = new Map<string, string[]>();
  #next = 0;

  constructor(net: Net, reader: Person) {
    this.#net = net;
    this.#reader = reader;
  }

  /** Reads the blocks that have come since. */
  async catchUp(): Promise<void> {
    const info = common.BlockchainInfo.deserializeBinary(await this.#ask("GetChainInfo", this.#net.channel));
    for (; this.#next < info.getHeight(); this.#next += 1) {
      const bytes = await this.#ask("GetBlockByNumber", this.#net.channel, String(this.#next));
      for (const { code, rwset } of transactionsOf(common.Block.deserializeBinary(bytes), () => "")) {
        if (code === "VALID" && rwset !== null) this.#apply(rwset as unknown as readonly DescribedNamespace[]);
      }
    }
  }

  valueAt(key: string): string | undefined {
    return this.#values.get(key);
  }

  /** Values that a key has had, oldest first. */
  historyOf(key: string): readonly string[] {
    return this.#history.get(key) ?? [];
  }

  /** SHA-256 of what an organisation's collection holds under a key, lower-case hexadecimal. */
  hashIn(organisation: string, key: string): string | undefined {
    return this.#hashes.get(hashPlace(`_implicit_org_${organisation}`, hex(sha256(key))));
  }

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  #apply(namespaces: readonly DescribedNamespace[]): void {
    for (const { namespace, writes = [], collections = [] } of namespaces) {
      if (namespace !== CHAINCODE) continue;
      for (const [key, value] of writes) {
        if (value === undefined) this.#values.delete(key);
        else this.#values.set(key, value);
        this.#history.set(key, [...(this.#history.get(key) ?? []), value ?? ""]);
      }
      for (const collection of collections) {
        for (const write of collection.writes) {
          const place = hashPlace(collection.name, write.key);
          if (write.delete) this.#hashes.delete(place);
          else this.#hashes.set(place, write.value);
        }
      }
    }
  }

  async #ask(fn: string, ...args: readonly string[]): Promise<Uint8Array> {
    const { response } = await this.#net.propose(this.#reader, this.#reader.mspId, [fn, ...args], {
      chaincode: "qscc",
    });
    return response?.getResponse()?.getPayload_asU8() ?? new Uint8Array();
  }
}

function hashPlace(collection: string, keyHash: string): string {
  return `${collection}|${keyHash}`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
