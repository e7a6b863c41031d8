// SPDX-License-Identifier: Apache-2.0

import type { MspManager } from "../identity/identity.js";
import type { ChannelPolicies, Policy } from "../policy/policy.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { Collection } from "../state/definition.js";
import type { DefinitionReads } from "../state/lifecycle.js";
import { VALIDATION_PARAMETER } from "../state/interest.js";
import type { CollectionHashedRwset, NsRwset } from "../protocol/rwset.js";
import { readMetadata, type StateReader } from "../state/state.js";
import type { MspIdentity } from "../identity/msp.js";
import { validSigners } from "../policy/signature-policy.js";
import { Code } from "./codes.js";
import { InvalidTransaction, type EndorserTransaction } from "./transaction.js";

/** Where the policies of chaincodes and collections come from. */
export interface PolicySource {
  /** Undefined for a chaincode the channel does not have. */
  endorsementPolicy(chaincode: string): Policy | undefined;
  /** Undefined for a collection the chaincode does not have. */
  collection(chaincode: string, name: string): Pick<Collection, "endorsementPolicy"> | undefined;
  /** How transactions read the definitions; undefined where they are part of the state. */
  readonly reads?: DefinitionReads;
}

/** What endorsement policies are checked against. */
export interface EndorsementContext {
  readonly msps: MspManager;
  readonly policies: ChannelPolicies;
  readonly definitions: PolicySource;
  /** State before the block. */
  readonly committed: StateReader;
}

function policyFailure(message: string): InvalidTransaction {
  return new InvalidTransaction(Code.ENDORSEMENT_POLICY_FAILURE, message);
}

const PUBLIC = "";

function keyId(ns: string, collection: string, key: string): string {
  return `${ns}\0${collection}\0${key}`;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Keys a namespace of a transaction sets metadata of. */
function* metadataKeys(ns: NsRwset): Generator<string> {
  for (const { key } of ns.metadataWrites) yield keyId(ns.namespace, PUBLIC, key);
  for (const { collection, metadataWrites } of ns.collections) {
    for (const { keyHash } of metadataWrites) yield keyId(ns.namespace, collection, hex(keyHash));
  }
}

function writesTo(ns: NsRwset): boolean {
  if (ns.writes.length > 0 || ns.metadataWrites.length > 0) return true;
  return ns.collections.some(({ writes, metadataWrites }) => writes.length > 0 || metadataWrites.length > 0);
}

/**
 * Checks the endorsements of a block's transactions in order. The state that governs them is that before the block; a key whose policy
 * an earlier transaction of the same block changes cannot be written in this block any more.
 */
export class EndorsementChecker {
  readonly #context: EndorsementContext;
  /** Keys whose metadata a transaction of this block with sufficient endorsements sets. */
  readonly #changedPolicies = new Set<string>();

  constructor(context: EndorsementContext) {
    this.#context = context;
  }

  /** @throws {InvalidTransaction} ENDORSEMENT_POLICY_FAILURE, or INVALID_CHAINCODE for a chaincode the channel does not have. */
  check(transaction: EndorserTransaction): void {
    const { rwset, chaincode } = transaction;
    const signers = this.#signers(transaction);
    const changed: string[] = [];
    const written = rwset.filter((ns) => ns.namespace === chaincode || writesTo(ns));
    const namespaces = new Set([chaincode, ...written.map((ns) => ns.namespace)]);
    try {
      for (const namespace of namespaces) {
        const ns = rwset.find((candidate) => candidate.namespace === namespace);
        this.#checkNamespace(namespace, ns, signers);
        if (ns !== undefined) changed.push(...metadataKeys(ns));
      }
    } finally {
      for (const key of changed) this.#changedPolicies.add(key);
    }
  }

  #signers({ action }: EndorserTransaction): readonly MspIdentity[] {
    const data = action.endorsements.map(({ endorser, signature }) => ({
      data: Buffer.concat([action.proposalResponsePayload, endorser]),
      identity: endorser,
      signature,
    }));
    return validSigners(this.#context.msps, data);
  }

  #checkNamespace(namespace: string, ns: NsRwset | undefined, signers: readonly MspIdentity[]): void {
    const policy = this.#context.definitions.endorsementPolicy(namespace);
    if (policy === undefined) {
      throw new InvalidTransaction(Code.INVALID_CHAINCODE, `chaincode ${namespace} is not defined on the channel`);
    }
    const check = new NamespaceCheck(this.#context, namespace, policy, signers, this.#changedPolicies);
    if (ns !== undefined) check.writes(ns);
    check.finish();
  }
}

/** The policies one namespace of a transaction has to satisfy, each evaluated once. */
class NamespaceCheck {
  readonly #satisfied = new Set<Policy>();
  #anyChecked = false;

  constructor(
    readonly context: EndorsementContext,
    readonly namespace: string,
    readonly policy: Policy,
    readonly signers: readonly MspIdentity[],
    readonly changedPolicies: ReadonlySet<string>,
  ) {}

  writes(ns: NsRwset): void {
    for (const { key } of ns.writes) this.#stateKey(key);
    for (const { key } of ns.metadataWrites) this.#stateKey(key);
    for (const collection of ns.collections) this.#collection(collection, collection.writes);
    for (const collection of ns.collections) this.#collection(collection, collection.metadataWrites);
  }

  /** A transaction that wrote nothing here still needs the chaincode's policy. */
  finish(): void {
    if (!this.#anyChecked) this.#require(this.policy);
  }

  #stateKey(key: string): void {
    this.#checkUnchanged(keyId(this.namespace, PUBLIC, key), key);
    const metadata = this.context.committed.state(this.namespace, key)?.metadata;
    if (!this.#keyPolicy(metadata)) this.#require(this.policy);
  }

  #collection({ collection }: CollectionHashedRwset, writes: readonly { readonly keyHash: Uint8Array }[]): void {
    for (const { keyHash } of writes) {
      const name = hex(keyHash);
      this.#checkUnchanged(keyId(this.namespace, collection, name), name);
      const metadata = this.context.committed.hashed(this.namespace, collection, keyHash)?.metadata;
      if (!this.#keyPolicy(metadata)) this.#collectionPolicy(collection);
    }
  }

  #checkUnchanged(id: string, key: string): void {
    if (!this.changedPolicies.has(id)) return;
    throw policyFailure(
      `validation parameters for key [${key}] in namespace [${this.namespace}] have been changed in this block`,
    );
  }

  /** Evaluates the policy of the key itself; false when it has none. */
  #keyPolicy(metadata: Uint8Array | undefined): boolean {
    if (metadata === undefined || metadata.length === 0) return false;
    const parameter = readMetadata(metadata)?.get(VALIDATION_PARAMETER);
    if (parameter === undefined || parameter.length === 0) return false;
    try {
      this.#require(this.context.policies.signaturePolicy(parameter));
    } catch (error) {
      if (error instanceof LedgerError) throw policyFailure(error.message);
      throw error;
    }
    return true;
  }

  #collectionPolicy(name: string): void {
    const collection = this.context.definitions.collection(this.namespace, name);
    if (collection === undefined) throw policyFailure(`no such collection '${name}'`);
    this.#require(collection.endorsementPolicy ?? this.policy);
  }

  #require(policy: Policy): void {
    if (this.#satisfied.has(policy)) return;
    if (!policy.evaluateIdentities(this.signers)) {
      throw policyFailure(
        `validation of endorsement policy for chaincode ${this.namespace} failed: ${policy.description}`,
      );
    }
    this.#satisfied.add(policy);
    this.#anyChecked = true;
  }
}
