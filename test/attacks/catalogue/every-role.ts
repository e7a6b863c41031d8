// SPDX-License-Identifier: Apache-2.0
import { ROLES, type Role, type SubmitDefinition, TRANSACTIONS } from "@licet/domain";
import type { Person } from "@licet/scripts/wire/person";
import { act, type ActOptions } from "../harness/honest.js";
import { mint } from "../harness/mint.js";
import { MSP } from "../world/actors.js";
import type { World } from "../world/world.js";
import { COMMANDS, type CommandName } from "./commands.js";
import { type Attack, attacksOf, mustBeRefused, type Outcome, refusedBy, type Stage } from "./types.js";

const NAMES = Object.keys(COMMANDS) as CommandName[];

function definitionOf(name: CommandName): SubmitDefinition {
  return TRANSACTIONS[name];
}

/** Somebody of an organisation with a role that its own authority wrote into the certificate. */
async function roleHolder(world: World, mspId: string, role: Role, extra: Readonly<Record<string, string>> = {}) {
  const known = people.get(world) ?? new Map<string, Promise<Person>>();
  people.set(world, known);
  const name = `${role}-${Object.values(extra).join("-")}`.toLowerCase();
  const place = `${name}@${mspId}`;
  const made = known.get(place) ?? mint(world.net, mspId, name, { "licet.role": role, ...extra });
  known.set(place, made);
  return made;
}

const people = new WeakMap<World, Map<string, Promise<Person>>>();

async function call({ world }: Stage, name: CommandName, person: Person): Promise<Outcome> {
  const { input, parts } = COMMANDS[name](world);
  const options = parts === undefined ? {} : ({ parts } as ActOptions);
  const done = await act(world.net, person, name, input, options);
  return mustBeRefused(done, `${name} was recorded for ${person.name}@${person.mspId}`);
}

const wrongRole = attacksOf(
  {
    kind: "wrong-role",
    group: "user",
    principle: 3,
    what: "Calls a transaction in a role that may not call it, at the very organisation that owns the record",
    expected: refusedBy("ROLE_NOT_ALLOWED"),
  },
  NAMES.flatMap((name) => {
    const { roles } = definitionOf(name);
    const wrong = roles === "any" ? [] : ROLES.filter((role) => !roles.includes(role));
    return wrong.map((role) => ({
      on: `${name} as ${role}`,
      run: async (stage: Stage) => call(stage, name, await roleHolder(stage.world, MSP.exporting, role)),
    }));
  }),
);

/** Roles that people of a carriers' organisation may not hold, whatever their own authority writes. */
const FOREIGN_ROLES: readonly Role[] = ROLES.filter((role) => role !== "registrar" && role !== "carrier");

const mintedRole = attacksOf(
  {
    kind: "minted-role",
    group: "member-alone",
    principle: 3,
    what: "A carriers' organisation gives its own people an officer's role",
    expected: refusedBy("ROLE_NOT_ALLOWED"),
    finding: 3,
  },
  NAMES.flatMap((name) => {
    const { roles } = definitionOf(name);
    // Who has the goods may be of any role: custody asks for the party instead.
    const role = roles === "any" ? undefined : roles.find((one) => FOREIGN_ROLES.includes(one));
    // What a carrier may call, a carrier with another role may not.
    return role === undefined
      ? []
      : [
          {
            on: `${name} as ${role}`,
            run: async (stage: Stage) => call(stage, name, await roleHolder(stage.world, MSP.carriers, role)),
          },
        ];
  }),
);

/** What a state that is not concerned is refused with when its officers act on another's records. */
const NOT_CONCERNED = refusedBy(
  "NOT_YOUR_RECORD",
  "WRITE_OFF_NOT_GRANTED",
  "RESERVATION_OF_CONSIGNMENT",
  "PLACE_OF_ANOTHER_STATE",
  "OFFICE_OF_ANOTHER_STATE",
  "STATE_NOT_CONCERNED",
  "NOT_CUSTODIAN",
  "PARTY_NOT_REPRESENTED",
  "NOT_NAMED_PARTY",
  "HOLDER_ONLY",
  "HOLD_NOT_YOURS",
  "TRANSITION_NOT_ALLOWED",
  "COMMITMENT_MISMATCH",
  "INVALID_CONFIDENTIAL_INPUT",
  "MEMBERS_DIFFER",
  "MEMBERS_CHANGED_MEANWHILE",
  "MEMBERS_NOT_AGREED",
  "SIGNATURE_INVALID",
  "SIGNER_NOT_ACCEPTED",
  "TRANSFER_NUMBER_WRONG",
  "NOT_HELD",
  "ROLE_NOT_ALLOWED",
  "RECEIPT_NOT_COMPLETE",
  "PROPOSAL_TERMS_DIFFER",
);

/**
 * Every state may hold, inspect and verify goods that turn up with it, and propose other members; and where every party that is
 * concerned has signed, it makes no difference who hands the signatures in.
 */
const EVERYBODY_MAY: readonly CommandName[] = [
  "members:Propose",
  "checkpoint:Hold",
  "checkpoint:RecordVerification",
  "custody:Handoff",
  "custody:Propose",
  "custody:Accept",
];

const mintedState = attacksOf(
  {
    kind: "minted-jurisdiction",
    group: "member-alone",
    principle: 3,
    what: "A state that is not concerned writes another state's code into its officers' certificates",
    expected: NOT_CONCERNED,
    finding: 3,
  },
  NAMES.filter((name) => !EVERYBODY_MAY.includes(name)).map((name) => ({
    on: name,
    run: async (stage: Stage) => {
      const { roles } = definitionOf(name);
      const role = roles === "any" ? "customs-officer" : (roles[0] ?? "registrar");
      return call(stage, name, await roleHolder(stage.world, MSP.stranger, role, { "licet.jurisdiction": "GB" }));
    },
  })),
);

const mintedOffice = attacksOf(
  {
    kind: "minted-office",
    group: "member-alone",
    principle: 3,
    what: "A state that is not concerned gives its customs officer an office of another state",
    expected: refusedBy("OFFICE_OF_ANOTHER_STATE"),
    finding: 3,
  },
  NAMES.filter((name) => {
    const { roles } = definitionOf(name);
    return roles === "any" || roles.includes("customs-officer");
  }).map((name) => ({
    on: name,
    run: async (stage: Stage) =>
      call(
        stage,
        name,
        await roleHolder(stage.world, MSP.stranger, "customs-officer", {
          "licet.jurisdiction": "GB",
          "licet.office": "GB000051",
        }),
      ),
  })),
);

/** What runs over every transaction and every role. */
export const EVERY_ROLE: readonly Attack[] = [...wrongRole, ...mintedRole, ...mintedState, ...mintedOffice];
