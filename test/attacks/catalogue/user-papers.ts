// SPDX-License-Identifier: Apache-2.0
import { PARTIES, signedHandoff, signedOffer } from "../world/actors.js";
import { REF, type World } from "../world/world.js";
import { departing } from "./user-custody.js";
import { type Attack, attacksOf, mustBeRefused, type Outcome, refusedBy, type Stage } from "./types.js";

const { exporter, carrier, feeder, endUser } = PARTIES;
const EXPORTER = "exporter1@GBAuthorityMSP";
const FEEDER = "carrier2@CarriersMSP";
const CUSTOMS = {
  exporting: "customs1@GBAuthorityMSP",
  transit: "customs1@AEAuthorityMSP",
  importing: "customs1@PKAuthorityMSP",
} as const;

/** A consignment that two carriers have taken over one after the other, the second in the state of transit. */
async function inTransit(world: World): Promise<string> {
  const id = await departing(world);
  const first = { consignment: id, transfer: 1, releasedBy: exporter.id, receivedBy: carrier.id };
  await world.must(EXPORTER, "custody:Handoff", signedHandoff(world.net.channel, first));
  const second = { consignment: id, transfer: 2, releasedBy: carrier.id, receivedBy: feeder.id, place: "AEJEA" };
  await world.must(FEEDER, "custody:Handoff", signedHandoff(world.net.channel, second));
  return id;
}

/** @returns the hold that customs of the state of transit places on a consignment. */
async function held(world: World, consignment: string): Promise<string> {
  const { json } = await world.must(CUSTOMS.transit, "checkpoint:Hold", { consignment, reason: "documents" });
  return (json as { id: string }).id;
}

async function seized(world: World): Promise<{ readonly consignment: string; readonly hold: string }> {
  const consignment = await inTransit(world);
  const hold = await held(world, consignment);
  await world.must(CUSTOMS.transit, "checkpoint:Release", { consignment, hold, reason: "seized" });
  return { consignment, hold };
}

const onward = (consignment: string, place: string) => ({
  consignment,
  transfer: 3,
  releasedBy: feeder.id,
  receivedBy: endUser.id,
  place,
});

function receipt(consignment: string): Record<string, unknown> {
  const counts = [{ item: 1, quantity: { amount: "1000000", unit: "KGM" } }];
  return { consignment, place: "PKBQM", eventTime: new Date().toISOString(), counts, contested: true };
}

const backwards = attacksOf(
  {
    kind: "custody-goes-back",
    group: "user",
    principle: 5,
    what: "Hands a second load over, on the same papers, at a place that the goods have passed",
    expected: refusedBy("PLACE_PASSED"),
  },
  (["custody:Handoff", "custody:Propose"] as const).map((name) => ({
    on: name,
    moves: true,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const given = onward(await inTransit(world), "GBFXT");
      const { channel } = world.net;
      const input = name === "custody:Handoff" ? signedHandoff(channel, given) : signedOffer(channel, given);
      return mustBeRefused(await world.act(FEEDER, name, input), "it was recorded");
    },
  })),
);

const ended = attacksOf(
  {
    kind: "papers-of-ended-goods",
    group: "user",
    principle: 5,
    what: "Moves another load on the papers of goods that were seized",
    expected: refusedBy("CONSIGNMENT_ENDED"),
  },
  [
    {
      on: "custody:Handoff",
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const { consignment } = await seized(world);
        const input = signedHandoff(world.net.channel, onward(consignment, "PKBQM"));
        return mustBeRefused(await world.act(FEEDER, "custody:Handoff", input), "it was handed on");
      },
    },
    {
      on: "consignment:Receive, as contested",
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const { consignment } = await seized(world);
        return mustBeRefused(
          await world.act(CUSTOMS.importing, "consignment:Receive", receipt(consignment)),
          "it was received",
        );
      },
    },
  ],
);

const othersEnd = attacksOf(
  {
    kind: "end-of-anothers-goods",
    group: "user",
    principle: 6,
    what: "Says what became of goods on another state's ground, or takes back what that state said",
    expected: refusedBy("HOLD_END_NOT_YOURS", "HOLD_NOT_YOURS"),
  },
  (["exporting", "importing"] as const).flatMap((state) => [
    {
      on: `says it, the ${state} state`,
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const consignment = await inTransit(world);
        const input = { consignment, hold: await held(world, consignment), reason: "returned" };
        return mustBeRefused(await world.act(CUSTOMS[state], "checkpoint:Release", input), "it counts");
      },
    },
    {
      on: `takes it back, the ${state} state`,
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const input = { ...(await seized(world)), reason: "issuer-confirmed" };
        return mustBeRefused(await world.act(CUSTOMS[state], "checkpoint:Release", input), "it was taken back");
      },
    },
  ]),
);

const contested = attacksOf(
  {
    kind: "contest-around-a-hold",
    group: "user",
    principle: 6,
    what: "Receives goods that a state holds by saying that the receipt may be contested",
    expected: refusedBy("CONSIGNMENT_ON_HOLD"),
  },
  [
    {
      on: "consignment:Receive",
      run: async ({ world }: Stage): Promise<Outcome> =>
        mustBeRefused(await world.act(CUSTOMS.importing, "consignment:Receive", receipt(REF.held)), "it was received"),
    },
  ],
);

/** Users who cheat with papers that serve no goods any more. */
export const USER_PAPERS: readonly Attack[] = [...backwards, ...ended, ...othersEnd, ...contested];
