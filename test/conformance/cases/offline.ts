// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { validationCodeName } from "@licet/scripts/wire/block";
import { observe, type Observation } from "@licet/scripts/wire/observation";
import type { Person } from "@licet/scripts/wire/person";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

type Sign = (message: Uint8Array) => Uint8Array;

/** Signs each step of a transaction; a step that is not given is signed by the person as it should be. */
interface Signers {
  readonly proposal?: Sign;
  readonly transaction?: Sign;
  readonly commit?: Sign;
}

/** Takes a transaction from hand to hand as bytes: nobody who sends it holds the key. */
async function submitOffline(world: World, args: readonly string[], signers: Signers = {}): Promise<Observation> {
  const person = world.person(ORG1);
  const gateway = world.actor(ORG1).gateway;
  const usual: Sign = (message) => person.sign(message);
  return observe(async () => {
    const built = world
      .actor(ORG1)
      .contract("kv2")
      .newProposal("put", { arguments: [...args] });
    world.nameTransaction(built.getTransactionId());
    const proposal = gateway.newSignedProposal(built.getBytes(), (signers.proposal ?? usual)(built.getDigest()));
    const endorsed = await proposal.endorse();
    const signature = (signers.transaction ?? usual)(endorsed.getDigest());
    const submitted = await gateway.newSignedTransaction(endorsed.getBytes(), signature).submit();
    const status = (signers.commit ?? usual)(submitted.getDigest());
    const commit = gateway.newSignedCommit(submitted.getBytes(), status);
    const { code } = await commit.getStatus();
    await world.settle();
    return { code: validationCodeName(code) };
  });
}

/** Signing apart from sending, as approvals on another device need it. */
export const offlineCases: readonly ConformanceCase[] = [
  {
    id: "offline-transaction",
    title: "Proposal, transaction and status are signed elsewhere",
    what: "The bytes travel; the result is that of an ordinary transaction.",
    async run(world) {
      const seen = await submitOffline(world, ["offline-transaction", "x"]);
      return { seen, value: await world.evaluate(ORG2, "get", ["offline-transaction"], { chaincode: "kv2" }) };
    },
  },
  {
    id: "offline-wrong-signer",
    title: "Somebody else signs",
    what: "Each step is refused by whoever checks it.",
    async run(world) {
      const other = world.person(ORG2);
      const wrong: Sign = (message) => other.sign(message);
      return {
        proposal: await submitOffline(world, ["offline-wrong", "1"], { proposal: wrong }),
        transaction: await submitOffline(world, ["offline-wrong", "2"], { transaction: wrong }),
        commit: await submitOffline(world, ["offline-wrong-commit", "3"], { commit: wrong }),
        value: await world.evaluate(ORG1, "get", ["offline-wrong"], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "offline-high-s",
    title: "An offline signature with the larger s",
    what: "Libraries that do not normalise make one half of the time; each step refuses it.",
    async run(world) {
      const person = world.person(ORG1);
      const high: Sign = (message) => person.signHighS(message);
      return {
        proposal: await submitOffline(world, ["offline-high-s", "1"], { proposal: high }),
        transaction: await submitOffline(world, ["offline-high-s", "2"], { transaction: high }),
        commit: await submitOffline(world, ["offline-high-s", "3"], { commit: high }),
      };
    },
  },
  {
    id: "offline-evaluate",
    title: "A query that is signed elsewhere",
    what: "Signed well, and by another.",
    async run(world) {
      const ask = (signer: Person): Promise<Observation> =>
        observe(async () => {
          const built = world
            .actor(ORG1)
            .contract("kv2")
            .newProposal("echo", { arguments: ["x"] });
          world.nameTransaction(built.getTransactionId());
          const signature = signer.sign(built.getDigest());
          const signed = world.actor(ORG1).gateway.newSignedProposal(built.getBytes(), signature);
          return Buffer.from(await signed.evaluate()).toString();
        });
      return { right: await ask(world.person(ORG1)), other: await ask(world.person(ORG3)) };
    },
  },
];
