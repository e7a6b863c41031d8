// SPDX-License-Identifier: Apache-2.0
import { common, peer } from "@hyperledger/fabric-protos";
import type { ConformanceCase } from "../harness/case.js";
import { describeEvent, validationCodeName, validationCodes } from "@licet/scripts/wire/block";
import { envelopeOf, seekPayload, type SeekOptions } from "@licet/scripts/wire/envelope";
import type { Observation } from "@licet/scripts/wire/observation";
import type { Person } from "@licet/scripts/wire/person";
import { deliver, statusName, type DeliverKind } from "@licet/scripts/wire/raw-peer";
import { describePrivateRwset } from "@licet/scripts/wire/rwset";
import { listening } from "../harness/listening.js";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

function describeFiltered(world: World, block: peer.FilteredBlock): Observation {
  for (const transaction of block.getFilteredTransactionsList()) world.nameTransaction(transaction.getTxid());
  return {
    block: world.relativeBlock(block.getNumber()),
    channel: block.getChannelId(),
    transactions: block.getFilteredTransactionsList().map((transaction) => ({
      txId: transaction.getTxid(),
      type: transaction.getType(),
      code: validationCodeName(transaction.getTxValidationCode()),
      events: (transaction.getTransactionActions()?.getChaincodeActionsList() ?? []).map((action) => {
        const event = action.getChaincodeEvent();
        return event === undefined ? null : describeEvent(event);
      }),
    })),
  };
}

function describePrivate(world: World, answer: peer.BlockAndPrivateData): Observation {
  const transactions = [...answer.getPrivateDataMapMap().entries()].map(([index, set]) => [
    index,
    set
      .getNsPvtRwsetList()
      .map((namespace) => [
        namespace.getNamespace(),
        namespace
          .getCollectionPvtRwsetList()
          .map((collection) => [
            collection.getCollectionName(),
            describePrivateRwset(collection.getRwset_asU8(), world.describeVersion),
          ]),
      ]),
  ]);
  return { block: world.relativeBlock(answer.getBlock()?.getHeader()?.getNumber()), transactions };
}

function describeAnswer(world: World, answer: peer.DeliverResponse | Observation): Observation {
  if (!(answer instanceof peer.DeliverResponse)) return answer;
  const block = answer.getBlock();
  const filtered = answer.getFilteredBlock();
  const withPrivate = answer.getBlockAndPrivateData();
  if (block !== undefined) {
    return { block: world.relativeBlock(block.getHeader()?.getNumber()), codes: validationCodes(block) };
  }
  if (filtered !== undefined) return describeFiltered(world, filtered);
  if (withPrivate !== undefined) return describePrivate(world, withPrivate);
  return { status: statusName(answer.getStatus()) };
}

interface StreamOptions extends Partial<SeekOptions> {
  readonly kind?: DeliverKind;
  readonly count?: number;
  readonly person?: Person;
  readonly signature?: (person: Person, payload: Uint8Array) => Uint8Array;
}

/** Asks Org1's peer, unless another person asks theirs, for blocks and describes what comes. */
async function stream(world: World, options: StreamOptions, mspId = ORG1): Promise<Observation> {
  const person = options.person ?? world.person(mspId);
  const seek: SeekOptions = { channel: world.channel, start: "newest", stop: "newest", ...options };
  const payload = seekPayload(person, seek);
  const sign = options.signature ?? ((signer: Person, bytes: Uint8Array) => signer.sign(bytes));
  const envelope = envelopeOf(payload, sign(person, payload));
  const answers = await deliver(world.peerConnection(mspId), options.kind ?? "deliver", envelope, options.count ?? 10);
  return answers.map((answer) => describeAnswer(world, answer));
}

