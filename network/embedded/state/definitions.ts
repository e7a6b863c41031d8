// SPDX-License-Identifier: Apache-2.0

import { parsePolicy } from "../policy/dsl.js";
import { SignaturePolicy } from "../policy/signature-policy.js";
import type { MspManager } from "../identity/identity.js";
import type { ChannelPolicies, Policy } from "../policy/policy.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { ChaincodeDefinition, Collection } from "./definition.js";
import { DefinitionReads } from "./lifecycle.js";
import { declaredCollection, implicitCollection, implicitCollectionOwner } from "./collections.js";

interface Deployed {
  readonly definition: ChaincodeDefinition;
  readonly policy: Policy;
  readonly collections: Map<string, Collection>;
}

/** Policy of chaincodes that declare none. */
const DEFAULT_ENDORSEMENT = "/Channel/Application/Endorsement";

/** The chaincodes committed on the channel with their policies and collections. */
export class Definitions {
  /** What transactions read of the definitions. */
  readonly reads: DefinitionReads;
  readonly #deployed = new Map<string, Deployed>();

  /**
   * @throws {LedgerError}
   * @throws {PolicySyntaxError}
   */
  constructor(
    definitions: readonly ChaincodeDefinition[],
    organisations: readonly string[],
    msps: MspManager,
    policies: ChannelPolicies,
  ) {
    this.reads = new DefinitionReads(definitions.map(({ name }) => name));
    for (const definition of definitions) {
      const { name, endorsementPolicy } = definition;
      const policy =
        endorsementPolicy === undefined
          ? policies.policy(DEFAULT_ENDORSEMENT)
          : new SignaturePolicy(msps, parsePolicy(endorsementPolicy), endorsementPolicy);
      if (policy === undefined) throw new LedgerError(`the channel has no policy ${DEFAULT_ENDORSEMENT}`);
      const collections = new Map<string, Collection>();
      for (const collection of definition.collections) {
        if (implicitCollectionOwner(collection.name) !== undefined) {
          throw new LedgerError(
            `collection ${collection.name} of ${name}: the name is reserved for implicit collections`,
          );
        }
        collections.set(collection.name, declaredCollection(msps, name, collection));
      }
      for (const mspId of organisations) {
        const collection = implicitCollection(msps, policies, name, mspId);
        collections.set(collection.name, collection);
      }
      this.#deployed.set(name, { definition, policy, collections });
    }
  }

  all(): readonly ChaincodeDefinition[] {
    return [...this.#deployed.values()].map(({ definition }) => definition);
  }

  definition(chaincode: string): ChaincodeDefinition | undefined {
    return this.#deployed.get(chaincode)?.definition;
  }

  endorsementPolicy(chaincode: string): Policy | undefined {
    return this.#deployed.get(chaincode)?.policy;
  }

  collection(chaincode: string, name: string): Collection | undefined {
    return this.#deployed.get(chaincode)?.collections.get(name);
  }

  /**
   * The collection.
   * @throws {LedgerError} with Fabric's sentence where it does not exist.
   */
  requireCollection(chaincode: string, name: string): Collection {
    const deployed = this.#deployed.get(chaincode);
    if (deployed === undefined) {
      throw new LedgerError(
        `collection config not defined for chaincode [${chaincode}], pass the collection configuration upon chaincode definition/instantiation`,
      );
    }
    const collection = deployed.collections.get(name);
    if (collection === undefined) {
      throw new LedgerError(`collection [${name}] not defined in the collection config for chaincode [${chaincode}]`);
    }
    return collection;
  }
}
