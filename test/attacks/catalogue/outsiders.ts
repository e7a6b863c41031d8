// SPDX-License-Identifier: Apache-2.0
import { common, peer } from "@hyperledger/fabric-protos";
import { envelopeOf, seekPayload, transactionPayload } from "@licet/scripts/wire/envelope";
import { Person } from "@licet/scripts/wire/person";
import { buildProposal, signedProposal } from "@licet/scripts/wire/proposal";
import { deliver, processProposal } from "@licet/scripts/wire/raw-peer";
import { forge } from "../harness/hostile.js";
import { assemble } from "../harness/honest.js";
import { mintOutside } from "../harness/mint.js";
import { type Answer, CHAINCODE } from "../harness/network.js";
import { MSP } from "../world/actors.js";
import { REF, type World } from "../world/world.js";
import { COMMANDS } from "./commands.js";
import { type Attack, attacksOf, mustBeRefused, ordered, type Outcome, refusedBy, type Stage } from "./types.js";

const OFFICER = { "licet.role": "senior-licensing-officer", "licet.jurisdiction": "GB" } as const;
/** How a peer or an orderer turns somebody away whom it does not know; each has its own words. */
const TURNED_AWAY = refusedBy(
  "access denied",
  "creator",
  "identity",
  "FORBIDDEN",
  "NOT_ORDERED",
  "BAD_CREATOR_SIGNATURE",
  "ENDORSEMENT_POLICY_FAILURE",
  "signature",
  "certificate",
);

const strangersCertificate = attacksOf(
  {
    kind: "certificate-of-unknown-authority",
    group: "outsider",
    principle: 3,
    what: "Somebody whose certificate no member's authority issued calls a peer",
    expected: TURNED_AWAY,
  },
  [MSP.exporting, MSP.importing, MSP.stranger, MSP.carriers].flatMap((mspId) =>
    (["licence:Suspend", "checkpoint:Hold"] as const).map((name) => ({
      on: `${name} at ${mspId}`,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const outsider = await mintOutside(mspId, "intruder", OFFICER);
        const args = [name, JSON.stringify(COMMANDS[name](world).input)];
        return mustBeRefused(await world.net.propose(outsider, mspId, args), "the peer answered");
      },
    })),
  ),
);

const strangersQuery = attacksOf(
  {
    kind: "query-by-outsider",
    group: "outsider",
    principle: 9,
    what: "Somebody who is no member's asks a peer, or a member's user under another organisation's name",
    expected: TURNED_AWAY,
  },
  (["licence:Read", "licence:List"] as const).flatMap((name) =>
    (["unknown authority", "another organisation's name"] as const).map((on) => ({
      on: `${name}, ${on}`,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const asker =
          on === "unknown authority"
            ? await mintOutside(MSP.exporting, "intruder", OFFICER)
            : world.as("customs1@DEAuthorityMSP").claiming(MSP.exporting);
        const input = name === "licence:Read" ? { licence: REF.licence } : {};
        return mustBeRefused(await world.net.query(asker, MSP.exporting, name, input), "the peer answered");
      },
    })),
  ),
);

/** An endorsed transaction of an honest officer, before it is ordered. */
async function endorsed(world: World): Promise<{ readonly person: Person; readonly answers: readonly Answer[] }> {
  const person = world.as("customs1@AEAuthorityMSP");
  const input = { consignment: REF.carried, reason: "other" };
  const answer = await world.net.propose(person, MSP.transit, ["checkpoint:Hold", JSON.stringify(input)]);
  if (answer.code !== "OK") throw new Error(`the officer's own proposal: ${answer.code}`);
  return { person, answers: [answer] };
}

/** An endorsed payload with something else in it. */
function altered(answer: Answer, change: (action: peer.ChaincodeAction) => void): Uint8Array {
  const payload = peer.ProposalResponsePayload.deserializeBinary(
    answer.response?.getPayload_asU8() ?? new Uint8Array(),
  );
  const action = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8());
  change(action);
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}

/** Ways to alter what an endorser signed. */
const ALTERATIONS: Readonly<Record<string, (action: peer.ChaincodeAction) => void>> = {
  "other writes": (action) => action.setResults(new Uint8Array()),
  "another result": (action) => {
    const response = new peer.Response();
    response.setStatus(200);
    response.setPayload(Buffer.from("{}"));
    action.setResponse(response);
  },
  "another event": (action) => action.setEvents(new Uint8Array()),
};

