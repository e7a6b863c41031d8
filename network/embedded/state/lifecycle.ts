// SPDX-License-Identifier: Apache-2.0

import type { KvRead, Version } from "../protocol/rwset.js";

/** Namespace in which a Fabric channel keeps the definitions of its chaincodes. */
export const LIFECYCLE_NAMESPACE = "_lifecycle";

/** Definitions are part of the channel from its block 0 on. */
const DEFINED: Version = { block: 0, tx: 0 };

/** The key that every change of a definition writes. */
const SEQUENCE = "Sequence";
/** The other fields; who needs a chaincode's collections reads the definition as a whole. */
const OTHER_FIELDS = ["Collections", "EndorsementInfo", "ValidationInfo"];

interface Reads {
  readonly executed: readonly KvRead[];
  readonly collections: readonly KvRead[];
}

function readsOf(chaincode: string): Reads {
  const read = (key: string): KvRead => ({ key, version: DEFINED });
  const fieldRead = (field: string): KvRead => read(`namespaces/fields/${chaincode}/${field}`);
  const executed = [fieldRead(SEQUENCE)];
  return {
    executed,
    collections: [...executed, ...OTHER_FIELDS.map(fieldRead), read(`namespaces/metadata/${chaincode}`)],
  };
}

/**
 * What transactions read of the definitions of the chaincodes they execute. Definitions come from the consortium's description and stay
 * as they are while the channel is open, so these reads are constant and neither making nor checking them needs the state.
 */
export class DefinitionReads {
  readonly #reads: ReadonlyMap<string, Reads>;
  readonly #keys: ReadonlySet<string>;

  constructor(chaincodes: readonly string[]) {
    this.#reads = new Map(chaincodes.map((chaincode) => [chaincode, readsOf(chaincode)]));
    this.#keys = new Set([...this.#reads.values()].flatMap(({ collections }) => collections.map(({ key }) => key)));
  }

  /** Reads of a transaction that executes the chaincode; none for one the channel does not have. */
  executed(chaincode: string): readonly KvRead[] {
    return this.#reads.get(chaincode)?.executed ?? [];
  }

  /** Reads of a transaction that uses a collection of the chaincode. */
  collections(chaincode: string): readonly KvRead[] {
    return this.#reads.get(chaincode)?.collections ?? [];
  }

  /** Version of a key of the lifecycle's namespace; undefined for a key that it does not hold. */
  version(key: string): Version | undefined {
    return this.#keys.has(key) ? DEFINED : undefined;
  }
}
