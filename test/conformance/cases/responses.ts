// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { describeTransactions } from "@licet/scripts/wire/block";
import { withoutNodes, type Observation } from "@licet/scripts/wire/observation";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

/** Evaluates, submits to one organisation, and submits as the gateway plans it. */
async function threeWays(world: World, fn: string, args: readonly string[]): Promise<Observation> {
  return {
    evaluate: await world.evaluate(ORG1, fn, args),
    submitToOne: await world.submit(ORG1, fn, args, { endorsers: [ORG2] }),
    submitToTwo: await world.submit(ORG1, fn, args, { endorsers: [ORG1, ORG2] }),
    submitAny: await world.submit(ORG1, fn, args, { chaincode: "kv2" }),
  };
}

/** What chaincode answers, and what becomes of the answer on its way to the client. */
export const responseCases: readonly ConformanceCase[] = [
  {
    id: "response-500",
    title: "Chaincode answers with status 500",
    what: "Code, sentence and details differ between evaluation and endorsement.",
    run: (world) => threeWays(world, "error", ["CODE: the sentence {}"]),
  },
  {
    id: "response-404",
    title: "Chaincode answers with status 404",
    what: "Statuses from 400 to 499 are endorsed by nobody, yet are no failure of the chaincode.",
    run: (world) => threeWays(world, "respond", ["404", "not found", "payload"]),
  },
  {
    id: "response-400",
    title: "Chaincode answers with status 400",
    what: "The first status that is refused.",
    run: (world) => threeWays(world, "respond", ["400", "bad", ""]),
  },
  {
    id: "response-399",
    title: "Chaincode answers with status 399",
    what: "The last status that is endorsed; it goes into the block.",
    async run(world) {
      const submitted = await world.submitted(ORG1, "putAndRespond", ["response-399", "x", "399", "odd", "payload"], {
        endorsers: [ORG1, ORG2],
      });
      return {
        evaluate: await world.evaluate(ORG1, "respond", ["399", "odd", "payload"]),
        submit: submitted.observation,
        block: describeTransactions(await world.blockOf(submitted.txId), world.describeVersion),
      };
    },
  },
  {
    id: "response-low-status",
    title: "Chaincode answers with status 100 or 0",
    what: "Below 200 nothing is forbidden.",
    async run(world) {
      return { hundred: await threeWays(world, "respond", ["100", "early", "payload"]) };
    },
  },
  {
    id: "response-message",
    title: "A 200 response carries a message and a payload",
    what: "The message lies in the block; the client sees only the payload.",
    async run(world) {
      const submitted = await world.submitted(
        ORG1,
        "putAndRespond",
        ["response-message", "x", "200", "said", "given"],
        {
          endorsers: [ORG1, ORG2],
        },
      );
      return {
        evaluate: await world.evaluate(ORG1, "respond", ["200", "said", "given"]),
        submit: submitted.observation,
        block: describeTransactions(await world.blockOf(submitted.txId), world.describeVersion),
      };
    },
  },
  {
    id: "response-throw",
    title: "Chaincode throws",
    what: "The sentence reaches the client.",
    run: (world) => threeWays(world, "throw", ["something broke: ünïcode"]),
  },
  {
    id: "response-unknown-function",
    title: "An unknown function, and none at all",
    what: "Arguments arrive as they are, an empty list included.",
    async run(world) {
      return {
        unknown: await world.evaluate(ORG1, "nosuch", ["x"]),
        empty: await world.evaluate(ORG1, "", []),
        echo: await world.evaluate(ORG1, "echo", ["", "ünï", "\u{1f512}", " "]),
      };
    },
  },
  {
    id: "response-unknown-chaincode",
    title: "A chaincode that is not on the channel",
    what: "Refused when planning, or by the endorser.",
    async run(world) {
      return {
        evaluate: await world.evaluate(ORG1, "get", ["x"], { chaincode: "nosuch" }),
        evaluateAt: await world.evaluate(ORG1, "get", ["x"], { chaincode: "nosuch", endorsers: [ORG1] }),
        submit: await world.submit(ORG1, "get", ["x"], { chaincode: "nosuch" }),
        submitTo: await world.submit(ORG1, "get", ["x"], { chaincode: "nosuch", endorsers: [ORG1] }),
        noName: await world.evaluate(ORG1, "get", ["x"], { chaincode: "" }),
        oddName: await world.evaluate(ORG1, "get", ["x"], { chaincode: "no such!" }),
      };
    },
  },
  {
    id: "response-unknown-organisation",
    title: "An endorser that is not on the channel",
    what: "The gateway says whom it cannot find.",
    async run(world) {
      return {
        evaluate: await world.evaluate(ORG1, "get", ["x"], { endorsers: ["NoSuchMSP"] }),
        submit: await world.submit(ORG1, "put", ["x", "y"], { endorsers: ["NoSuchMSP"] }),
        submitSome: await world.submit(ORG1, "put", ["x", "y"], { endorsers: [ORG1, "NoSuchMSP", "NorThisMSP"] }),
      };
    },
  },
  {
    id: "response-mismatch",
    title: "Endorsers that do not agree",
    what: "Write sets or answers that differ end the endorsement.",
    async run(world) {
      return withoutNodes({
        random: await world.submit(ORG1, "random", ["response-mismatch"], { endorsers: [ORG1, ORG2] }),
        answer: await world.submit(ORG1, "peerMspId", [], { endorsers: [ORG1, ORG2, ORG3] }),
        tampered: await world.submit(ORG2, "putTampered", ["response-tampered", "honest", ORG3], {
          endorsers: [ORG2, ORG3],
        }),
        alone: await world.submit(ORG1, "peerMspId", [], { chaincode: "kv2", endorsers: [ORG3] }),
      });
    },
  },
  {
    id: "response-partial-failure",
    title: "One endorser fails, the others do not",
    what: "A chaincode error at one organisation named by the client.",
    async run(world) {
      return {
        atOther: await world.submit(ORG1, "failAt", [ORG2, "broken here"], { endorsers: [ORG1, ORG2] }),
        atOwn: await world.submit(ORG1, "failAt", [ORG1, "broken here"], { endorsers: [ORG1, ORG2] }),
        planned: await world.submit(ORG1, "failAt", [ORG1, "broken here"]),
        plannedAny: await world.submit(ORG1, "failAt", [ORG1, "broken here"], { chaincode: "kv2" }),
        evaluateOwn: await world.evaluate(ORG1, "failAt", [ORG1, "broken here"]),
      };
    },
  },
  {
    id: "response-deadline",
    title: "A client that does not wait for slow chaincode",
    what: "The call ends at the client's deadline, and the peer goes on serving.",
    async run(world) {
      const slow = { chaincode: "kv2", endorsers: [ORG1], deadlineMs: 300 };
      return {
        evaluate: await world.evaluate(ORG1, "slow", ["900"], slow),
        submit: await world.submit(ORG1, "slow", ["900"], slow),
        after: await world.evaluate(ORG1, "echo", ["still here"], { chaincode: "kv2" }),
        patient: await world.evaluate(ORG1, "slow", ["400"], { chaincode: "kv2" }),
      };
    },
  },
  {
    id: "response-context",
    title: "What chaincode knows of the transaction",
    what: "Ids, creator, time and transient data.",
    async run(world) {
      const actor = world.actor(ORG1);
      const transient = { b: "two", a: "one", empty: "" };
      return {
        ids: await actor.evaluate("ids"),
        creator: await actor.evaluate("creator", ["hf.EnrollmentID", "test.role", "test.empty", "test.text", "none"]),
        otherCreator: await world.actor(ORG2, "Admin").evaluate("creator", ["test.role"]),
        transient: await actor.evaluate("transient", [], { transient }),
        noTransient: await actor.evaluate("transient"),
        peer: await world.evaluate(ORG3, "peerMspId"),
        elsewhere: await world.evaluate(ORG3, "peerMspId", [], { endorsers: [ORG2] }),
      };
    },
  },
  {
    id: "response-transient-stays-out",
    title: "Transient data does not reach the block",
    what: "Nor does it change who endorses when organisations are named.",
    async run(world) {
      const submitted = await world.submitted(ORG1, "transient", [], {
        endorsers: [ORG1, ORG2],
        transient: { secret: "value" },
      });
      return {
        submit: submitted.observation,
        block: describeTransactions(await world.blockOf(submitted.txId), world.describeVersion),
        planned: await world.submit(ORG1, "transient", [], { transient: { secret: "value" } }),
      };
    },
  },
];
