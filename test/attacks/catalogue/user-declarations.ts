// SPDX-License-Identifier: Apache-2.0
import type { SaltedPart } from "@licet/domain";
import type { ActOptions } from "../harness/honest.js";
import { PARTIES } from "../world/actors.js";
import { AUTHORISED, DECLARED, REF, type World } from "../world/world.js";
import { COMMANDS, type CommandName } from "./commands.js";
import { type Attack, attacksOf, mustBeRefused, type Outcome, refusedBy, type Stage } from "./types.js";

const GBC = "customs1@GBAuthorityMSP";

/** Content that a rule asks for, which a rival has come to know. */
async function learnt(world: World, name: string, kind: "licence" | "application", id: string): Promise<ActOptions> {
  const { json } = await world.query(GBC, "sharing:ReadPart", { kind, id, part: "content" });
  const { salt, content } = json as unknown as SaltedPart;
  return { evidence: { [name]: { salt, content } } };
}

const RIVAL = "exporter2@GBAuthorityMSP";

const amendOthers = attacksOf(
  {
    kind: "declaration-of-another-exporter",
    group: "user",
    principle: 6,
    what: "An exporter declares, amends, withdraws or surrenders for another exporter, whose content it has come to know",
    expected: refusedBy("NOT_YOUR_RECORD", "HOLDER_ONLY", "PARTY_NOT_REPRESENTED", "CONSIGNMENT_MISMATCH"),
    finding: 14,
  },
  [
    {
      on: "consignment:AmendDeclaration",
      run: async ({ world }: Stage): Promise<Outcome> => {
        const { input } = COMMANDS["consignment:AmendDeclaration"](world);
        return mustBeRefused(await world.act(RIVAL, "consignment:AmendDeclaration", input), "it was amended");
      },
    },
    ...[PARTIES.exporter.id, PARTIES.rival.id].map((declarant) => ({
      on: `consignment:Register declared by ${declarant}`,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const { input, parts } = COMMANDS["consignment:Register"](world);
        const options = await learnt(world, `licence ${REF.licence}`, "licence", REF.licence);
        const asked = { ...(input as object), declarant, ucr: `6GBRIVAL${declarant}` };
        const done = await world.act(RIVAL, "consignment:Register", asked, { ...options, parts } as ActOptions);
        return mustBeRefused(done, "it was registered");
      },
    })),
    {
      on: "licence:WithdrawApplication",
      run: async ({ world }: Stage): Promise<Outcome> => {
        const options = await learnt(world, "content", "application", REF.openApplication);
        const input = { application: REF.openApplication };
        return mustBeRefused(await world.act(RIVAL, "licence:WithdrawApplication", input, options), "it was withdrawn");
      },
    },
    {
      on: "licence:Surrender",
      run: async ({ world }: Stage): Promise<Outcome> => {
        const options = await learnt(world, "content", "licence", REF.licence);
        const done = await world.act(RIVAL, "licence:Surrender", { licence: REF.licence }, options);
        return mustBeRefused(done, "it was surrendered");
      },
    },
  ],
);

const tooMuch = attacksOf(
  {
    kind: "more-than-authorised",
    group: "user",
    principle: 4,
    what: "Reserves, declares or amends more than a licence authorises",
    expected: refusedBy("LICENCE_QUANTITY_EXCEEDED"),
  },
  (["consignment:Register", "licence:Reserve", "licence:RecordLate", "consignment:AmendDeclaration"] as const).map(
    (name) => ({
      on: name,
      run: async ({ world }: Stage): Promise<Outcome> => {
        const { input, parts } = COMMANDS[name](world);
        const text = JSON.stringify(input).replaceAll(/"amount":"[0-9]+"/g, `"amount":"9${AUTHORISED}"`);
        const options = parts === undefined ? {} : ({ parts } as ActOptions);
        return mustBeRefused(await world.act(GBC, name, JSON.parse(text), options), "it was recorded");
      },
    }),
  ),
);

/** Acts straight on a reservation that stands for a consignment. */
const DIRECT: readonly CommandName[] = ["licence:Consume", "licence:Release", "licence:Reverse", "licence:Adjust"];

const direct = attacksOf(
  {
    kind: "reservation-taken-from-consignment",
    group: "user",
    principle: 4,
    what: "Moves a consignment's reservation past the consignment, so that it may be written off twice or not at all",
    expected: refusedBy("RESERVATION_OF_CONSIGNMENT"),
    finding: 1,
  },
  DIRECT.map((name) => ({
    on: name,
    run: async ({ world }: Stage): Promise<Outcome> =>
      mustBeRefused(await world.act(GBC, name, COMMANDS[name](world).input), "it was moved"),
  })),
);