const tampered = attacksOf(
  {
    kind: "altered-after-endorsement",
    group: "outsider",
    principle: 1,
    what: "Somebody on the way alters what an endorser signed",
    expected: refusedBy("ENDORSEMENT_POLICY_FAILURE", "BAD_RESPONSE_PAYLOAD", "INVALID_OTHER_REASON", "BAD_PAYLOAD"),
  },
  Object.entries(ALTERATIONS).map(([on, change]) => ({
    on,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const { person, answers } = await endorsed(world);
      const [answer] = answers;
      if (answer === undefined) throw new Error("Nobody has endorsed.");
      const endorsements = answers.map(({ response }) => response?.getEndorsement() ?? new peer.Endorsement());
      const payload = transactionPayload(answer.proposal, { payload: altered(answer, change), endorsements });
      return ordered(await world.net.order(person, answer.proposal.txId, envelopeOf(payload, person.sign(payload))));
    },
  })),
);

/** Signatures under an envelope that its creator did not give. */
const WRONG_SIGNATURES: Readonly<Record<string, (person: Person, payload: Uint8Array, world: World) => Uint8Array>> = {
  "no signature": () => new Uint8Array(),
  "somebody else's signature": (_person, payload, world) => world.as("customs1@DEAuthorityMSP").sign(payload),
  "a signature of something else": (person) => person.sign(Buffer.from("something else")),
  "the larger value of s": (person, payload) => person.signHighS(payload),
};

const wrongSignature = attacksOf(
  {
    kind: "envelope-signed-by-another",
    group: "outsider",
    principle: 3,
    what: "Sends an endorsed transaction under a signature that its creator did not give",
    expected: TURNED_AWAY,
  },
  Object.entries(WRONG_SIGNATURES).map(([on, sign]) => ({
    on,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const { person, answers } = await endorsed(world);
      const { txId, payload } = assemble(person, answers);
      return ordered(await world.net.orderDirectly(txId, envelopeOf(payload, sign(person, payload, world))));
    },
  })),
);

const wrongProposal = attacksOf(
  {
    kind: "proposal-signed-by-another",
    group: "outsider",
    principle: 3,
    what: "Asks for an endorsement under a signature that the creator did not give",
    expected: TURNED_AWAY,
  },
  Object.entries(WRONG_SIGNATURES).map(([on, sign]) => ({
    on,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const person = world.as("customs1@AEAuthorityMSP");
      const args = ["checkpoint:Hold", JSON.stringify({ consignment: REF.carried, reason: "other" })];
      const { bytes } = buildProposal(person, { channel: world.net.channel, chaincode: CHAINCODE, args });
      try {
        const answer = await processProposal(
          world.net.connection(MSP.transit),
          signedProposal(bytes, sign(person, bytes, world)),
        );
        const status = answer.getResponse()?.getStatus() ?? 0;
        const message = answer.getResponse()?.getMessage() ?? "";
        return status === 200 ? { as: "succeeded", says: "the peer endorsed" } : { as: "refused", by: message };
      } catch (error) {
        return { as: "refused", by: error instanceof Error ? error.message : String(error) };
      }
    },
  })),
);

const replay = attacksOf(
  {
    kind: "transaction-replayed",
    group: "outsider",
    principle: 5,
    what: "Sends a transaction that is on the ledger once more",
    expected: refusedBy("DUPLICATE_TXID", "duplicate", "NOT_ORDERED"),
  },
  [
    {
      on: "a hold",
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const id = world.fresh("GB-CN-Y");
        await world.register(id);
        const person = world.as("customs1@AEAuthorityMSP");
        const args = ["checkpoint:Hold", JSON.stringify({ consignment: id, reason: "other" })];
        const { txId, envelope } = assemble(person, [await world.net.propose(person, MSP.transit, args)]);
        await world.net.order(person, txId, envelope);
        const before = await world.net.height();
        const again = await world.net.orderAgain(envelope);
        if (again !== undefined) return { as: "refused", by: `NOT_ORDERED: ${again}` };
        const codes = await world.net.codesFrom(before);
        const code = codes.at(-1) ?? "none";
        return code === "VALID" ? { as: "succeeded", says: "it counts twice" } : { as: "refused", by: code };
      },
    },
  ],
);

