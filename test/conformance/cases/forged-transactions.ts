// SPDX-License-Identifier: Apache-2.0
import { common, gateway, ledger, peer } from "@hyperledger/fabric-protos";
import type { ConformanceCase } from "../harness/case.js";
import { describeTransactions } from "@licet/scripts/wire/block";
import { envelopeOf, payloadOf, transactionPayload } from "@licet/scripts/wire/envelope";
import { endorseAt, order, orderPayload, tamperResult, usual, type ForgedTransaction } from "../harness/forge.js";
import { observeError, type Observation } from "@licet/scripts/wire/observation";
import { buildProposal } from "@licet/scripts/wire/proposal";
import { broadcast, broadcastOnOneStream } from "@licet/scripts/wire/raw-peer";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

type Tamper = (transaction: ForgedTransaction) => ForgedTransaction;

/** Endorses a write properly, tampers with the transaction, and has it ordered. */
async function ordered(
  world: World,
  key: string,
  organisations: readonly string[],
  tamper: Tamper = (transaction) => transaction,
  chaincode = "kv2",
): Promise<Observation> {
  const person = world.person(ORG1);
  const options = { ...usual(world, ["put", key, "honest"]), chaincode };
  return order(world, person, tamper(await endorseAt(world, person, options, organisations)));
}

function rewrite(key: string): (action: peer.ChaincodeAction) => void {
  const { rwset } = ledger;
  return (action) => {
    const results = rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8());
    for (const namespace of results.getNsRwsetList()) {
      if (!namespace.getNamespace().startsWith("kv")) continue;
      const write = new rwset.kvrwset.KVWrite();
      write.setKey(key);
      write.setValue(Buffer.from("tampered"));
      const set = rwset.kvrwset.KVRWSet.deserializeBinary(namespace.getRwset_asU8());
      set.setWritesList([write]);
      namespace.setRwset(set.serializeBinary());
    }
    action.setResults(results.serializeBinary());
  };
}

const empty = (): Uint8Array => new Uint8Array();

/** Sends envelopes whose header or data is wrong, and says the ordering service's answer and the code in the block. */
function malformedSender(world: World): (wrong: object, data: (txId: string) => Uint8Array) => Promise<Observation> {
  const person = world.person(ORG1);
  return async (wrong, data) => {
    const { channelHeader, signatureHeader, txId } = buildProposal(person, { ...usual(world, ["get"]), ...wrong });
    const height = await world.settle();
    const payload = payloadOf(channelHeader, signatureHeader, data(txId));
    const answer = await broadcast(world.ordererConnection(), envelopeOf(payload, person.sign(payload)));
    if (!JSON.stringify(answer).includes("SUCCESS")) return { broadcast: answer };
    return { broadcast: answer, codes: await world.codesAbove(height) };
  };
}

