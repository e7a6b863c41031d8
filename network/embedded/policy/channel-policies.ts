// SPDX-License-Identifier: Apache-2.0

import { common, peer } from "@hyperledger/fabric-protos";
import type { Identity, MspManager, SignedData } from "../identity/identity.js";
import type { ChannelPolicies, Layout, Policy } from "./policy.js";
import { LedgerError } from "../protocol/ledger-error.js";
import { DEFAULT_ACLS } from "./acls.js";
import { chooseLayouts, minimalLayouts, sharedSigners } from "./layouts.js";
import { SignaturePolicy, validSigners } from "./signature-policy.js";

const { PolicyType } = common.Policy;
const { Rule } = common.ImplicitMetaPolicy;

/** Key-level policies kept compiled. */
const SIGNATURE_POLICY_CACHE = 2_000;

/** A policy that is satisfied when enough of the policies of the same name one level down are. */
class ImplicitMetaPolicy implements Policy {
  readonly #msps: MspManager;
  readonly #parts: readonly (Policy | undefined)[];
  readonly #threshold: number;
  readonly serialised: Uint8Array;

  constructor(
    msps: MspManager,
    readonly description: string,
    definition: common.ImplicitMetaPolicy,
    parts: readonly (Policy | undefined)[],
  ) {
    this.#msps = msps;
    this.#parts = parts;
    this.serialised = definition.serializeBinary();
    this.#threshold = thresholdOf(definition.getRule(), parts.length);
  }

  evaluate(data: readonly SignedData[]): boolean {
    return this.evaluateIdentities(validSigners(this.#msps, data));
  }

  evaluateIdentities(identities: readonly Identity[]): boolean {
    let missing = this.#threshold;
    for (const part of this.#parts) {
      if (missing === 0) break;
      if (part?.evaluateIdentities(identities)) missing--;
    }
    return missing === 0;
  }

  layouts(): readonly Layout[] {
    const parts = this.#parts.map((part) => part?.layouts() ?? []);
    return minimalLayouts(chooseLayouts(this.#threshold, parts, sharedSigners));
  }
}

function thresholdOf(rule: number, parts: number): number {
  if (parts === 0) return 0;
  if (rule === Rule.ALL) return parts;
  return rule === Rule.MAJORITY ? Math.floor(parts / 2) + 1 : 1;
}

/** What the configuration's own ACLs say: resource to the path of its policy. */
function declaredAcls(root: common.ConfigGroup): [string, string][] {
  const value = root.getGroupsMap().get("Application")?.getValuesMap().get("ACLs");
  if (value === undefined) return [];
  const acls = peer.ACLs.deserializeBinary(value.getValue_asU8()).getAclsMap();
  return [...acls.entries()].map(([resource, guarded]) => [resource, guarded.getPolicyRef()]);
}

/** The configuration's own policies have a version, which is zero; nobody looks at it in other policies. */
function versionZero(policy: SignaturePolicy): SignaturePolicy {
  const version = common.SignaturePolicyEnvelope.deserializeBinary(policy.serialised).getVersion();
  if (version === 0) return policy;
  throw new LedgerError(`This evaluator only understands messages of version 0, but version was ${version}`);
}

/** The policies of a channel's configuration. */
export class ConfigPolicies implements ChannelPolicies {
  readonly #msps: MspManager;
  readonly #policies = new Map<string, Policy>();
  readonly #acls: ReadonlyMap<string, string>;
  readonly #signaturePolicies = new Map<string, SignaturePolicy>();

  /** @throws {LedgerError} when a policy of the configuration is malformed. */
  constructor(msps: MspManager, root: common.ConfigGroup) {
    this.#msps = msps;
    this.#acls = new Map([...DEFAULT_ACLS, ...declaredAcls(root)]);
    this.#addGroup("/Channel", root);
  }

  policy(path: string): Policy | undefined {
    return this.#policies.get(path);
  }

  aclPath(resource: string): string | undefined {
    return this.#acls.get(resource);
  }

  signaturePolicy(serialised: Uint8Array): SignaturePolicy {
    const key = Buffer.from(serialised).toString("latin1");
    const cached = this.#signaturePolicies.get(key);
    if (cached !== undefined) return cached;
    const policy = this.#readSignaturePolicy(serialised, "key-level policy");
    if (this.#signaturePolicies.size >= SIGNATURE_POLICY_CACHE) this.#signaturePolicies.clear();
    this.#signaturePolicies.set(key, policy);
    return policy;
  }

  #readSignaturePolicy(serialised: Uint8Array, description: string): SignaturePolicy {
    let envelope: common.SignaturePolicyEnvelope;
    try {
      envelope = common.SignaturePolicyEnvelope.deserializeBinary(serialised);
    } catch (error) {
      throw new LedgerError(
        `signature policy cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    return new SignaturePolicy(this.#msps, envelope, description);
  }

  #addGroup(path: string, group: common.ConfigGroup): void {
    const children: string[] = [];
    group.getGroupsMap().forEach((child, name) => {
      children.push(`${path}/${name}`);
      this.#addGroup(`${path}/${name}`, child);
    });
    children.sort();
    group.getPoliciesMap().forEach((entry, name) => {
      const policy = entry.getPolicy();
      if (policy !== undefined) this.#policies.set(`${path}/${name}`, this.#read(`${path}/${name}`, policy, children));
    });
  }

  #read(path: string, policy: common.Policy, children: readonly string[]): Policy {
    const value = policy.getValue_asU8();
    if (policy.getType() === PolicyType.SIGNATURE) return versionZero(this.#readSignaturePolicy(value, path));
    if (policy.getType() !== PolicyType.IMPLICIT_META) throw new LedgerError(`policy ${path} is of an unknown type`);
    const definition = common.ImplicitMetaPolicy.deserializeBinary(value);
    const parts = children.map((child) => this.#policies.get(`${child}/${definition.getSubPolicy()}`));
    return new ImplicitMetaPolicy(this.#msps, path, definition, parts);
  }
}