const twice = attacksOf(
  {
    kind: "declared-twice",
    group: "user",
    principle: 4,
    what: "Declares the same goods twice: the same document, or the same UCR",
    expected: refusedBy("RESERVATION_EXISTS", "UCR_IN_USE", "ALREADY_EXISTS"),
  },
  [
    {
      on: "the same consignment",
      run: async ({ world }: Stage): Promise<Outcome> => mustBeRefused(await world.register(REF.registered), "twice"),
    },
    {
      on: "the same UCR",
      run: async ({ world }: Stage): Promise<Outcome> =>
        mustBeRefused(await world.register("GB-CN-TWICE", { ucr: `6GB${REF.registered}` }), "twice"),
    },
    {
      on: "the same UCR in small letters",
      run: async ({ world }: Stage): Promise<Outcome> =>
        mustBeRefused(await world.register("GB-CN-TWICE", { ucr: `6gb${REF.registered.toLowerCase()}` }), "twice"),
    },
    {
      on: "the same document and item",
      run: async ({ world }: Stage): Promise<Outcome> => {
        const input = {
          document: { type: "LRN", reference: "LRN-TWICE" },
          lines: [{ licence: REF.licence, line: 1, item: 1, quantity: { amount: "10", unit: "KGM" } }],
        };
        await world.act(GBC, "licence:Reserve", input);
        return mustBeRefused(await world.act(GBC, "licence:Reserve", input), "twice");
      },
      moves: true,
    },
  ],
);

const foreignWriteOff = attacksOf(
  {
    kind: "write-off-not-granted",
    group: "user",
    principle: 3,
    what: "Customs of a state that the licence does not name write it off",
    expected: refusedBy("WRITE_OFF_NOT_GRANTED", "RESERVATION_OF_CONSIGNMENT"),
    finding: 3,
  },
  ["customs1@DEAuthorityMSP", "customs1@AEAuthorityMSP", "customs1@PKAuthorityMSP"].flatMap((user) =>
    (["licence:Reserve", "licence:RecordLate", ...DIRECT] as const).map((name) => ({
      on: `${name} by ${user}`,
      run: async ({ world }: Stage): Promise<Outcome> =>
        mustBeRefused(await world.act(user, name, COMMANDS[name](world).input), "it was written off"),
    })),
  ),
);

const madeUp = attacksOf(
  {
    kind: "verification-made-up",
    group: "user",
    principle: 6,
    what: "Puts a verification on record that was not computed, or of what is not there",
    expected: refusedBy("INVALID_INPUT", "NOT_FOUND"),
    finding: 17,
  },
  [
    {
      on: "a result of one's own",
      input: {
        consignment: REF.held,
        disposition: "may-pass",
        verdicts: [{ check: "seals", verdict: "satisfactory", code: "SEALS_AS_STATED" }],
      },
    },
    { on: "a consignment that is not there", input: { consignment: "GB-CN-NOTHING" } },
    { on: "a licence that is not there", input: { licence: "GBSIENOTHING" } },
    { on: "a UCR that nobody has", input: { ucr: "6GBNOTHING" } },
    { on: "nothing", input: {} },
    { on: "two things", input: { consignment: REF.held, licence: REF.licence } },
  ].map(({ on, input }) => ({
    on,
    run: async ({ world }: Stage): Promise<Outcome> =>
      mustBeRefused(
        await world.act("customs1@AEAuthorityMSP", "checkpoint:RecordVerification", input),
        "it was recorded",
      ),
  })),
);

const receiving = attacksOf(
  {
    kind: "receipt-by-another-state",
    group: "user",
    principle: 6,
    what: "Customs that are not the destination's record a receipt, or the destination's at a place that is not its own",
    expected: refusedBy(
      "NOT_YOUR_RECORD",
      "PLACE_OF_ANOTHER_STATE",
      "RECEIPT_NOT_COMPLETE",
      "TRANSITION_NOT_ALLOWED",
      "CONSIGNMENT_MISMATCH",
    ),
    finding: 8,
  },
  (
    [
      ["customs1@AEAuthorityMSP", "AEJEA"],
      ["customs1@DEAuthorityMSP", "DEHAM"],
      ["customs1@GBAuthorityMSP", "GBFXT"],
      ["customs1@AEAuthorityMSP", "PKBQM"],
      ["customs1@PKAuthorityMSP", "AEJEA"],
    ] as const
  ).map(([user, place]) => ({
    on: `${user} at ${place}`,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const input = {
        consignment: REF.carried,
        place,
        eventTime: new Date().toISOString(),
        counts: [{ item: 1, quantity: { amount: DECLARED, unit: "KGM" } }],
      };
      return mustBeRefused(await world.act(user, "consignment:Receive", input), "it was received");
    },
  })),
);

/** Users who cheat with declarations, licences and time. */
export const USER_DECLARATIONS: readonly Attack[] = [
  ...amendOthers,
  ...tooMuch,
  ...direct,
  ...twice,
  ...foreignWriteOff,
  ...madeUp,
  ...receiving,
];
