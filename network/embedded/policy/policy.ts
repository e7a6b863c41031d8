// SPDX-License-Identifier: Apache-2.0

import type { Identity, SignedData } from "../identity/identity.js";

/** Organisations (MSP id -> number of endorsements of its peers) that together satisfy a policy. */
export type Layout = ReadonlyMap<string, number>;

export interface Policy {
  /** The policy as written, or its path. */
  readonly description: string;
  /** Serialised form as stored on the ledger: common.SignaturePolicyEnvelope, or for a reference common.ImplicitMetaPolicy. */
  readonly serialised: Uint8Array;
  /** True when the valid, distinct signatures among the data satisfy the policy. */
  evaluate(data: readonly SignedData[]): boolean;
  /** As `evaluate`, for identities whose signatures have been verified. */
  evaluateIdentities(identities: readonly Identity[]): boolean;
  /** All minimal combinations of organisations whose peers satisfy the policy, smallest first; bounded to `maxLayouts`. */
  layouts(): readonly Layout[];
}

export interface ChannelPolicies {
  /** A policy of the configuration by path, e.g. `/Channel/Application/Writers`. Undefined when there is none. */
  policy(path: string): Policy | undefined;
  /** Path of the policy that guards a resource by the channel's ACLs, e.g. `qscc/GetChainInfo`, `peer/Propose`, `event/Block`. */
  aclPath(resource: string): string | undefined;
  /** A signature policy from its serialised SignaturePolicyEnvelope (key-level parameters); throws LedgerError on bad bytes. */
  signaturePolicy(serialised: Uint8Array): Policy;
}
