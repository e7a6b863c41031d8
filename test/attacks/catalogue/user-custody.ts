// SPDX-License-Identifier: Apache-2.0
import { type TransferTerms } from "@licet/domain";
import { computeAddress } from "ethers";
import type { Done } from "../harness/honest.js";
import { mint } from "../harness/mint.js";
import { findings, keyOf, MSP, PARTIES, signedAcceptance, signedHandoff, signedOffer } from "../world/actors.js";
import { SECRETS } from "../world/content.js";
import { REF, type World } from "../world/world.js";
import { type Attack, attacksOf, mustBeRefused, type Outcome, refusedBy, type Stage } from "./types.js";

const EXPORTER = "exporter1@GBAuthorityMSP";
const CARRIER = "carrier1@CarriersMSP";
const { exporter, carrier, feeder, suspended, compromised } = PARTIES;
const now = (): string => new Date().toISOString();

/** A released consignment that the exporter has. */
export async function departing(world: World): Promise<string> {
  const id = world.fresh("GB-CN-D");
  await world.register(id);
  await world.release(id);
  return id;
}

/** How an offer ends without a handover. */
const ENDINGS: Readonly<Record<string, (world: World, id: string, terms: TransferTerms) => Promise<Done>>> = {
  "a cancelled offer": (world, consignment) => world.act(EXPORTER, "custody:Cancel", { consignment, eventTime: now() }),
  "a refused offer": (world, consignment) =>
    world.act(CARRIER, "custody:Refuse", {
      consignment,
      transfer: 1,
      refusedBy: carrier.id,
      code: "DISE",
      eventTime: now(),
    }),
  "a lapsed offer": async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    return { code: "OK", txId: "", block: -1, json: null, message: "" };
  },
};

const spent = attacksOf(
  {
    kind: "spent-release-used",
    group: "user",
    principle: 5,
    what: "Uses a release that was cancelled, refused or has lapsed, by acceptance or in one transaction",
    expected: refusedBy(
      "NO_CUSTODY_PROPOSAL",
      "TRANSFER_NUMBER_WRONG",
      "CUSTODY_OFFER_LAPSED",
      "PROPOSAL_TERMS_DIFFER",
    ),
    finding: 13,
  },
  Object.entries(ENDINGS).flatMap(([on, end]) =>
    (["custody:Accept", "custody:Handoff"] as const).map((name) => ({
      on: `${on} by ${name}`,
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const id = await departing(world);
        const lapses = on === "a lapsed offer" ? { offerUntil: new Date(Date.now() + 2_000).toISOString() } : {};
        const offer = signedOffer(world.net.channel, {
          consignment: id,
          transfer: 1,
          releasedBy: exporter.id,
          receivedBy: carrier.id,
          ...lapses,
        });
        const { signature, ...terms } = offer;
        await world.must(EXPORTER, "custody:Propose", offer);
        const ended = await end(world, id, terms);
        if (ended.code !== "OK") throw new Error(`the offer did not end: ${ended.code} ${ended.message}`);
        const { signature: acceptance, ...accepted } = signedAcceptance(world.net.channel, terms);
        const input =
          name === "custody:Accept"
            ? { ...accepted, signature: acceptance }
            : { ...accepted, releaseSignature: signature, acceptanceSignature: acceptance };
        return mustBeRefused(await world.act(CARRIER, name, input), "custody was transferred");
      },
    })),
  ),
);

/** Parties that neither give nor take. */
const UNFIT: Readonly<Record<string, string>> = {
  "a suspended party": suspended.id,
  "a party that no register has": "CARRIERS-CR-7777",
  "a party of an organisation that is no member": "FR-CR-0001",
};

const unfit = attacksOf(
  {
    kind: "goods-to-unfit-party",
    group: "user",
    principle: 7,
    what: "Hands goods to, or takes them from, a party that is suspended, ended or in no register",
    expected: refusedBy(
      "PARTY_NOT_IN_FORCE",
      "NOT_FOUND",
      "NOT_A_MEMBER",
      "CUSTODY_STARTS_ELSEWHERE",
      "SIGNER_NOT_ACCEPTED",
    ),
    finding: 15,
  },
  Object.entries(UNFIT).flatMap(([on, party]) => [
    ...(["custody:Handoff", "custody:Propose"] as const).map((name) => ({
      on: `${name} to ${on}`,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const given = { consignment: REF.released, transfer: 1, releasedBy: exporter.id, receivedBy: party };
        const input =
          name === "custody:Handoff" ? signedHandoff(world.net.channel, given) : signedOffer(world.net.channel, given);
        return mustBeRefused(await world.act(EXPORTER, name, input), "it was recorded");
      },
    })),
    {
      on: `consignment:Register for ${on}`,
      run: async ({ world }: Stage): Promise<Outcome> =>
        mustBeRefused(await world.register("GB-CN-UNFIT", { declarant: party }), "it was registered"),
    },
  ]),
);

