// SPDX-License-Identifier: Apache-2.0

import type { peer } from "@hyperledger/fabric-protos";
import type { Identity } from "../identity/identity.js";
import type { Policy } from "../policy/policy.js";

/** A committed chaincode definition, as declared in the consortium's description. */
export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  readonly sequence: number;
  /** Signature policy in Fabric's notation, e.g. `OR('A.peer','B.peer')`. Absent: `/Channel/Application/Endorsement` (majority). */
  readonly endorsementPolicy?: string | undefined;
  readonly collections: readonly CollectionDefinition[];
}

export interface CollectionDefinition {
  readonly name: string;
  /** Membership in Fabric's notation. */
  readonly policy: string;
  readonly requiredPeerCount: number;
  readonly maxPeerCount: number;
  /** Blocks after which private data is purged; 0 keeps it. */
  readonly blockToLive: number;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  readonly endorsementPolicy?: string | undefined;
}

export interface Collection {
  readonly chaincode: string;
  readonly name: string;
  readonly implicit: boolean;
  readonly definition: CollectionDefinition;
  /** Organisations that hold the plaintext. */
  readonly memberMspIds: readonly string[];
  isMember(identity: Identity): boolean;
  /** Collection-level endorsement policy; undefined: the chaincode's governs. */
  readonly endorsementPolicy: Policy | undefined;
  readonly config: peer.StaticCollectionConfig;
}