/** Streams of blocks: where they begin and end, what they carry, and who is refused. */
export const deliverCases: readonly ConformanceCase[] = [
  {
    id: "deliver-positions",
    title: "Where a stream of blocks begins and ends",
    what: "Newest, oldest, a number, beyond the end, and backwards.",
    async run(world) {
      const submitted = await world.submitted(ORG1, "put", ["deliver-positions", "x"], { endorsers: [ORG1, ORG2] });
      const invalid = await world.submitted(ORG1, "put", ["deliver-positions", "y"], { endorsers: [ORG1] });
      const first = Number(submitted.block ?? 0n);
      const last = Number(invalid.block ?? 0n);
      return {
        newest: await stream(world, {}),
        numbers: await stream(world, { start: first, stop: last }),
        one: await stream(world, { start: first, stop: first }),
        oldest: await stream(world, { start: "oldest", stop: 0 }),
        beyondFails: await stream(world, { start: last + 5, stop: last + 5, failIfNotReady: true }),
        endFails: await stream(world, { start: last, stop: last + 5, failIfNotReady: true }),
        backwards: await stream(world, { start: last, stop: first }),
        newestToMax: await stream(world, { start: "newest", stop: Number.MAX_SAFE_INTEGER, count: 1 }),
      };
    },
  },
  {
    id: "deliver-live",
    title: "A stream goes on as blocks come",
    what: "It waits for the next block and ends at its stop.",
    async run(world) {
      const height = Number(await world.settle());
      const live = stream(world, { start: height, stop: height + 1, count: 3 });
      const next = stream(world, { start: "nextCommit", stop: Number.MAX_SAFE_INTEGER, count: 1 });
      await listening();
      await world.submit(ORG1, "put", ["deliver-live", "1"], { chaincode: "kv2" });
      await world.submit(ORG1, "put", ["deliver-live", "2"], { chaincode: "kv2" });
      return { live: await live, next: await next };
    },
  },
  {
    id: "deliver-filtered",
    title: "Filtered blocks",
    what: "Ids, codes and event names; no payload, and no event of an invalid transaction.",
    async run(world) {
      const first = await world.submitted(ORG1, "putWithEvent", ["deliver-filtered", "1", "named", "payload"]);
      const last = await world.submitted(ORG1, "putWithEvent", ["deliver-filtered", "2", "invalid", "payload"], {
        endorsers: [ORG1],
      });
      const range = { start: Number(first.block ?? 0n), stop: Number(last.block ?? 0n) };
      return {
        filtered: await stream(world, { kind: "deliverFiltered", ...range }),
        config: await stream(world, { kind: "deliverFiltered", start: 0, stop: 0 }),
      };
    },
  },
  {
    id: "deliver-private",
    title: "Blocks with private data",
    what: "Each organisation gets what it holds, as far as the collection lets it read.",
    async run(world) {
      const submitted = await world.submitted(ORG1, "privatePut", ["members12", "deliver-private"], {
        transient: { value: "secret" },
        endorsers: [ORG1, ORG2],
      });
      const range = { start: Number(submitted.block ?? 0n), stop: Number(submitted.block ?? 0n) };
      const seen: Record<string, Observation> = {};
      for (const mspId of [ORG1, ORG2, ORG3]) {
        seen[mspId] = await stream(world, { kind: "deliverWithPrivateData", ...range }, mspId);
      }
      return seen;
    },
  },
  {
    id: "deliver-private-gone",
    title: "Private data of old blocks after a purge, a delete and the end of its life",
    what: "What was purged or has expired is handed out no more; what was deleted still is.",
    async run(world) {
      const write = async (collection: string, key: string): Promise<number> => {
        const submitted = await world.submitted(ORG1, "privatePut", [collection, key], {
          transient: { value: key },
          endorsers: [ORG1, ORG2],
        });
        return Number(submitted.block ?? 0n);
      };
      const expired = await write("fleeting", "deliver-expired");
      const purged = await write("members12", "deliver-purged");
      const deleted = await write("members12", "deliver-deleted");
      await world.submit(ORG1, "privatePurge", ["members12", "deliver-purged"], { endorsers: [ORG1, ORG2] });
      await world.submit(ORG1, "privateDelete", ["members12", "deliver-deleted"], { endorsers: [ORG1, ORG2] });
      const at = (block: number): Promise<Observation> =>
        stream(world, { kind: "deliverWithPrivateData", start: block, stop: block });
      return { expired: await at(expired), purged: await at(purged), deleted: await at(deleted) };
    },
  },
  {
    id: "deliver-refused",
    title: "Streams that are refused",
    what: "Channel, signature, creator, time and form of the request.",
    async run(world) {
      const person = world.person(ORG1);
      const garbage = async (payload: Uint8Array): Promise<Observation> => {
        const envelope = envelopeOf(payload, person.sign(payload));
        const answers = await deliver(world.peerConnection(ORG1), "deliver", envelope, 1);
        return answers.map((answer) => describeAnswer(world, answer));
      };
      return {
        unknownChannel: await stream(world, { channel: "nosuchchannel" }),
        emptyChannel: await stream(world, { channel: "" }),
        unsigned: await stream(world, { signature: () => new Uint8Array() }),
        otherSigner: await stream(world, { signature: (_, bytes) => world.person(ORG2).sign(bytes) }),
        highS: await stream(world, { signature: (signer, bytes) => signer.signHighS(bytes) }),
        stranger: await stream(world, { person: person.claiming("NoSuchMSP") }),
        impostor: await stream(world, { person: person.claiming(ORG2) }),
        longAgo: await stream(world, { timeMs: Date.now() - 3_600_000 }),
        farAhead: await stream(world, { timeMs: Date.now() + 3_600_000 }),
        garbage: await garbage(Buffer.from("garbage")),
        nothing: await garbage(new Uint8Array()),
        noHeader: await garbage(new common.Payload().serializeBinary()),
        filteredUnsigned: await stream(world, { kind: "deliverFiltered", signature: () => new Uint8Array() }),
        privateUnsigned: await stream(world, { kind: "deliverWithPrivateData", signature: () => new Uint8Array() }),
      };
    },
  },
];
