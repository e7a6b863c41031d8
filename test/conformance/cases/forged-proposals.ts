// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { common, gateway, peer } from "@hyperledger/fabric-protos";
import type { ConformanceCase } from "../harness/case.js";
import { usual } from "../harness/forge.js";
import { observeError, type Observation } from "@licet/scripts/wire/observation";
import { serialisedIdentity, type Person } from "@licet/scripts/wire/person";
import { buildProposal, signedProposal, transactionId, type ProposalOptions } from "@licet/scripts/wire/proposal";
import { gatewayEndorse, gatewayEvaluate, observeProposal } from "@licet/scripts/wire/raw-peer";
import { ORG1, ORG2, type World } from "../harness/world.js";

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** Proposes with one thing wrong, straight to the endorser of Org1. */
function propose(world: World, wrong: Partial<ProposalOptions>, person = world.person(ORG1)): Promise<Observation> {
  const proposal = buildProposal(person, { ...usual(world, ["get", "forged"]), ...wrong });
  world.nameTransaction(proposal.honestTxId);
  return observeProposal(world.peerConnection(ORG1), signedProposal(proposal.bytes, person.sign(proposal.bytes)));
}

async function proposeSigned(world: World, sign: (person: Person, bytes: Uint8Array) => Uint8Array) {
  const person = world.person(ORG1);
  const proposal = buildProposal(person, usual(world, ["get", "forged"]));
  world.nameTransaction(proposal.txId);
  return observeProposal(world.peerConnection(ORG1), signedProposal(proposal.bytes, sign(person, proposal.bytes)));
}

function flipped(signature: Uint8Array): Uint8Array {
  const bytes = Buffer.from(signature);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  return bytes;
}

/** Requests with something wrong, sent to the gateway: what it says, and what it leaves to the endorser. */
async function throughGateway(world: World, wrong: Partial<ProposalOptions>): Promise<Observation> {
  const person = world.person(ORG1);
  const proposal = buildProposal(person, { ...usual(world, ["get", "forged"]), ...wrong });
  world.nameTransaction(proposal.honestTxId);
  const signed = signedProposal(proposal.bytes, person.sign(proposal.bytes));
  const endorse = new gateway.EndorseRequest();
  endorse.setTransactionId(proposal.txId);
  endorse.setChannelId(world.channel);
  endorse.setProposedTransaction(signed);
  const evaluate = new gateway.EvaluateRequest();
  evaluate.setTransactionId(proposal.txId);
  evaluate.setChannelId(world.channel);
  evaluate.setProposedTransaction(signed);
  const connection = world.peerConnection(ORG1);
  return {
    endorse: await gatewayEndorse(connection, endorse).then(() => "endorsed", observeError),
    evaluate: await gatewayEvaluate(connection, evaluate).then(() => "evaluated", observeError),
  };
}

