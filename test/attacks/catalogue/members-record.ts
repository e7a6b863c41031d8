// SPDX-License-Identifier: Apache-2.0
import { hashOf, type Member, ROLES } from "@licet/domain";
import { consentKey, proofKey } from "@licet/chaincode/internal/fabric/keys";
import { proofText } from "@licet/chaincode/internal/fabric/records";
import { membersOf } from "../harness/founding.js";
import { MSP } from "../world/actors.js";
import type { World } from "../world/world.js";
import { changed, lookUp } from "./forged-records.js";
import { hashLike } from "./samples.js";
import {
  type Attack,
  attacksOf,
  ENDORSEMENT_REFUSED,
  mustBeRefused,
  ordered,
  type Outcome,
  refusedBy,
  type Stage,
} from "./types.js";

const soon = (): string => new Date(Date.now() + 60_000).toISOString();

/** Members as a hostile member would like them. */
const WANTED: Readonly<Record<string, (members: readonly Member[]) => unknown>> = {
  "without Britain": (members) => members.filter(({ mspId }) => mspId !== MSP.exporting),
  "the stranger alone": (members) => members.filter(({ mspId }) => mspId === MSP.stranger),
  "everybody else without officers": (members) =>
    members.map((member) => (member.mspId === MSP.stranger ? member : { ...member, roles: ["registrar"] })),
};

/** Lists that no consortium can have. */
const IMPOSSIBLE: Readonly<Record<string, (members: readonly Member[]) => unknown>> = {
  "carriers as a state's authority": (members) =>
    members.map((member) => (member.mspId === MSP.carriers ? { ...member, kind: "authority", state: "GB" } : member)),
  "Britain for the stranger": (members) =>
    members.map((member) => (member.mspId === MSP.stranger ? { ...member, state: "GB" } : member)),
  "the British register for the stranger": (members) =>
    members.map((member) => (member.mspId === MSP.stranger ? { ...member, register: "GB" } : member)),
  "officers among carriers": (members) =>
    members.map((member) => (member.mspId === MSP.carriers ? { ...member, roles: ROLES } : member)),
  "one member twice": (members) => [...members, ...members.slice(0, 1)],
};

async function revisionOf(world: World): Promise<number> {
  const { json } = await world.query("registrar1@DEAuthorityMSP", "members:Read", {});
  return (json as { revision: number }).revision;
}

/** Proposes a list, agrees as each of the given organisations, and puts it into effect with their endorsement. */
async function change(
  { world }: Stage,
  list: unknown,
  agreeing: readonly string[],
  named: readonly string[],
): Promise<Outcome> {
  const proposed = await world.act("registrar1@DEAuthorityMSP", "members:Propose", {
    replaces: await revisionOf(world),
    members: list,
    consentUntil: soon(),
  });
  if (proposed.code !== "OK") return { as: "refused", by: proposed.code };
  const { id, digest } = proposed.json as { id: string; digest: string };
  for (const mspId of agreeing) await world.must(`registrar1@${mspId}`, "members:Agree", { change: id, digest });
  const applied = await world.act("registrar1@DEAuthorityMSP", "members:Apply", { change: id, endorsers: named });
  return mustBeRefused(applied, "the members were changed");
}

const minority = attacksOf(
  {
    kind: "members-changed-by-minority",
    group: "member-and-accomplice",
    principle: 3,
    what: "Two of five members change the members' record, naming whom they like as endorsers",
    expected: refusedBy("MEMBERS_NOT_AGREED", "ENDORSEMENT_POLICY_FAILURE"),
    finding: 6,
  },
  Object.entries(WANTED).flatMap(([name, listOf]) =>
    [[MSP.stranger], [MSP.stranger, MSP.carriers], [MSP.stranger, MSP.carriers, MSP.exporting]].map((named) => ({
      on: `${name}, naming ${named.length.toString()}`,
      moves: true,
      run: (stage: Stage) => change(stage, listOf(membersOf(stage.world.net)), named.slice(0, 2), named),
    })),
  ),
);