const fromSuspended = attacksOf(
  {
    kind: "goods-from-party-suspended-meanwhile",
    group: "user",
    principle: 7,
    what: "A party that was suspended after it took the goods hands them on",
    expected: refusedBy("PARTY_NOT_IN_FORCE"),
    finding: 15,
  },
  [
    {
      on: "custody:Handoff",
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const id = await departing(world);
        await world.handOver(id, exporter.id, feeder.id);
        const registrar = feeder.registrar;
        await world.must(registrar, "party:Suspend", { id: feeder.id, reason: "investigation" });
        const done = await world.handOver(id, feeder.id, carrier.id, "carrier2@CarriersMSP");
        await world.must(registrar, "party:Reinstate", { id: feeder.id, reason: "cause-removed" });
        return mustBeRefused(done, "it was handed on");
      },
    },
  ],
);

const address = (party: string): string => computeAddress(keyOf(party).publicKey);

const compromisedKey = attacksOf(
  {
    kind: "compromised-key-signs",
    group: "user",
    principle: 7,
    what: "A key that was reported compromised signs with an event time before the moment from which it was",
    expected: refusedBy("SIGNER_NOT_ACCEPTED"),
    finding: 15,
  },
  [
    {
      on: "a handover with an earlier event time",
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const party = compromised.id;
        const id = await departing(world);
        // The goods have been there for some seconds, so that the claimed instant lies between then and the revocation's.
        const eventTime = now();
        await world.must(compromised.registrar, "party:RevokeKey", {
          party,
          address: address(party),
          from: new Date(Date.now() + 1).toISOString(),
          reason: "key-compromised",
        });
        const accepted = { ...findings(), acceptedAt: eventTime };
        const given = { consignment: id, transfer: 1, releasedBy: exporter.id, receivedBy: party, eventTime };
        const input = signedHandoff(world.net.channel, given, accepted);
        return mustBeRefused(await world.act(EXPORTER, "custody:Handoff", input), "it was recorded");
      },
    },
    {
      on: "a revocation moved forward again",
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const party = compromised.id;
        const later = { party, address: address(party), from: new Date(Date.now() - 60_000).toISOString() };
        const done = await world.act(compromised.registrar, "party:RevokeKey", { ...later, reason: "key-replaced" });
        const given = { consignment: REF.released, transfer: 1, releasedBy: exporter.id, receivedBy: party };
        if (done.code !== "OK") return { as: "refused", by: `SIGNER_NOT_ACCEPTED stays: ${done.code}` };
        const input = signedHandoff(world.net.channel, given);
        return mustBeRefused(await world.act(EXPORTER, "custody:Handoff", input), "it was recorded");
      },
    },
  ],
);

const moveBack = attacksOf(
  {
    kind: "revocation-cannot-be-moved-back",
    group: "user",
    principle: 7,
    what: "Whoever held a key relies on a first, late revocation that nobody can correct",
    expected: { as: "without-effect" },
    finding: 15,
  },
  [
    {
      on: "party:RevokeKey a second time, earlier",
      moves: true,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const party = world.fresh("GB-EX-Z");
        const registrar = "registrar1@GBAuthorityMSP";
        const content = { name: "Shortlived Ltd", identifiers: [], address: "3 Quay", country: "GB" };
        const entered = { id: party, kinds: ["exporter"], jurisdiction: "GB", validFrom: "2026-01-01" };
        await world.must(registrar, "party:Register", entered, { parts: { content } });
        const key = { party, address: address(party) };
        await world.must(registrar, "party:AddKey", { ...key, validFrom: "2026-01-01T00:00:00Z" });
        const from = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
        await world.must(registrar, "party:RevokeKey", { ...key, from: from(1), reason: "key-replaced" });
        const done = await world.act(registrar, "party:RevokeKey", {
          ...key,
          from: from(9),
          reason: "key-compromised",
        });
        return done.code === "OK"
          ? { as: "without-effect", says: "the registrar moves it back" }
          : { as: "succeeded", says: `the registrar cannot move it back: ${done.code}` };
      },
    },
  ],
);