/** Proposals that an honest client never sends. */
export const forgedProposalCases: readonly ConformanceCase[] = [
  {
    id: "proposal-raw",
    title: "A proposal sent straight to an endorser",
    what: "Which parts of the answer are present at each chaincode status.",
    async run(world) {
      return {
        ok: await propose(world, { args: ["echo", "x"] }),
        "399": await propose(world, { args: ["respond", "399", "m", "p"] }),
        "400": await propose(world, { args: ["respond", "400", "m", "p"] }),
        "499": await propose(world, { args: ["respond", "499", "m", "p"] }),
        "500": await propose(world, { args: ["respond", "500", "m", "p"] }),
      };
    },
  },
  {
    id: "proposal-signature",
    title: "Proposals with a signature that does not hold",
    what: "Changed, absent, garbage, of another person, and with the larger s.",
    async run(world) {
      return {
        changed: await proposeSigned(world, (person, bytes) => flipped(person.sign(bytes))),
        absent: await proposeSigned(world, () => new Uint8Array()),
        garbage: await proposeSigned(world, () => Buffer.from("garbage")),
        otherPerson: await proposeSigned(world, (_, bytes) => world.person(ORG1, "Admin").sign(bytes)),
        highS: await proposeSigned(world, (person, bytes) => person.signHighS(bytes)),
        otherBytes: await proposeSigned(world, (person) => person.sign(Buffer.from("other"))),
      };
    },
  },
  {
    id: "proposal-creator",
    title: "Proposals of creators that the channel does not know",
    what: "Another organisation's name, an unknown one, no certificate, garbage, nobody.",
    async run(world) {
      const person = world.person(ORG1);
      return {
        otherOrganisation: await propose(world, {}, person.claiming(ORG2)),
        unknownOrganisation: await propose(world, {}, person.claiming("NoSuchMSP")),
        ordererOrganisation: await propose(world, {}, person.claiming("OrdererMSP")),
        noCertificate: await propose(world, { creator: serialisedIdentity(ORG1, "") }),
        garbageCertificate: await propose(world, { creator: serialisedIdentity(ORG1, "garbage") }),
        garbage: await propose(world, { creator: Buffer.from("garbage") }),
        absent: await propose(world, { creator: new Uint8Array() }),
        admin: await propose(world, {}, world.person(ORG1, "Admin")),
        otherMember: await propose(world, { args: ["echo"] }, world.person(ORG2)),
      };
    },
  },
  {
    id: "proposal-header",
    title: "Proposals with a header that is wrong",
    what: "Transaction id, type, epoch, nonce, channel, time.",
    async run(world) {
      const nonce = randomBytes(24);
      const txId = transactionId(nonce, world.person(ORG1).creator).toUpperCase();
      world.nameTransaction(txId);
      return {
        wrongTxId: await propose(world, { txId: "00".repeat(32) }),
        emptyTxId: await propose(world, { txId: "" }),
        emptyNonce: await propose(world, { nonce: new Uint8Array() }),
        shortNonce: await propose(world, { nonce: Buffer.from("x") }),
        upperCaseTxId: await propose(world, { nonce, txId }),
        configType: await propose(world, { headerType: common.HeaderType.CONFIG }),
        messageType: await propose(world, { headerType: common.HeaderType.MESSAGE }),
        unknownType: await propose(world, { headerType: 77 }),
        epoch: await propose(world, { epoch: 1 }),
        unknownChannel: await propose(world, { channel: "nosuchchannel" }),
        emptyChannel: await propose(world, { channel: "" }),
        longAgo: await propose(world, { timeMs: Date.now() - YEAR_MS, args: ["echo"] }),
        farAhead: await propose(world, { timeMs: Date.now() + YEAR_MS, args: ["echo"] }),
        noTime: await propose(world, { timestampAbsent: true, args: ["echo"] }),
      };
    },
  },
  {
    id: "proposal-payload",
    title: "Proposals with a payload that is wrong",
    what: "Empty or garbage payloads and extensions, no chaincode, no arguments, an init call.",
    async run(world) {
      return {
        emptyPayload: await propose(world, { payload: new Uint8Array() }),
        garbagePayload: await propose(world, { payload: Buffer.from("garbage") }),
        emptyExtension: await propose(world, { extension: new Uint8Array() }),
        garbageExtension: await propose(world, { extension: Buffer.from("garbage") }),
        noChaincode: await propose(world, { chaincode: "" }),
        noArguments: await propose(world, { args: [] }),
        init: await propose(world, { args: ["echo"], isInit: true }),
        unknownChaincode: await propose(world, { chaincode: "nosuch" }),
        systemUnknown: await propose(world, { chaincode: "escc" }),
      };
    },
  },
  {
    id: "proposal-garbage",
    title: "Proposals that are none",
    what: "Bytes that do not parse, and nothing at all.",
    async run(world) {
      const person = world.person(ORG1);
      const connection = world.peerConnection(ORG1);
      const garbage = Buffer.from("garbage");
      const proposal = new peer.Proposal();
      proposal.setHeader(garbage);
      const bytes = proposal.serializeBinary();
      return {
        garbage: await observeProposal(connection, signedProposal(garbage, person.sign(garbage))),
        empty: await observeProposal(connection, new peer.SignedProposal()),
        garbageHeader: await observeProposal(connection, signedProposal(bytes, person.sign(bytes))),
      };
    },
  },
  {
    id: "proposal-replayed",
    title: "A proposal is endorsed again",
    what: "Allowed until the transaction is committed, a duplicate afterwards.",
    async run(world) {
      const person = world.person(ORG1);
      const proposal = buildProposal(person, usual(world, ["put", "proposal-replayed", "x"]));
      world.nameTransaction(proposal.txId);
      const signed = signedProposal(proposal.bytes, person.sign(proposal.bytes));
      const connection = world.peerConnection(ORG1);
      const before = [await observeProposal(connection, signed), await observeProposal(connection, signed)];
      const request = new gateway.EndorseRequest();
      request.setTransactionId(proposal.txId);
      request.setChannelId(world.channel);
      request.setProposedTransaction(signed);
      const prepared = (await gatewayEndorse(connection, request)).getPreparedTransaction();
      const submit = new gateway.SubmitRequest();
      prepared?.setSignature(person.sign(prepared.getPayload_asU8()));
      submit.setTransactionId(proposal.txId);
      submit.setChannelId(world.channel);
      submit.setPreparedTransaction(prepared);
      await new Promise((resolve) => connection.gateway.submit(submit, resolve));
      const code = await world.committedEverywhere(proposal.txId);
      return {
        before,
        code,
        after: await observeProposal(connection, signed),
        afterAtOther: await observeProposal(world.peerConnection(ORG2), signed),
        afterThroughGateway: await gatewayEndorse(connection, request).then(() => "endorsed", observeError),
      };
    },
  },
  {
    id: "gateway-forged",
    title: "Forged requests to the gateway",
    what: "The gateway passes on the endorser's refusal, or refuses by itself.",
    async run(world) {
      return {
        wrongTxId: await throughGateway(world, { txId: "00".repeat(32) }),
        unknownChannel: await throughGateway(world, { channel: "nosuchchannel" }),
        noChannel: await throughGateway(world, { channel: "" }),
        noChaincode: await throughGateway(world, { chaincode: "" }),
        noNonce: await throughGateway(world, { nonce: new Uint8Array() }),
        epoch: await throughGateway(world, { epoch: 1 }),
        messageType: await throughGateway(world, { headerType: common.HeaderType.MESSAGE }),
        garbagePayload: await throughGateway(world, { payload: Buffer.from("garbage") }),
        garbageCreator: await throughGateway(world, { creator: Buffer.from("garbage") }),
      };
    },
  },
  {
    id: "gateway-empty",
    title: "Gateway requests with parts missing",
    what: "No transaction, no proposal, no signature.",
    async run(world) {
      const connection = world.peerConnection(ORG1);
      const evaluate = new gateway.EvaluateRequest();
      const endorse = new gateway.EndorseRequest();
      const withProposal = new gateway.EndorseRequest();
      withProposal.setProposedTransaction(new peer.SignedProposal());
      const call = (run: (callback: (error: Error | null) => void) => void): Promise<Observation> =>
        new Promise((resolve) => run((error) => resolve(error === null ? "answered" : observeError(error))));
      const status = new gateway.SignedCommitStatusRequest();
      const submit = new gateway.SubmitRequest();
      const unsigned = new gateway.SubmitRequest();
      unsigned.setPreparedTransaction(new common.Envelope());
      return {
        evaluate: await call((callback) => connection.gateway.evaluate(evaluate, callback)),
        endorse: await call((callback) => connection.gateway.endorse(endorse, callback)),
        endorseEmptyProposal: await call((callback) => connection.gateway.endorse(withProposal, callback)),
        submit: await call((callback) => connection.gateway.submit(submit, callback)),
        submitUnsigned: await call((callback) => connection.gateway.submit(unsigned, callback)),
        commitStatus: await call((callback) => connection.gateway.commitStatus(status, callback)),
      };
    },
  },
];