const impossible = attacksOf(
  {
    kind: "impossible-members",
    group: "member-alone",
    principle: 3,
    what: "Proposes members in kinds, states, registers or roles that they cannot have",
    expected: refusedBy("INVALID_INPUT"),
    finding: 6,
  },
  Object.entries(IMPOSSIBLE).map(([name, listOf]) => ({
    on: name,
    run: (stage: Stage) => change(stage, listOf(membersOf(stage.world.net)), [], [MSP.stranger]),
  })),
);

const otherDigest = attacksOf(
  {
    kind: "agreement-to-something-else",
    group: "user",
    principle: 3,
    what: "Has a member agree to another list than the one that would take effect, or too late",
    expected: refusedBy("MEMBERS_DIFFER", "MEMBERS_CHANGE_LAPSED", "MEMBERS_CHANGED_MEANWHILE", "NOT_FOUND"),
  },
  [
    { on: "another digest", replaces: 0, digest: hashLike("other"), until: 60_000, lag: 0 },
    { on: "a lapsed proposal", replaces: 0, digest: undefined, until: 1_500, lag: 2_500 },
    { on: "a founding of what is founded", replaces: -1, digest: undefined, until: 60_000, lag: 0 },
  ].map(({ on, replaces, digest, until, lag }) => ({
    on,
    moves: true,
    run: async ({ world }: Stage): Promise<Outcome> => {
      const proposed = await world.act("registrar1@DEAuthorityMSP", "members:Propose", {
        replaces: replaces === 0 ? await revisionOf(world) : 0,
        members: membersOf(world.net),
        consentUntil: new Date(Date.now() + until).toISOString(),
      });
      if (proposed.code !== "OK") return { as: "refused", by: proposed.code };
      const made = proposed.json as { id: string; digest: string };
      await new Promise((resolve) => setTimeout(resolve, lag));
      const agreed = await world.act("registrar1@PKAuthorityMSP", "members:Agree", {
        change: made.id,
        digest: digest ?? made.digest,
      });
      return mustBeRefused(agreed, "it agreed");
    },
  })),
);

const forgedRecord = attacksOf(
  {
    kind: "members-record-forged",
    group: "member-alone",
    principle: 3,
    what: "Rewrites the members' record, or founds a consortium of its own beside it",
    expected: ENDORSEMENT_REFUSED,
    finding: 6,
  },
  [MSP.stranger, MSP.carriers].flatMap((attacker) => [
    {
      on: `another record, by ${attacker}`,
      run: async ({ world, hostile }: Stage): Promise<Outcome> => {
        const { key, text } = await lookUp(world, "members", MSP.exporting, "consortium");
        return ordered(await hostile(attacker).write({ writes: [{ key, value: changed(text, { revision: 2 }) }] }));
      },
    },
    {
      on: `a proof of another founding in its own collection, by ${attacker}`,
      run: async ({ hostile }: Stage): Promise<Outcome> => {
        const value = proofText("members", "consortium", hashLike("own founding"));
        const key = proofKey("members", "consortium");
        return ordered(await hostile(attacker).write({ privates: [{ organisation: attacker, key, value }] }));
      },
    },
    {
      on: `agreement in another's name, by ${attacker}`,
      run: async ({ world, hostile }: Stage): Promise<Outcome> => {
        const id = world.found.get("founding") ?? "";
        const value = JSON.stringify({ change: id, digest: hashOf([]) });
        const key = consentKey("members", id);
        return ordered(await hostile(attacker).write({ privates: [{ organisation: MSP.importing, key, value }] }));
      },
    },
  ]),
);

/** Attacks on who the members are. */
export const MEMBERS_RECORD: readonly Attack[] = [...minority, ...impossible, ...otherDigest, ...forgedRecord];
