// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { configQuery, discovered, endorsersQuery, peersQuery } from "../harness/discovery.js";
import type { Observation } from "@licet/scripts/wire/observation";
import { ORG1, ORG2, ORG3 } from "../harness/world.js";

/** Discovery: how clients learn of peers, orderers and who must endorse. */
export const discoveryCases: readonly ConformanceCase[] = [
  {
    id: "discovery-network",
    title: "Discovery of the configuration and the peers",
    what: "MSPs, ordering endpoints, every organisation's peers and the chaincodes they run.",
    run: (world) => discovered(world, [configQuery(world.channel), peersQuery(world.channel)]),
  },
  {
    id: "discovery-endorsers",
    title: "Discovery of endorsers",
    what: "Layouts for a majority, for any, for two chaincodes together and for collections.",
    async run(world) {
      const { channel } = world;
      const of = (...calls: readonly { name: string; collections?: string[] }[]): Promise<Observation> =>
        discovered(world, [endorsersQuery(channel, ...calls)]);
      return {
        majority: await of({ name: "kv" }),
        any: await of({ name: "kv2" }),
        both: await of({ name: "kv2" }, { name: "kv" }),
        members: await of({ name: "kv", collections: ["members12"] }),
        ownPolicy: await of({ name: "kv", collections: ["endorsed3"] }),
        implicit: await of({ name: "kv2", collections: ["_implicit_org_Org2MSP"] }),
        unknownCollection: await of({ name: "kv", collections: ["nosuch"] }),
        unknown: await of({ name: "nosuch" }),
        none: await of(),
      };
    },
  },
  {
    id: "discovery-refused",
    title: "Discovery that is refused",
    what: "Unknown channels, strangers, signatures that do not hold.",
    async run(world) {
      const { channel } = world;
      const person = world.person(ORG1);
      return {
        unknownChannel: await discovered(world, [peersQuery("nosuchchannel"), configQuery("nosuchchannel")]),
        stranger: await discovered(world, [peersQuery(channel)], { person: person.claiming("NoSuchMSP") }),
        impostor: await discovered(world, [peersQuery(channel)], { person: person.claiming(ORG2) }),
        unsigned: await discovered(world, [peersQuery(channel)], { signature: new Uint8Array() }),
        otherSigner: await discovered(world, [peersQuery(channel)], { signature: person.sign(Buffer.from("other")) }),
        member: await discovered(world, [endorsersQuery(channel, { name: "kv2" })], { person: world.person(ORG3) }),
        nothing: await discovered(world, []),
      };
    },
  },
];
