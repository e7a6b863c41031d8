// SPDX-License-Identifier: Apache-2.0
import type { common, peer } from "@hyperledger/fabric-protos";
import type { PeerNetwork, PeerNode } from "../../endorser/peer.js";
import type { Channel } from "../../channel/api.js";
import type { Layout, Policy } from "../../policy/policy.js";
import { KeyPolicyError, keyPolicyLayouts } from "../../policy/key-policy.js";

/** Combinations of organisations that one plan offers at most. */
const MAX_LAYOUTS = 200;
/** Plans kept for interests seen before. */
const MAX_CACHED_PLANS = 1_000;

/** Who can endorse a transaction: any one layout's organisations, each with so many of its peers. */
export interface EndorsementOptions {
  readonly layouts: readonly Layout[];
  /** MSP id to its peers that may be asked. */
  readonly peersByOrganisation: ReadonlyMap<string, readonly PeerNode[]>;
}

/** No peers can be named that satisfy the policies; the message is Fabric's. */
export class NoEndorsersError extends Error {
  override readonly name = "NoEndorsersError";
}

/** Finds the peers whose endorsements satisfy the policies of everything a transaction touches. */
export class EndorsementAnalyzer {
  readonly #network: PeerNetwork;
  /** Plans for the peers that ran when they were made. */
  readonly #cache = new Map<string, EndorsementOptions>();
  #cachedFor: readonly PeerNode[] = [];

  constructor(network: PeerNetwork) {
    this.#network = network;
  }

  /**
   * @param interest the chaincodes, collections and key-level policies of the transaction
   * @throws {NoEndorsersError}
   */
  optionsFor(interest: peer.ChaincodeInterest): EndorsementOptions {
    const key = Buffer.from(interest.serializeBinary()).toString("latin1");
    const { peers } = this.#network;
    if (this.#cachedFor !== peers || this.#cache.size >= MAX_CACHED_PLANS) this.#cache.clear();
    this.#cachedFor = peers;
    const known = this.#cache.get(key);
    if (known) return known;
    const options = this.#analyse(interest.getChaincodesList());
    this.#cache.set(key, options);
    return options;
  }

  /** Peers that have all chaincodes of the interest and may read its collections. */
  authorisedPeers(interest: peer.ChaincodeInterest): PeerNode[] {
    const calls = interest.getChaincodesList();
    return this.#members(calls).filter((candidate) => calls.every((call) => candidate.has(call.getName())));
  }

  #members(calls: readonly peer.ChaincodeCall[]): PeerNode[] {
    const { channel, peers } = this.#network;
    for (const call of calls)
      if (!channel.ledger.definition(call.getName()))
        throw new NoEndorsersError(
          `No metadata was found for chaincode ${call.getName()} in channel ${channel.channelId}`,
        );
    return peers.filter((candidate) => mayReadCollections(channel, candidate, calls));
  }

  #analyse(calls: readonly peer.ChaincodeCall[]): EndorsementOptions {
    const { channel } = this.#network;
    const authorised = this.#members(calls);
    const own = calls.flatMap((call) => policiesOf(channel, call)).map((policy) => policy.layouts());
    const keys = calls.flatMap((call) => call.getKeyPoliciesList().map((key) => this.#layoutsOfKey(key)));
    const possible = combine([...own, ...keys]).filter((layout) => satisfiable(layout, authorised));
    if (possible.length === 0) throw new NoEndorsersError("no peer combination can satisfy the endorsement policy");
    const able = authorised.filter((candidate) => calls.every((call) => candidate.has(call.getName())));
    const layouts = possible.filter((layout) => satisfiable(layout, able));
    if (layouts.length === 0) throw new NoEndorsersError("required chaincodes are not installed on sufficient peers");
    return { layouts, peersByOrganisation: groupByOrganisation(able) };
  }

  #layoutsOfKey(policy: common.SignaturePolicyEnvelope): readonly Layout[] {
    const { channel, peers } = this.#network;
    const identities = peers.map((candidate) => channel.msps.deserialise(candidate.signer.serialised));
    try {
      return keyPolicyLayouts(
        policy,
        (principal) => identities.find((identity) => channel.msps.satisfiesPrincipal(identity, principal))?.mspId,
      );
    } catch (error) {
      throw error instanceof KeyPolicyError ? new NoEndorsersError(error.message) : error;
    }
  }
}