/** Transactions that were tampered with on their way to the ordering service. */
export const forgedTransactionCases: readonly ConformanceCase[] = [
  {
    id: "forged-honest",
    title: "A transaction assembled and broadcast by hand",
    what: "The reference for the forgeries: this one is valid.",
    async run(world) {
      return {
        any: await ordered(world, "forged-honest", [ORG3]),
        majority: await ordered(world, "forged-honest", [ORG1, ORG2], undefined, "kv"),
        value: await world.evaluate(ORG2, "get", ["forged-honest"], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "forged-results",
    title: "A write set changed after endorsement",
    what: "The endorsers' signatures no longer hold; nothing is written.",
    async run(world) {
      const key = "forged-results";
      const tamper: Tamper = (transaction) => ({
        ...transaction,
        payload: tamperResult(transaction.payload, rewrite(key)),
      });
      return {
        any: await ordered(world, key, [ORG1], tamper),
        majority: await ordered(world, key, [ORG1, ORG2, ORG3], tamper, "kv"),
        value: await world.evaluate(ORG1, "get", [key], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "forged-response",
    title: "The response, event or chaincode id changed after endorsement",
    what: "All of it is under the endorsers' signatures.",
    async run(world) {
      const key = "forged-response";
      const tampered = (tamper: (action: peer.ChaincodeAction) => void): Promise<Observation> =>
        ordered(world, key, [ORG1], (transaction) => ({
          ...transaction,
          payload: tamperResult(transaction.payload, tamper),
        }));
      const chaincodeId = (name: string, version: string): peer.ChaincodeID => {
        const id = new peer.ChaincodeID();
        id.setName(name);
        id.setVersion(version);
        return id;
      };
      return {
        status: await tampered((action) => action.getResponse()?.setStatus(500)),
        event: await tampered((action) => action.setEvents(Buffer.from("garbage"))),
        version: await tampered((action) => action.setChaincodeId(chaincodeId("kv2", "9.9"))),
        name: await tampered((action) => action.setChaincodeId(chaincodeId("kv", "1.0"))),
        noId: await tampered((action) => action.clearChaincodeId()),
        garbageResults: await tampered((action) => action.setResults(Buffer.from("garbage"))),
        noResults: await tampered((action) => action.setResults(new Uint8Array())),
      };
    },
  },
  {
    id: "forged-endorsements",
    title: "Endorsements that do not count",
    what: "None, one organisation twice, a client's signature, an endorsement with the larger s, one of another transaction.",
    async run(world) {
      const key = "forged-endorsements";
      const person = world.person(ORG1);
      const other = await endorseAt(world, person, usual(world, ["put", key, "other"]), [ORG2]);
      const self = (transaction: ForgedTransaction, creator = person): peer.Endorsement => {
        const endorsement = new peer.Endorsement();
        endorsement.setEndorser(creator.creator);
        endorsement.setSignature(creator.sign(Buffer.concat([transaction.payload, creator.creator])));
        return endorsement;
      };
      return {
        none: await ordered(world, key, [ORG1], (t) => ({ ...t, endorsements: [] })),
        twice: await ordered(
          world,
          key,
          [ORG1],
          (t) => ({ ...t, endorsements: [...t.endorsements, ...t.endorsements] }),
          "kv",
        ),
        clientsOwn: await ordered(world, key, [ORG1], (t) => ({ ...t, endorsements: [self(t)] })),
        adminsOwn: await ordered(world, key, [ORG1], (t) => ({
          ...t,
          endorsements: [self(t, world.person(ORG1, "Admin"))],
        })),
        clientBeside: await ordered(world, key, [ORG1], (t) => ({ ...t, endorsements: [self(t), ...t.endorsements] })),
        another: await ordered(world, key, [ORG1], (t) => ({ ...t, endorsements: other.endorsements })),
        garbageBeside: await ordered(world, key, [ORG1], (t) => ({
          ...t,
          endorsements: [new peer.Endorsement(), ...t.endorsements],
        })),
        validBesideBad: await ordered(world, key, [ORG1], (t) => ({
          ...t,
          endorsements: [...t.endorsements, ...other.endorsements],
        })),
      };
    },
  },
  {
    id: "forged-proposal-swap",
    title: "Endorsements under another proposal",
    what: "The payload names the hash of the proposal that was endorsed.",
    async run(world) {
      const key = "forged-swap";
      const person = world.person(ORG1);
      const endorsed = await endorseAt(world, person, usual(world, ["put", key, "one"]), [ORG1]);
      const other = buildProposal(person, usual(world, ["put", key, "two"]));
      world.nameTransaction(other.txId);
      const sameHeaders = { ...endorsed.proposal, publicPayload: other.publicPayload };
      return {
        otherProposal: await order(world, person, { ...endorsed, proposal: other }),
        otherArguments: await order(world, person, { ...endorsed, proposal: sameHeaders }),
      };
    },
  },
  {
    id: "forged-envelope-signature",
    title: "An envelope with a signature that does not hold",
    what: "The ordering service refuses it.",
    async run(world) {
      const person = world.person(ORG1);
      const transaction = await endorseAt(world, person, usual(world, ["put", "forged-envelope", "x"]), [ORG1]);
      const payload = transactionPayload(transaction.proposal, transaction);
      const send = (signature: Uint8Array): Promise<Observation> =>
        orderPayload(world, transaction.proposal.txId, payload, signature);
      return {
        none: await send(new Uint8Array()),
        garbage: await send(Buffer.from("garbage")),
        otherPerson: await send(world.person(ORG1, "Admin").sign(payload)),
        highS: await send(person.signHighS(payload)),
        right: await send(person.sign(payload)),
      };
    },
  },
  {
    id: "forged-envelope-creator",
    title: "An envelope whose creator is another than the proposal's",
    what: "The transaction id binds the creator; the header in the action must be the header of the envelope.",
    async run(world) {
      const person = world.person(ORG1);
      const transaction = await endorseAt(world, person, usual(world, ["put", "forged-creator", "x"]), [ORG1]);
      const thief = world.person(ORG2);
      const { txId, channelHeader, publicPayload } = transaction.proposal;
      const stolen = buildProposal(thief, { ...usual(world, ["put", "forged-creator", "x"]), txId });
      const unknown = person.claiming("NoSuchMSP");
      const payload = transactionPayload(transaction.proposal, transaction);
      const unknownPayload = payloadOf(
        channelHeader,
        buildProposal(unknown, usual(world, ["get"])).signatureHeader,
        common.Payload.deserializeBinary(payload).getData_asU8(),
      );
      return {
        signedByThief: await orderPayload(world, txId, payload, thief.sign(payload)),
        thiefsHeader: await order(world, thief, {
          ...transaction,
          proposal: { ...stolen, txId, channelHeader, publicPayload },
        }),
        unknownMsp: await orderPayload(world, txId, unknownPayload, unknown.sign(unknownPayload)),
      };
    },
  },
  {
    id: "forged-broadcast",
    title: "Envelopes that the ordering service refuses",
    what: "Nothing, garbage, no header, another channel, a type it does not order.",
    async run(world) {
      const person = world.person(ORG1);
      const orderer = world.ordererConnection();
      const signed = (payload: Uint8Array): common.Envelope => envelopeOf(payload, person.sign(payload));
      const proposal = (wrong: object) => buildProposal(person, { ...usual(world, ["get"]), ...wrong });
      const sendWith = async (wrong: object): Promise<Observation> => {
        const { channelHeader, signatureHeader, txId } = proposal(wrong);
        world.nameTransaction(txId);
        return broadcast(orderer, signed(payloadOf(channelHeader, signatureHeader, Buffer.from("data"))));
      };
      return {
        nothing: await broadcast(orderer, new common.Envelope()),
        garbage: await broadcast(orderer, signed(Buffer.from("garbage"))),
        noHeader: await broadcast(orderer, signed(new common.Payload().serializeBinary())),
        otherChannel: await sendWith({ channel: "nosuchchannel" }),
        emptyChannel: await sendWith({ channel: "" }),
        configUpdate: await sendWith({ headerType: common.HeaderType.CONFIG_UPDATE }),
        config: await sendWith({ headerType: common.HeaderType.CONFIG }),
        ordererTransaction: await sendWith({ headerType: common.HeaderType.ORDERER_TRANSACTION }),
      };
    },
  },
  {
    id: "forged-broadcast-stream",
    title: "A refused envelope between two good ones on one stream",
    what: "The ordering service ends the stream with its refusal and does not look at what follows.",
    async run(world) {
      const person = world.person(ORG1);
      const envelopes: common.Envelope[] = [];
      for (const name of ["first", "refused", "last"]) {
        const options = usual(world, ["put", `forged-stream-${name}`, "x"]);
        const transaction = await endorseAt(world, person, options, [ORG1]);
        const payload = transactionPayload(transaction.proposal, transaction);
        envelopes.push(envelopeOf(payload, name === "refused" ? Buffer.from("garbage") : person.sign(payload)));
      }
      const answers = await broadcastOnOneStream(world.ordererConnection(), envelopes);
      const statuses = answers.map(({ status }) => status);
      await world.submit(ORG1, "put", ["forged-stream-after", "x"], { chaincode: "kv2" });
      const range = ["forged-stream-", "forged-stream-~"];
      return { statuses, written: await world.evaluate(ORG2, "range", range, { chaincode: "kv2" }) };
    },
  },
  {
    id: "forged-malformed-transactions",
    title: "Transactions that are ordered and then found malformed",
    what: "Each with the validation code that Fabric gives it.",
    async run(world) {
      const send = malformedSender(world);
      const actions = (count: number): Uint8Array => {
        const transaction = new peer.Transaction();
        transaction.setActionsList(Array.from({ length: count }, () => new peer.TransactionAction()));
        return transaction.serializeBinary();
      };
      return {
        noData: await send({}, empty),
        garbageData: await send({}, () => Buffer.from("garbage")),
        noActions: await send({}, () => actions(0)),
        emptyAction: await send({}, () => actions(1)),
        twoActions: await send({}, () => actions(2)),
        wrongTxId: await send({ txId: "11".repeat(32) }, empty),
        epoch: await send({ epoch: 3 }, empty),
        noExtension: await send({ extension: new Uint8Array() }, empty),
        longAgo: await send({ timeMs: 0 }, empty),
      };
    },
  },
  {
    id: "forged-other-types",
    title: "Messages of other types than a transaction",
    what: "Ordered where the ordering service does not look at the type, and then found malformed.",
    leftOut: {
      "3.1":
        "SmartBFT's leader takes them in, the other nodes refuse its proposal, and nothing is ordered until they have elected another leader.",
    },
    async run(world) {
      const send = malformedSender(world);
      return {
        messageType: await send({ headerType: common.HeaderType.MESSAGE }, empty),
        unknownType: await send({ headerType: 77 }, empty),
      };
    },
  },
  {
    id: "forged-replay",
    title: "An envelope is broadcast twice",
    what: "Ordered twice; the second lies in its block as DUPLICATE_TXID.",
    async run(world) {
      const person = world.person(ORG1);
      const transaction = await endorseAt(world, person, usual(world, ["put", "forged-replay", "x"]), [ORG1]);
      const first = await order(world, person, transaction);
      const height = await world.settle();
      const payload = transactionPayload(transaction.proposal, transaction);
      const again = await broadcast(world.ordererConnection(), envelopeOf(payload, person.sign(payload)));
      if (!JSON.stringify(again).includes("SUCCESS")) return { first, again };
      const codes = await world.codesAbove(height);
      const block = await world.blockNumbered(Number(height));
      return { first, again, codes, block: describeTransactions(block, world.describeVersion) };
    },
  },
  {
    id: "forged-gateway-submit",
    title: "Forged envelopes submitted through the gateway",
    what: "The ordering service's refusal as the gateway passes it on.",
    async run(world) {
      const person = world.person(ORG1);
      const transaction = await endorseAt(world, person, usual(world, ["put", "forged-submit", "x"]), [ORG1]);
      const payload = transactionPayload(transaction.proposal, transaction);
      const submit = (signature: Uint8Array): Promise<Observation> => {
        const request = new gateway.SubmitRequest();
        request.setTransactionId(transaction.proposal.txId);
        request.setChannelId(world.channel);
        request.setPreparedTransaction(envelopeOf(payload, signature));
        return new Promise((resolve) => {
          world.peerConnection(ORG1).gateway.submit(request, (error) => {
            resolve(error === null ? "submitted" : observeError(error));
          });
        });
      };
      return {
        unsigned: await submit(new Uint8Array()),
        garbage: await submit(Buffer.from("garbage")),
        highS: await submit(person.signHighS(payload)),
        right: await submit(person.sign(payload)),
        code: await world.committedEverywhere(transaction.proposal.txId),
      };
    },
  },
];
