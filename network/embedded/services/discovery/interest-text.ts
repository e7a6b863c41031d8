// SPDX-License-Identifier: Apache-2.0
import { msp, type common, type peer } from "@hyperledger/fabric-protos";

const { Classification } = msp.MSPPrincipal;
const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

/** An interest as Fabric 2.5 prints it: the compact text form of its message, in which fields of no value are left out. */
export function interestText(interest: peer.ChaincodeInterest): string {
  return interest
    .getChaincodesList()
    .map((call) => message("chaincodes", callText(call)))
    .join("");
}

function callText(call: peer.ChaincodeCall): string {
  return [
    call.getName() === "" ? "" : `name:${quoted(Buffer.from(call.getName()))} `,
    ...call.getCollectionNamesList().map((name) => `collection_names:${quoted(Buffer.from(name))} `),
    call.getNoPrivateReads() ? "no_private_reads:true " : "",
    call.getNoPublicWrites() ? "no_public_writes:true " : "",
    ...call.getKeyPoliciesList().map((policy) => message("key_policies", policyText(policy))),
    call.getDisregardNamespacePolicy() ? "disregard_namespace_policy:true " : "",
  ].join("");
}

function policyText(policy: common.SignaturePolicyEnvelope): string {
  const rule = policy.getRule();
  return [
    policy.getVersion() === 0 ? "" : `version:${policy.getVersion()} `,
    rule === undefined ? "" : message("rule", ruleText(rule)),
    ...policy.getIdentitiesList().map((principal) => message("identities", principalText(principal))),
  ].join("");
}

function ruleText(rule: common.SignaturePolicy): string {
  const gate = rule.getNOutOf();
  if (gate === undefined) return rule.hasSignedBy() ? `signed_by:${rule.getSignedBy()} ` : "";
  const needed = gate.getN() === 0 ? "" : `n:${gate.getN()} `;
  const rules = gate.getRulesList().map((inner) => message("rules", ruleText(inner)));
  return message("n_out_of", [needed, ...rules].join(""));
}

function principalText(principal: msp.MSPPrincipal): string {
  const kind: number = principal.getPrincipalClassification();
  const name = Object.entries(Classification).find(([, number]) => number === kind)?.[0] ?? String(kind);
  const bytes = principal.getPrincipal_asU8();
  return [
    kind === Classification.ROLE ? "" : `principal_classification:${name} `,
    bytes.length === 0 ? "" : `principal:${quoted(bytes)} `,
  ].join("");
}

function message(field: string, content: string): string {
  return `${field}:<${content}> `;
}

function quoted(bytes: Uint8Array): string {
  const text = [...bytes].map((byte) => {
    const character = String.fromCharCode(byte);
    if (character in ESCAPES) return ESCAPES[character];
    return byte >= 0x20 && byte < 0x7f ? character : `\\${byte.toString(8).padStart(3, "0")}`;
  });
  return `"${text.join("")}"`;
}