const strangerEndorses = attacksOf(
  {
    kind: "endorsed-by-outsider",
    group: "outsider",
    principle: 1,
    what: "A write set is endorsed by somebody who is no member's peer",
    expected: refusedBy("ENDORSEMENT_POLICY_FAILURE"),
  },
  (
    [
      ["an unknown authority's peer", () => mintOutside(MSP.exporting, "peer0", {})],
      ["a member's user", (world: World) => Promise.resolve(world.as("customs1@DEAuthorityMSP"))],
      ["a member's administrator", (world: World) => Promise.resolve(world.as("Admin@DEAuthorityMSP"))],
      [
        "a member's peer under another's name",
        (world: World) => Promise.resolve(world.net.peerKey(MSP.stranger).claiming(MSP.exporting)),
      ],
    ] as const
  ).map(([on, endorserOf]) => ({
    on,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const client = world.as("customs1@DEAuthorityMSP");
      const set = { writes: [{ key: "planted", value: "1" }] };
      const { txId, envelope } = forge(world.net.channel, client, [await endorserOf(world)], set);
      return ordered(await world.net.order(client, txId, envelope));
    },
  })),
);

const ordering = attacksOf(
  {
    kind: "ordering-by-outsider",
    group: "outsider",
    principle: 3,
    what: "Somebody who is no member's sends a transaction to the ordering service",
    expected: TURNED_AWAY,
  },
  (["unknown authority", "another organisation's name"] as const).map((on) => ({
    on,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const client =
        on === "unknown authority"
          ? await mintOutside(MSP.stranger, "intruder", OFFICER)
          : world.as("customs1@DEAuthorityMSP").claiming(MSP.exporting);
      const set = { writes: [{ key: "planted", value: "1" }] };
      const { txId, envelope } = forge(world.net.channel, client, [world.net.peerKey(MSP.stranger)], set);
      return ordered(await world.net.orderDirectly(txId, envelope));
    },
  })),
);

const blocks = attacksOf(
  {
    kind: "blocks-read-by-outsider",
    group: "outsider",
    principle: 9,
    what: "Somebody who is no member's asks a peer for the channel's blocks",
    expected: refusedBy("FORBIDDEN", "BAD_REQUEST", "access", "UNAUTHENTICATED", "PERMISSION_DENIED"),
  },
  (["deliver", "deliverFiltered", "deliverWithPrivateData"] as const).map((kind) => ({
    on: kind,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const outsider = await mintOutside(MSP.stranger, "intruder", OFFICER);
      const payload = seekPayload(outsider, { channel: world.net.channel, start: 0, stop: 0 });
      const connection = world.net.connection(MSP.stranger);
      const [first] = await deliver(connection, kind, envelopeOf(payload, outsider.sign(payload)), 1);
      if (isDeliverResponse(first)) {
        if (!first.hasStatus()) return { as: "succeeded", says: "it got a block" };
        return { as: "refused", by: statusOf(first.getStatus()) };
      }
      return { as: "refused", by: JSON.stringify(first ?? "UNAUTHENTICATED: nothing came") };
    },
  })),
);

/** By what it has, not by its class: the part of the suite that runs compiled and the one that does not may load the class twice. */
function isDeliverResponse(answer: unknown): answer is peer.DeliverResponse {
  return typeof answer === "object" && answer !== null && "hasStatus" in answer;
}

function statusOf(status: number): string {
  return Object.entries(common.Status).find(([, value]) => value === status)?.[0] ?? status.toString();
}

const nodes = attacksOf(
  {
    kind: "node-as-officer",
    group: "outsider",
    principle: 3,
    what: "Whoever has a node's or an administrator's key uses it as an officer's",
    expected: refusedBy("ROLE_NOT_ALLOWED", "IDENTITY_UNCLEAR", "access denied", "creator", "Application/Writers"),
  },
  (["licence:Suspend", "party:Register", "checkpoint:Hold"] as const).flatMap((name) =>
    (["peer", "Admin"] as const).map((on) => ({
      on: `${name} by ${on}`,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const person = on === "peer" ? world.net.peerKey(MSP.exporting) : world.as(`Admin@${MSP.exporting}`);
        const { input } = COMMANDS[name](world);
        return mustBeRefused(
          await world.net.propose(person, MSP.exporting, [name, JSON.stringify(input)]),
          "it was endorsed",
        );
      },
    })),
  ),
);

/** Those who are no member's, or hold a key that is no officer's. */
export const OUTSIDERS: readonly Attack[] = [
  ...strangersCertificate,
  ...strangersQuery,
  ...tampered,
  ...wrongSignature,
  ...wrongProposal,
  ...replay,
  ...strangerEndorses,
  ...ordering,
  ...blocks,
  ...nodes,
];
