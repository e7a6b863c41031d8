// SPDX-License-Identifier: Apache-2.0
import { common, msp, peer } from "@hyperledger/fabric-protos";
import { describe, expect, it } from "vitest";
import { parsePolicy } from "../../policy/dsl.js";
import { interestText } from "./interest-text.js";

function interest(...calls: readonly peer.ChaincodeCall[]): peer.ChaincodeInterest {
  const built = new peer.ChaincodeInterest();
  built.setChaincodesList([...calls]);
  return built;
}

describe("an interest as text", () => {
  it("leaves out what has no value", () => {
    const call = new peer.ChaincodeCall();
    call.setName("kv");
    expect(interestText(interest(call, call))).toBe('chaincodes:<name:"kv" > chaincodes:<name:"kv" > ');
  });

  it("shows collections, key policies and what is left out", () => {
    const other = new msp.MSPPrincipal();
    other.setPrincipalClassification(msp.MSPPrincipal.Classification.IDENTITY);
    other.setPrincipal(Buffer.from('"\\\n\u007f'));
    const policy = parsePolicy("OutOf(2,'Org1MSP.peer','Org2MSP.peer')");
    policy.addIdentities(other);
    const lock = common.SignaturePolicyEnvelope.deserializeBinary(Buffer.from("0801120412020801", "hex"));
    const call = new peer.ChaincodeCall();
    call.setName("kv");
    call.setCollectionNamesList(["a", "b"]);
    call.setNoPrivateReads(true);
    call.setNoPublicWrites(true);
    call.setKeyPoliciesList([policy, lock]);
    call.setDisregardNamespacePolicy(true);
    expect(interestText(interest(call))).toBe(
      'chaincodes:<name:"kv" collection_names:"a" collection_names:"b" no_private_reads:true no_public_writes:true ' +
        "key_policies:<rule:<n_out_of:<n:2 rules:<signed_by:0 > rules:<signed_by:1 > > > " +
        'identities:<principal:"\\n\\007Org1MSP\\020\\003" > identities:<principal:"\\n\\007Org2MSP\\020\\003" > ' +
        'identities:<principal_classification:IDENTITY principal:"\\"\\\\\\n\\177" > > ' +
        "key_policies:<version:1 rule:<n_out_of:<n:1 > > > disregard_namespace_policy:true > ",
    );
  });
});
