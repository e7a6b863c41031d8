// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, verify, X509Certificate } from "node:crypto";
import { gateway, msp, peer } from "@hyperledger/fabric-protos";
import type { ConformanceCase } from "../harness/case.js";
import { usual } from "../harness/forge.js";
import { observeError, type Observation } from "@licet/scripts/wire/observation";
import { buildProposal, signedProposal, type ProposalOptions } from "@licet/scripts/wire/proposal";
import { gatewayEndorse, gatewayEvaluate, processProposal } from "@licet/scripts/wire/raw-peer";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

function propose(world: World, options: Partial<ProposalOptions>) {
  const person = world.person(ORG1);
  const proposal = buildProposal(person, { ...usual(world, []), ...options });
  world.nameTransaction(proposal.txId);
  return { proposal, signed: signedProposal(proposal.bytes, person.sign(proposal.bytes)) };
}

/** What an endorser says the transaction touched, from which the gateway plans. */
async function interestOf(world: World, options: Partial<ProposalOptions>): Promise<Observation> {
  const answer = await processProposal(world.peerConnection(ORG1), propose(world, options).signed);
  const calls = answer.getInterest()?.getChaincodesList() ?? [];
  // The peer keeps them in no order.
  const described = calls.map((call) => ({
    name: call.getName(),
    collections: call.getCollectionNamesList(),
    noPrivateReads: call.getNoPrivateReads(),
    noPublicWrites: call.getNoPublicWrites(),
    keyPolicies: call.getKeyPoliciesList().length,
    disregardNamespacePolicy: call.getDisregardNamespacePolicy(),
  }));
  return described.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
}

/** A request that the endorser refuses, sent through Org1's gateway to the peer of an organisation. */
async function refusedAt(world: World, mspId: string): Promise<Observation> {
  const { proposal, signed } = propose(world, { args: ["echo"], epoch: 1 });
  const evaluate = new gateway.EvaluateRequest();
  evaluate.setTransactionId(proposal.txId);
  evaluate.setChannelId(world.channel);
  evaluate.setProposedTransaction(signed);
  evaluate.setTargetOrganizationsList([mspId]);
  const endorse = new gateway.EndorseRequest();
  endorse.setTransactionId(proposal.txId);
  endorse.setChannelId(world.channel);
  endorse.setProposedTransaction(signed);
  endorse.setEndorsingOrganizationsList([mspId]);
  const connection = world.peerConnection(ORG1);
  return {
    evaluate: await gatewayEvaluate(connection, evaluate).then(() => "evaluated", observeError),
    endorse: await gatewayEndorse(connection, endorse).then(() => "endorsed", observeError),
  };
}

/** What an endorsement consists of, and what it tells. */
export const endorsementCases: readonly ConformanceCase[] = [
  {
    id: "endorsement-form",
    title: "An endorsement and what it signs",
    what: "The proposal's hash without transient data, the endorser's identity, and a signature over both.",
    async run(world) {
      const { proposal, signed } = propose(world, { args: ["put", "endorsement-form", "x"], transient: { a: "b" } });
      const answer = await processProposal(world.peerConnection(ORG2), signed);
      const payload = peer.ProposalResponsePayload.deserializeBinary(answer.getPayload_asU8());
      const action = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8());
      const hash = createHash("sha256")
        .update(proposal.channelHeader)
        .update(proposal.signatureHeader)
        .update(proposal.publicPayload)
        .digest("hex");
      const endorser = answer.getEndorsement()?.getEndorser_asU8() ?? new Uint8Array();
      const signature = answer.getEndorsement()?.getSignature_asU8() ?? new Uint8Array();
      const identity = msp.SerializedIdentity.deserializeBinary(endorser);
      const certificate = new X509Certificate(Buffer.from(identity.getIdBytes_asU8()));
      const message = Buffer.concat([answer.getPayload_asU8(), endorser]);
      return {
        version: answer.getVersion(),
        hasTimestamp: answer.hasTimestamp(),
        hash: Buffer.from(payload.getProposalHash_asU8()).toString("hex") === hash,
        chaincode: action.getChaincodeId()?.toObject() ?? null,
        response: [action.getResponse()?.getStatus() ?? 0, action.getResponse()?.getMessage() ?? ""],
        outerResponse: [answer.getResponse()?.getStatus() ?? 0, answer.getResponse()?.getMessage() ?? ""],
        events: action.getEvents_asU8().length,
        endorser: [identity.getMspid(), /^OU=(\w+)/m.exec(certificate.subject)?.[1] ?? "no unit"],
        signature: verify(
          "sha256",
          message,
          createPublicKey(certificate.publicKey.export({ type: "spki", format: "pem" })),
          signature,
        ),
      };
    },
  },
  {
    id: "endorsement-interest",
    title: "What an endorser says a transaction touched",
    what: "Chaincodes called, collections, key-level policies, and whether anything public was written.",
    async run(world) {
      const key = "endorsement-interest";
      await world.submit(ORG1, "putWithPolicy", [key, "x", "PEER", ORG3], { chaincode: "kv2", endorsers: [ORG1] });
      const transient = { value: "x" };
      return {
        write: await interestOf(world, { args: ["put", "endorsement-free", "x"] }),
        read: await interestOf(world, { args: ["get", key] }),
        nothing: await interestOf(world, { args: ["echo"] }),
        lockedKey: await interestOf(world, { args: ["put", key, "y"] }),
        lockedAndFree: await interestOf(world, { args: ["copy", key, "endorsement-free"] }),
        policy: await interestOf(world, { args: ["setPolicy", key, "PEER", ORG1] }),
        privateWrite: await interestOf(world, {
          args: ["privatePut", "_implicit_org_Org1MSP", key],
          transient,
        }),
        privateRead: await interestOf(world, { args: ["privateGet", "_implicit_org_Org1MSP", key] }),
        privateHash: await interestOf(world, { args: ["privateHash", "_implicit_org_Org2MSP", key] }),
        both: await interestOf(world, { chaincode: "kv", args: ["privatePutAndPut", "open12", key], transient }),
        ownPolicy: await interestOf(world, { chaincode: "kv", args: ["privatePut", "endorsed3", key], transient }),
        called: await interestOf(world, { args: ["call", "kv", "", "put", key, "x"] }),
        calledRead: await interestOf(world, { args: ["call", "kv", "", "get", key] }),
        calledSystem: await interestOf(world, { args: ["call", "qscc", "", "GetChainInfo", "nosuchchannel"] }),
      };
    },
  },
  {
    id: "endorsement-refused-elsewhere",
    title: "An endorser refuses, at the gateway's own peer and at another",
    what: "The gateway's code tells which of the two it was.",
    async run(world) {
      return { own: await refusedAt(world, ORG1), other: await refusedAt(world, ORG2) };
    },
  },
];
