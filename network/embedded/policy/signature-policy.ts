// SPDX-License-Identifier: Apache-2.0

import { common, msp } from "@hyperledger/fabric-protos";
import { type Identity, MspError, type MspManager, type SignedData } from "../identity/identity.js";
import type { Layout, Policy } from "./policy.js";
import { LedgerError } from "../protocol/ledger-error.js";
import type { MspIdentity } from "../identity/msp.js";
import { compilePrincipal, type PrincipalCheck } from "../identity/principal.js";
import { chooseLayouts, distinctSigners, minimalLayouts } from "./layouts.js";

/** Marks in `used` whom it counts; leaves it undefined what is marked after a failure. */
type Evaluator = (identities: readonly MspIdentity[], used: boolean[]) => boolean;

/** Levels of nesting a policy may have; a recursion this deep is well within the stack. */
const MAX_DEPTH = 1_000;

const { Classification } = msp.MSPPrincipal;
const { MSPRoleType } = msp.MSPRole;
const { TypeCase } = common.SignaturePolicy;

/**
 * The valid signers among signed data, each counted once. A signer's later signatures are not even looked at, and whoever cannot be
 * identified or did not sign is left out.
 */
export function validSigners(msps: MspManager, data: readonly SignedData[]): MspIdentity[] {
  const signers: MspIdentity[] = [];
  for (const { data: message, identity: serialised, signature } of data) {
    const identity = identify(msps, serialised);
    if (identity === undefined || signers.some((signer) => signer.id === identity.id)) continue;
    if (msps.verify(identity, message, signature)) signers.push(identity);
  }
  return signers;
}

function identify(msps: MspManager, serialised: Uint8Array): MspIdentity | undefined {
  try {
    return msps.deserialise(serialised) as MspIdentity;
  } catch (error) {
    if (error instanceof MspError) return undefined;
    throw error;
  }
}

/** A policy over signatures: N of its rules, which are principals or again N of rules. */
export class SignaturePolicy implements Policy {
  readonly description: string;
  readonly serialised: Uint8Array;
  readonly #msps: MspManager;
  readonly #envelope: common.SignaturePolicyEnvelope;
  readonly #evaluate: Evaluator;
  #layouts: readonly Layout[] | undefined;

  /** @throws {LedgerError} when the policy is malformed. */
  constructor(msps: MspManager, envelope: common.SignaturePolicyEnvelope, description = "signature policy") {
    this.#msps = msps;
    this.#envelope = envelope;
    this.description = description;
    this.serialised = envelope.serializeBinary();
    this.#evaluate = compile(envelope.getRule(), envelope.getIdentitiesList().map(compilePrincipal), 0);
  }

  evaluate(data: readonly SignedData[]): boolean {
    return this.evaluateIdentities(validSigners(this.#msps, data));
  }

  evaluateIdentities(identities: readonly Identity[]): boolean {
    return this.#evaluate(identities as readonly MspIdentity[], new Array<boolean>(identities.length).fill(false));
  }

  layouts(): readonly Layout[] {
    const principals = this.#envelope.getIdentitiesList().map(peerOrganisation);
    this.#layouts ??= minimalLayouts(ruleLayouts(this.#envelope.getRule(), principals));
    return this.#layouts;
  }
}

function compile(
  rule: common.SignaturePolicy | undefined,
  principals: readonly PrincipalCheck[],
  depth: number,
): Evaluator {
  if (rule === undefined || depth > MAX_DEPTH) throw new LedgerError("Empty or too deeply nested policy element");
  switch (rule.getTypeCase()) {
    case TypeCase.SIGNED_BY:
      return signedBy(rule.getSignedBy(), principals);
    case TypeCase.N_OUT_OF: {
      const gate = rule.getNOutOf();
      const rules = gate?.getRulesList() ?? [];
      return outOf(
        gate?.getN() ?? 0,
        rules.map((inner) => compile(inner, principals, depth + 1)),
      );
    }
    default:
      throw new LedgerError("Unknown type of policy element");
  }
}

function signedBy(index: number, principals: readonly PrincipalCheck[]): Evaluator {
  const satisfies = principals[index];
  if (satisfies === undefined) {
    throw new LedgerError(
      `identity index out of range, requested ${index}, but identities length is ${principals.length}`,
    );
  }
  return (identities, used) => {
    const found = identities.findIndex((identity, at) => !used[at] && satisfies(identity));
    if (found >= 0) used[found] = true;
    return found >= 0;
  };
}

/** Rules are tried in order, each with the signers the ones before have left. All are tried, also when enough have succeeded. */
function outOf(needed: number, rules: readonly Evaluator[]): Evaluator {
  return (identities, used) => {
    let satisfied = 0;
    for (const rule of rules) {
      const attempt = [...used];
      if (!rule(identities, attempt)) continue;
      satisfied++;
      attempt.forEach((value, index) => (used[index] = value));
    }
    return satisfied >= needed;
  };
}

/** The organisation whose peers satisfy a principal; undefined when peers do not. */
function peerOrganisation(principal: msp.MSPPrincipal): string | undefined {
  const bytes = principal.getPrincipal_asU8();
  switch (principal.getPrincipalClassification()) {
    case Classification.ROLE: {
      const role = msp.MSPRole.deserializeBinary(bytes);
      const byPeer = role.getRole() === MSPRoleType.PEER || role.getRole() === MSPRoleType.MEMBER;
      return byPeer ? role.getMspIdentifier() : undefined;
    }
    case Classification.ORGANIZATION_UNIT:
      return msp.OrganizationUnit.deserializeBinary(bytes).getMspIdentifier();
    case Classification.IDENTITY:
      return msp.SerializedIdentity.deserializeBinary(bytes).getMspid();
    default:
      return undefined;
  }
}

function ruleLayouts(rule: common.SignaturePolicy | undefined, principals: readonly (string | undefined)[]): Layout[] {
  if (rule?.getTypeCase() === TypeCase.SIGNED_BY) {
    const mspId = principals[rule.getSignedBy()];
    return mspId === undefined ? [] : [new Map([[mspId, 1]])];
  }
  const gate = rule?.getNOutOf();
  const parts = (gate?.getRulesList() ?? []).map((inner) => ruleLayouts(inner, principals));
  return chooseLayouts(gate?.getN() ?? 0, parts, distinctSigners);
}