/** What customs of a third state would do to goods that are elsewhere. */
const THIRD_STATE: readonly { on: string; run: (world: World, place: string) => Promise<Done> }[] = [
  {
    on: "breaks and re-seals",
    run: (world, place) =>
      world.act(
        "customs1@DEAuthorityMSP",
        "custody:Reseal",
        { consignment: REF.carried, place, eventTime: now() },
        { parts: { content: { affixed: [{ number: "DE-1", source: "CUS" }] } } },
      ),
  },
  {
    on: "reports an incident",
    run: (world, place) =>
      world.act(
        "customs1@DEAuthorityMSP",
        "custody:ReportIncident",
        { consignment: REF.carried, code: "1", place, eventTime: now() },
        { parts: { content: { text: "made up" } } },
      ),
  },
  {
    on: "inspects",
    run: (world, place) =>
      world.act(
        "customs1@DEAuthorityMSP",
        "checkpoint:Inspect",
        {
          consignment: REF.carried,
          place,
          template: "seal-check",
          result: "B1",
          sealState: "broken",
          sealsConform: false,
          countsAgree: true,
          eventTime: now(),
        },
        { parts: { findings: {} } },
      ),
  },
];

const thirdState = attacksOf(
  {
    kind: "customs-at-foreign-place",
    group: "user",
    principle: 6,
    what: "Customs of a third state act on goods at a place that is not its own",
    expected: refusedBy("PLACE_OF_ANOTHER_STATE", "STATE_NOT_CONCERNED", "NOT_CUSTODIAN"),
    finding: 16,
  },
  THIRD_STATE.flatMap(({ on, run }) =>
    ["GBFXT", "AEJEA", "PKBQM"].map((place) => ({
      on: `${on} at ${place}`,
      run: async ({ world }: Stage): Promise<Outcome> => mustBeRefused(await run(world, place), "it was recorded"),
    })),
  ),
);

const thirdCloses = attacksOf(
  {
    kind: "matter-of-another-state-closed",
    group: "user",
    principle: 6,
    what: "Customs of a state where nothing happened close a matter, or declare an event wrong",
    expected: refusedBy("STATE_NOT_CONCERNED", "NOT_CUSTODIAN"),
    finding: 16,
  },
  (["custody:CloseMatter", "custody:DeclareError"] as const).map((name) => ({
    on: name,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const incident = world.found.get("incident");
      const input =
        name === "custody:CloseMatter"
          ? { consignment: REF.troubled, closes: incident, eventTime: now() }
          : { consignment: REF.troubled, declares: incident, reason: "did-not-occur", eventTime: now() };
      return mustBeRefused(await world.act("customs1@DEAuthorityMSP", name, input), "it was recorded");
    },
  })),
);

const sealNumbers = attacksOf(
  {
    kind: "seal-numbers-of-others",
    group: "user",
    principle: 9,
    what: "A user who is not concerned learns seal numbers from the verification",
    expected: { as: "without-effect" },
    finding: 18,
  },
  [
    ["exporter2", MSP.exporting, { "licet.role": "exporter", "licet.party": PARTIES.rival.id }],
    ["stranger", MSP.exporting, {}],
    ["carrier3", MSP.carriers, { "licet.role": "carrier", "licet.party": compromised.id }],
    ["certifier", MSP.importing, { "licet.role": "certifying-officer" }],
    ["registrar", MSP.exporting, { "licet.role": "registrar" }],
    ["other end user", MSP.importing, { "licet.role": "end-user", "licet.party": "PK-EU-7777" }],
  ].map(([name, mspId, attributes]) => ({
    on: String(name),
    run: async ({ world }: Stage): Promise<Outcome> => {
      const person = await mint(world.net, String(mspId), world.fresh("asker"), attributes as Record<string, string>);
      for (const consignment of [REF.carried, REF.received]) {
        const presented = { seals: ["OTHER-1"], sealState: "intact" };
        const { json } = await world.net.query(person, String(mspId), "checkpoint:Verify", { consignment, presented });
        if (JSON.stringify(json).includes(SECRETS.seal))
          return { as: "succeeded", says: `the seal of ${consignment} is told` };
      }
      return { as: "without-effect", says: "counts at most" };
    },
  })),
);

/** Users who cheat with custody. */
export const USER_CUSTODY: readonly Attack[] = [
  ...spent,
  ...unfit,
  ...fromSuspended,
  ...thirdState,
  ...thirdCloses,
  ...sealNumbers,
  ...compromisedKey,
  ...moveBack,
];
