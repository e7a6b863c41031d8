// SPDX-License-Identifier: Apache-2.0

import { common, msp, peer } from "@hyperledger/fabric-protos";
import { newMessage } from "../protocol/new-message.js";
import type { Identity, MspManager } from "../identity/identity.js";
import type { ChannelPolicies, Policy } from "../policy/policy.js";
import type { Collection, CollectionDefinition } from "./definition.js";
import { LedgerError } from "../protocol/ledger-error.js";
import { parsePolicy } from "../policy/dsl.js";
import { SignaturePolicy } from "../policy/signature-policy.js";

const IMPLICIT_PREFIX = "_implicit_org_";
const { Classification } = msp.MSPPrincipal;

/** Name of an organisation's implicit collection. */
export function implicitCollectionName(mspId: string): string {
  return `${IMPLICIT_PREFIX}${mspId}`;
}

/** The organisation an implicit collection belongs to; undefined for other names. */
export function implicitCollectionOwner(name: string): string | undefined {
  return name.startsWith(IMPLICIT_PREFIX) ? name.slice(IMPLICIT_PREFIX.length) : undefined;
}

/** The organisations a membership policy names. */
function memberOrganisations(policy: common.SignaturePolicyEnvelope): string[] {
  const members = new Set<string>();
  for (const principal of policy.getIdentitiesList()) {
    const bytes = principal.getPrincipal_asU8();
    switch (principal.getPrincipalClassification()) {
      case Classification.ROLE:
        members.add(msp.MSPRole.deserializeBinary(bytes).getMspIdentifier());
        break;
      case Classification.ORGANIZATION_UNIT:
        members.add(msp.OrganizationUnit.deserializeBinary(bytes).getMspIdentifier());
        break;
      case Classification.IDENTITY:
        members.add(msp.SerializedIdentity.deserializeBinary(bytes).getMspid());
        break;
    }
  }
  return [...members];
}

class ChannelCollection implements Collection {
  readonly name: string;
  readonly memberMspIds: readonly string[];
  readonly #membership: SignaturePolicy;
  readonly #envelope: common.SignaturePolicyEnvelope;

  constructor(
    msps: MspManager,
    readonly chaincode: string,
    readonly implicit: boolean,
    readonly definition: CollectionDefinition,
    readonly endorsementPolicy: Policy | undefined,
  ) {
    this.name = definition.name;
    this.#envelope = parsePolicy(definition.policy);
    this.#membership = new SignaturePolicy(msps, this.#envelope, definition.policy);
    this.memberMspIds = memberOrganisations(this.#envelope);
  }

  isMember(identity: Identity): boolean {
    return this.#membership.evaluateIdentities([identity]);
  }

  get config(): peer.StaticCollectionConfig {
    const { name, requiredPeerCount, maxPeerCount, blockToLive, memberOnlyRead, memberOnlyWrite } = this.definition;
    const config = newMessage(peer.StaticCollectionConfig, {
      name,
      requiredPeerCount,
      maximumPeerCount: maxPeerCount,
      blockToLive,
      memberOnlyRead,
      memberOnlyWrite,
    });
    config.setMemberOrgsPolicy(newMessage(peer.CollectionPolicyConfig, { signaturePolicy: this.#envelope }));
    if (this.definition.endorsementPolicy !== undefined) {
      const application = newMessage(peer.ApplicationPolicy, {
        signaturePolicy: parsePolicy(this.definition.endorsementPolicy),
      });
      config.setEndorsementPolicy(application);
    }
    return config;
  }
}

/**
 * A collection as a chaincode definition declares it.
 * @throws {PolicySyntaxError}
 */
export function declaredCollection(msps: MspManager, chaincode: string, definition: CollectionDefinition): Collection {
  const { endorsementPolicy } = definition;
  const policy =
    endorsementPolicy === undefined
      ? undefined
      : new SignaturePolicy(msps, parsePolicy(endorsementPolicy), endorsementPolicy);
  return new ChannelCollection(msps, chaincode, false, definition, policy);
}

/** The collection every organisation of the channel has in every chaincode. */
export function implicitCollection(
  msps: MspManager,
  policies: ChannelPolicies,
  chaincode: string,
  mspId: string,
): Collection {
  const definition: CollectionDefinition = {
    name: implicitCollectionName(mspId),
    policy: `OR('${mspId}.member')`,
    requiredPeerCount: 0,
    maxPeerCount: 0,
    blockToLive: 0,
    memberOnlyRead: false,
    memberOnlyWrite: false,
  };
  const endorsement = policies.policy(`/Channel/Application/${mspId}/Endorsement`);
  if (endorsement === undefined) throw new LedgerError(`no org found in channel with MSPID '${mspId}'`);
  return new ChannelCollection(msps, chaincode, true, definition, endorsement);
}
