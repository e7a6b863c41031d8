// SPDX-License-Identifier: Apache-2.0
import { common, msp } from "@hyperledger/fabric-protos";

const { Classification } = msp.MSPPrincipal;

/** A policy that wants one of no rules: nobody can meet it. SignaturePolicyEnvelope { rule: NOutOf { n: 1 } }. */
export const LOCK = "120412020801";

/** A principal of any classification and bytes, sensible or not. */
export function principal(classification: number, bytes: Uint8Array): msp.MSPPrincipal {
  const built = new msp.MSPPrincipal();
  built.setPrincipalClassification(classification as 0);
  built.setPrincipal(bytes);
  return built;
}

/** An organisation's members in a role. */
export function inRole(mspId: string, role: keyof msp.MSPRole.MSPRoleTypeMap = "PEER"): msp.MSPPrincipal {
  const built = new msp.MSPRole();
  built.setMspIdentifier(mspId);
  built.setRole(msp.MSPRole.MSPRoleType[role]);
  return principal(Classification.ROLE, built.serializeBinary());
}

/** The rule that principal `index` signs. */
export function signedBy(index: number): common.SignaturePolicy {
  const rule = new common.SignaturePolicy();
  rule.setSignedBy(index);
  return rule;
}

/** The rule that `needed` of the rules given are met. */
export function outOf(needed: number, rules: readonly common.SignaturePolicy[]): common.SignaturePolicy {
  const gate = new common.SignaturePolicy.NOutOf();
  gate.setN(needed);
  gate.setRulesList([...rules]);
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(gate);
  return rule;
}

/** A policy in hexadecimal digits. */
export function policyHex(
  rule: common.SignaturePolicy | undefined,
  identities: readonly msp.MSPPrincipal[],
  version = 0,
): string {
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setVersion(version);
  if (rule !== undefined) envelope.setRule(rule);
  envelope.setIdentitiesList([...identities]);
  return Buffer.from(envelope.serializeBinary()).toString("hex");
}

/** So many of the organisations' peers, in hexadecimal digits. */
export function someOf(needed: number, mspIds: readonly string[]): string {
  const rules = mspIds.map((_, index) => signedBy(index));
  return policyHex(
    outOf(needed, rules),
    mspIds.map((mspId) => inRole(mspId)),
  );
}
