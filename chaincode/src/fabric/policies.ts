// SPDX-License-Identifier: Apache-2.0
import { common, msp } from "@hyperledger/fabric-protos";
import type { Quorum } from "./transaction";

/**
 * A key-level policy that no signatures satisfy: one of no identities. A key that has it is never changed again.
 * SignaturePolicyEnvelope { rule: NOutOf { n: 1 } }.
 */
export const LOCK: Uint8Array = Buffer.from("120412020801", "hex");

/** Key-level policy by which so many of the organisations' peers endorse a key's next change, as Fabric reads it. */
export function quorumPolicy({ needed, of }: Quorum): Uint8Array {
  const envelope = new common.SignaturePolicyEnvelope();
  const rules = of.map((mspId, index) => {
    envelope.addIdentities(peerOf(mspId));
    const rule = new common.SignaturePolicy();
    rule.setSignedBy(index);
    return rule;
  });
  const outOf = new common.SignaturePolicy.NOutOf();
  outOf.setN(needed);
  outOf.setRulesList(rules);
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(outOf);
  envelope.setRule(rule);
  return envelope.serializeBinary();
}

function peerOf(mspId: string): msp.MSPPrincipal {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId);
  role.setRole(msp.MSPRole.MSPRoleType.PEER);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  return principal;
}