export function groupByOrganisation(peers: readonly PeerNode[]): Map<string, PeerNode[]> {
  const groups = new Map<string, PeerNode[]>();
  for (const candidate of peers) {
    const group = groups.get(candidate.mspId);
    if (group) group.push(candidate);
    else groups.set(candidate.mspId, [candidate]);
  }
  return groups;
}

/** A transaction that reads private data can be executed only where that data is. */
function mayReadCollections(channel: Channel, candidate: PeerNode, calls: readonly peer.ChaincodeCall[]): boolean {
  return calls.every(
    (call) =>
      call.getNoPrivateReads() ||
      call.getCollectionNamesList().every((name) => {
        const collection = channel.ledger.collection(call.getName(), name);
        if (!collection)
          throw new NoEndorsersError(
            `collection ${name} doesn't exist in collection config for chaincode ${call.getName()}`,
          );
        return collection.memberMspIds.includes(candidate.mspId);
      }),
  );
}

/**
 * The policies that govern one chaincode's part apart from those of single keys: of each collection its own or else the chaincode's,
 * the chaincode's alone where no collection is named.
 */
function policiesOf(channel: Channel, call: peer.ChaincodeCall): Policy[] {
  const name = call.getName();
  const own = channel.ledger.endorsementPolicy(name);
  if (!own) throw new NoEndorsersError("policy not found");
  const collections = call.getCollectionNamesList();
  const named = collections.map((collection) => channel.ledger.collection(name, collection)?.endorsementPolicy ?? own);
  const policies = named.length > 0 ? distinct(named) : [own];
  if (!call.getDisregardNamespacePolicy()) return policies;
  if (call.getKeyPoliciesList().length === 0 && policies.length === 1)
    throw new NoEndorsersError(
      `requested to disregard chaincode ${name}'s policy but key and collection policies are missing, either disable ` +
        "DisregardNamespacePolicy or specify at least one key policy or at least one collection policy",
    );
  return policies.slice(1);
}

function distinct(policies: readonly Policy[]): Policy[] {
  return [...new Map(policies.map((policy) => [Buffer.from(policy.serialised).toString("latin1"), policy])).values()];
}

/** The smallest layouts that satisfy all policies at once. */
function combine(parts: readonly (readonly Layout[])[]): Layout[] {
  let combined: Layout[] = [new Map()];
  for (const layouts of parts) {
    combined = minimal(combined.flatMap((left) => layouts.map((right) => union(left, right)))).slice(0, MAX_LAYOUTS);
  }
  return combined;
}

function union(left: Layout, right: Layout): Layout {
  const result = new Map(left);
  for (const [mspId, quantity] of right) result.set(mspId, Math.max(quantity, result.get(mspId) ?? 0));
  return result;
}

function minimal(layouts: readonly Layout[]): Layout[] {
  const kept: Layout[] = [];
  for (const layout of [...layouts].sort((a, b) => total(a) - total(b)))
    if (!kept.some((smaller) => includes(layout, smaller))) kept.push(layout);
  return kept;
}

function total(layout: Layout): number {
  return [...layout.values()].reduce((sum, quantity) => sum + quantity, 0);
}

function includes(larger: Layout, smaller: Layout): boolean {
  return [...smaller].every(([mspId, quantity]) => (larger.get(mspId) ?? 0) >= quantity);
}

function satisfiable(layout: Layout, peers: readonly PeerNode[]): boolean {
  return [...layout].every(
    ([mspId, quantity]) => peers.filter((candidate) => candidate.mspId === mspId).length >= quantity,
  );
}
