// SPDX-License-Identifier: Apache-2.0
import { hashOf } from "@licet/domain";
import type { ActOptions } from "../harness/honest.js";
import { mint } from "../harness/mint.js";
import { MSP } from "../world/actors.js";
import { CONTROL_ENTRIES } from "../world/content.js";
import { AUTHORISED, REF, type World } from "../world/world.js";
import { COMMANDS, type CommandName } from "./commands.js";
import { type Attack, attacksOf, mustBeRefused, type Outcome, refusedBy, type Stage } from "./types.js";

const GBC = "customs1@GBAuthorityMSP";
const SENIOR = { "licet.role": "senior-licensing-officer" } as const;
const legal = { reason: "requested-by-holder", legalBasis: "Art. 1" } as const;

/** One senior officer with two certificates: the same enrolment id, another subject. */
async function twoCertificates(world: World) {
  const name = world.fresh("senior");
  const first = await mint(world.net, MSP.exporting, name, SENIOR);
  const second = await mint(world.net, MSP.exporting, name, SENIOR, "second pair of eyes");
  return { first, second };
}

const entries = CONTROL_ENTRIES.map((entry) => ({ ...entry }));

const fourEyes = attacksOf(
  {
    kind: "four-eyes-alone",
    group: "user",
    principle: 3,
    what: "One officer takes both steps of a matter, the second with a certificate of another subject",
    expected: refusedBy("FOUR_EYES_REQUIRED"),
    finding: 11,
  },
  [
    {
      on: "licence:Issue",
      run: async ({ world }: Stage): Promise<Outcome> => {
        const { first, second } = await twoCertificates(world);
        const application = world.fresh("GB-AP-E");
        const kind = { scope: "individual", activity: "export", label: "SIEL" };
        const { parts } = COMMANDS["licence:Apply"](world);
        await world.must("exporter1@GBAuthorityMSP", "licence:Apply", { application, kind }, { parts } as ActOptions);
        const terms = { kind, office: "GB-ECJU", validFrom: "2026-01-01", validTo: "2028-12-31", lines: lines() };
        await world.must(first, "licence:Decide", { application, outcome: "approve", ...legal, terms });
        const issued = await world.act(second, "licence:Issue", { application, licence: world.fresh("GBSIEEYES") });
        return mustBeRefused(issued, "it was issued");
      },
    },
    ...(["licence:ConfirmAction", "licence:RejectAction"] as const).map((name) => ({
      on: name,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const { first, second } = await twoCertificates(world);
        const licence = await world.licence(world.fresh("GBSIEEYES"));
        const asked = await world.must(first, "licence:RequestRevocation", { licence, ...legal });
        const { action } = asked.json as { action: string };
        return mustBeRefused(await world.act(second, name, { licence, action }), "it was decided");
      },
    })),
    {
      on: "catalogue:PublishEdition",
      run: async ({ world }: Stage): Promise<Outcome> => {
        const name = world.fresh("licensing");
        const adds = await mint(world.net, MSP.exporting, name, { "licet.role": "licensing-officer" });
        const publishes = await mint(world.net, MSP.exporting, name, SENIOR, "second pair of eyes");
        const ref = { publisher: "GB", list: "EYES-LIST", edition: world.fresh("E") };
        await world.must(adds, "catalogue:AddGroup", { ...ref, group: REF.group, entries });
        const done = await world.act(publishes, "catalogue:PublishEdition", {
          ...ref,
          title: "Alone",
          source: "made up",
          validFrom: "2026-01-01",
          groups: [{ group: REF.group, count: entries.length, hash: hashOf(entries) }],
        });
        return mustBeRefused(done, "it was published");
      },
    },
    {
      on: "party:AppointSignatory of oneself",
      run: async ({ world }: Stage): Promise<Outcome> => {
        const name = world.fresh("registrar");
        const first = await mint(world.net, MSP.importing, name, { "licet.role": "certifying-officer" });
        const second = await mint(world.net, MSP.importing, name, { "licet.role": "registrar" }, "second pair of eyes");
        const { json } = await world.query(first, "party:WhoAmI", {});
        const { officer } = json as { officer: string };
        const done = await world.act(second, "party:AppointSignatory", {
          register: "PK",
          officer,
          office: "PK-MOC-01",
          scope: ["EUC"],
          validFrom: "2026-01-01",
          validTo: "2030-12-31",
        });
        return mustBeRefused(done, "it appointed itself");
      },
    },
  ].map((instance) => ({ ...instance, moves: true })),
);

function lines() {
  return [{ line: 1, control: "quantity", unit: "KGM", authorised: AUTHORISED }];
}

const unclear = attacksOf(
  {
    kind: "two-enrolment-ids",
    group: "user",
    principle: 3,
    what: "A certificate names one person in its subject and another in its enrolment id",
    expected: refusedBy("IDENTITY_UNCLEAR"),
    finding: 11,
  },
  (["licence:Suspend", "checkpoint:Hold", "party:Suspend"] as const).map((name) => ({
    on: name,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const role = {
        "licence:Suspend": "senior-licensing-officer",
        "checkpoint:Hold": "customs-officer",
        "party:Suspend": "registrar",
      }[name];
      const attributes = { "licet.role": role, "hf.EnrollmentID": "somebody-else" };
      const person = await mint(world.net, MSP.exporting, world.fresh("unclear"), attributes);
      return mustBeRefused(await world.act(person, name, COMMANDS[name](world).input), "it was recorded");
    },
  })),
);

/** Times that a client may claim. */
const TIMES: Readonly<Record<string, () => number>> = {
  "in June": () => Date.parse("2026-06-01T12:00:00Z"),
  "in 2029": () => Date.parse("2029-01-02T00:00:00Z"),
  "16 minutes ago": () => Date.now() - 16 * 60_000,
  "in 16 minutes": () => Date.now() + 16 * 60_000,
};

/** Officers who may call what they call, so that nothing but the time is wrong. */
const TIMED: Readonly<Record<string, CommandName>> = {
  [GBC]: "licence:Reserve",
  "licensing1@GBAuthorityMSP": "licence:Expire",
  "customs2@GBAuthorityMSP": "consignment:Register",
  "licensing2@GBAuthorityMSP": "licence:Suspend",
  "registrar1@GBAuthorityMSP": "party:Register",
  "certifier1@PKAuthorityMSP": "certificate:Expire",
  "carrier1@CarriersMSP": "custody:ReportIncident",
  "customs1@AEAuthorityMSP": "checkpoint:Hold",
  "exporter1@GBAuthorityMSP": "custody:Propose",
};

const backdated = attacksOf(
  {
    kind: "dated-back-or-ahead",
    group: "user",
    principle: 7,
    what: "A proposal claims another time, on a licence that had not ended then or has ended by then",
    // Fabric 3 refuses at the peer, in its own words.
    expected: refusedBy("TRANSACTION_TIME_REFUSED", "timestamp"),
    finding: 12,
  },
  Object.entries(TIMED).flatMap(([user, name]) =>
    Object.entries(TIMES).map(([on, timeMs]) => ({
      on: `${name} ${on}`,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const { input, parts } = COMMANDS[name](world);
        const options = { timeMs: timeMs(), ...(parts === undefined ? {} : { parts }) } as ActOptions;
        return mustBeRefused(await world.act(user, name, input, options), "it was recorded");
      },
    })),
  ),
);

/** Officers who are one person, or who claim another time. */
export const USER_OFFICERS: readonly Attack[] = [...fourEyes, ...unclear, ...backdated];
