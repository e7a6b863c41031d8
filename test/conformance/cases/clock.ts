// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { usual } from "../harness/forge.js";
import type { Observation } from "@licet/scripts/wire/observation";
import { buildProposal, signedProposal } from "@licet/scripts/wire/proposal";
import { gatewayEvaluate, observeProposal } from "@licet/scripts/wire/raw-peer";
import { endorseAt, order } from "../harness/forge.js";
import { observe } from "@licet/scripts/wire/observation";
import { gateway } from "@hyperledger/fabric-protos";
import { ORG1, type World } from "../harness/world.js";

const MINUTE_MS = 60_000;
const OFFSETS = { earlier: -16, early: -14, late: 14, later: 16 } as const;

async function atEachOffset(ask: (timeMs: number) => Promise<Observation>): Promise<Observation> {
  const seen: Record<string, Observation> = {};
  for (const [name, minutes] of Object.entries(OFFSETS)) seen[name] = await ask(Date.now() + minutes * MINUTE_MS);
  return seen;
}

function evaluateAt(world: World, timeMs: number): Promise<Observation> {
  const person = world.person(ORG1);
  const proposal = buildProposal(person, { ...usual(world, ["echo"]), timeMs });
  world.nameTransaction(proposal.txId);
  const request = new gateway.EvaluateRequest();
  request.setTransactionId(proposal.txId);
  request.setChannelId(world.channel);
  request.setProposedTransaction(signedProposal(proposal.bytes, person.sign(proposal.bytes)));
  return observe(async () => {
    const answer = await gatewayEvaluate(world.peerConnection(ORG1), request);
    return answer.getResult()?.getStatus() ?? 0;
  });
}

/** Clients whose clock is wrong: from 3.0 on, endorsers allow fifteen minutes. */
export const clockCases: readonly ConformanceCase[] = [
  {
    id: "clock-endorser",
    title: "A proposal from a clock that is 14 or 16 minutes off",
    what: "2.5 does not look at it; 3.x refuses more than fifteen minutes, to either side.",
    run(world) {
      const person = world.person(ORG1);
      return atEachOffset((timeMs) => {
        const proposal = buildProposal(person, { ...usual(world, ["echo"]), timeMs });
        world.nameTransaction(proposal.txId);
        const signed = signedProposal(proposal.bytes, person.sign(proposal.bytes));
        return observeProposal(world.peerConnection(ORG1), signed);
      });
    },
  },
  {
    id: "clock-gateway",
    title: "A query from a clock that is 14 or 16 minutes off",
    what: "What the gateway makes of the endorser's refusal.",
    run: (world) => atEachOffset((timeMs) => evaluateAt(world, timeMs)),
  },
  {
    id: "clock-ordered",
    title: "A transaction that is ordered ten minutes after its time",
    what: "Time is looked at when it is endorsed, and never again.",
    async run(world) {
      const person = world.person(ORG1);
      const options = { ...usual(world, ["put", "clock-ordered", "x"]), timeMs: Date.now() - 10 * MINUTE_MS };
      return order(world, person, await endorseAt(world, person, options, [ORG1]));
    },
  },
];
