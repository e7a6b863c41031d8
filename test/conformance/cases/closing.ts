// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import type { ConformanceCase } from "../harness/case.js";
import type { Observation } from "@licet/scripts/wire/observation";
import { ORGANISATIONS, type World } from "../harness/world.js";

/** Values longer than this are recorded by their hash. */
const VALUE_LENGTH_MAX = 64;

async function worldState(world: World, mspId: string, chaincode: string): Promise<Observation> {
  const answer = (await world.evaluate(mspId, "range", ["", ""], { chaincode, endorsers: [mspId] })) as {
    result?: string;
  };
  const rows = JSON.parse(answer.result ?? "[]") as [string, string][];
  return rows.map(([key, value]) => {
    const long = value.length > VALUE_LENGTH_MAX;
    return `${key}=${long ? createHash("sha256").update(value).digest("hex") : value}`;
  });
}

/** What is left when all other cases have run. */
export const closingCases: readonly ConformanceCase[] = [
  {
    id: "closing-world-state",
    title: "The whole world state after all cases",
    what: "Every key and value of both chaincodes, the same at every peer.",
    async run(world) {
      const states: Record<string, Observation> = {};
      for (const chaincode of ["kv", "kv2"]) {
        const [first, ...others] = await Promise.all(ORGANISATIONS.map((mspId) => worldState(world, mspId, chaincode)));
        const agree = others.every((state) => JSON.stringify(state) === JSON.stringify(first));
        states[chaincode] = { peersAgree: agree, state: first ?? null };
      }
      return states;
    },
  },
];
