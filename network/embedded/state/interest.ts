// SPDX-License-Identifier: Apache-2.0

import { common, peer } from "@hyperledger/fabric-protos";
import { newMessage } from "../protocol/new-message.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { Metadata } from "./simulation.js";
import { LIFECYCLE_NAMESPACE } from "./lifecycle.js";

/** Metadata name of a key's endorsement policy. */
export const VALIDATION_PARAMETER = "VALIDATION_PARAMETER";

/** Collection name that stands for the namespace's public state. */
const PUBLIC = "";

/**
 * What a simulation touched, in the terms in which endorsers are planned: per chaincode whether its own policy is needed, the
 * collections read and written, and the policies of the keys it writes.
 */
export class InterestBuilder {
  /** namespace -> collection -> whether the chaincode's or collection's own policy is needed */
  readonly #needed = new Map<string, Map<string, boolean>>();
  readonly #keyPolicies = new Map<string, Uint8Array[]>();
  readonly #privateReads = new Map<string, Set<string>>();

  /** A key is written whose metadata was as given. */
  write(ns: string, collection: string, metadata: Metadata | undefined): void {
    const needed = this.#namespace(ns);
    if (!needed.has(PUBLIC)) needed.set(PUBLIC, false);
    const policy = metadata?.get(VALIDATION_PARAMETER);
    if (policy === undefined) {
      needed.set(collection, true);
      return;
    }
    const policies = this.#keyPolicies.get(ns) ?? [];
    if (!policies.some((known) => Buffer.compare(known, policy) === 0)) policies.push(policy);
    this.#keyPolicies.set(ns, policies);
  }

  privateRead(ns: string, collection: string): void {
    const reads = this.#privateReads.get(ns) ?? new Set();
    this.#privateReads.set(ns, reads.add(collection));
  }

  /** @param namespaces all namespaces of the read/write set; that of the definitions is only read and needs no endorsers */
  finish(namespaces: readonly string[]): peer.ChaincodeInterest {
    for (const ns of namespaces)
      if (ns !== LIFECYCLE_NAMESPACE && !this.#needed.has(ns)) this.#namespace(ns).set(PUBLIC, true);
    for (const [ns, collections] of this.#privateReads) {
      for (const collection of collections) this.#namespace(ns).set(collection, true);
    }
    const interest = new peer.ChaincodeInterest();
    for (const [ns, collections] of this.#needed) {
      for (const [collection, needed] of collections) {
        const call = collection === PUBLIC ? this.#publicCall(ns, needed) : this.#collectionCall(ns, collection);
        if (call !== undefined) interest.addChaincodes(call);
      }
    }
    return interest;
  }

  #namespace(ns: string): Map<string, boolean> {
    let needed = this.#needed.get(ns);
    if (needed === undefined) {
      needed = new Map();
      this.#needed.set(ns, needed);
    }
    return needed;
  }

  #publicCall(ns: string, needed: boolean): peer.ChaincodeCall | undefined {
    const policies = this.#keyPolicies.get(ns) ?? [];
    if (policies.length === 0 && !needed) return undefined;
    return newMessage(peer.ChaincodeCall, {
      name: ns,
      keyPoliciesList: policies.map(readPolicy),
      disregardNamespacePolicy: !needed,
    });
  }

  #collectionCall(ns: string, collection: string): peer.ChaincodeCall {
    return newMessage(peer.ChaincodeCall, {
      name: ns,
      collectionNamesList: [collection],
      noPrivateReads: !(this.#privateReads.get(ns)?.has(collection) ?? false),
    });
  }
}

function readPolicy(serialised: Uint8Array): common.SignaturePolicyEnvelope {
  try {
    return common.SignaturePolicyEnvelope.deserializeBinary(serialised);
  } catch {
    throw new LedgerError("error unmarshalling SignaturePolicyEnvelope: proto: cannot parse invalid wire-format data");
  }
}
