// SPDX-License-Identifier: Apache-2.0
import { type KeyType } from "@licet/domain";
import { ledgerKey, proofKey } from "@licet/chaincode/internal/fabric/keys";
import { LOCK, quorumPolicy } from "@licet/chaincode/internal/fabric/policies";
import { proofText } from "@licet/chaincode/internal/fabric/records";
import type { WriteSet } from "../harness/write-set.js";
import { MSP } from "../world/actors.js";
import type { World } from "../world/world.js";
import { CREATIONS } from "./creations.js";
import { hashLike, placeOf, type Sample, SAMPLES, TYPES } from "./samples.js";
import {
  type Attack,
  attacksOf,
  ENDORSEMENT_REFUSED,
  honestGoesOn,
  type Kind,
  ordered,
  type Outcome,
  type Stage,
  WITHOUT_EFFECT,
} from "./types.js";

/** A state that is not concerned, and an organisation that is no state's: neither owns a record of the honest world. */
const STRANGERS = [MSP.stranger, MSP.carriers] as const;
const BULK = 5_000;
const JUNK = [1, 1_000, 10_000] as const;
const OWN_POLICY = quorumPolicy({ needed: 1, of: [MSP.stranger] });

interface Target {
  readonly type: KeyType;
  readonly sample: Sample;
  readonly key: string;
  readonly value: string;
}

/** Instances of a kind: every type of record and every stranger, who writes a set about the type's sample. */
function overTypes(
  kind: Kind,
  setOf: (target: Target, attacker: string, world: World) => WriteSet,
  strangers: readonly string[] = STRANGERS,
): Attack[] {
  return attacksOf(
    kind,
    TYPES.flatMap((type) =>
      strangers.map((attacker) => ({
        on: `${type} by ${attacker}`,
        run: async (stage: Stage): Promise<Outcome> => {
          const target = { type, sample: SAMPLES[type](stage.world), ...(await placeOf(stage.world, type)) };
          return ordered(await stage.hostile(attacker).write(setOf(target, attacker, stage.world)));
        },
      })),
    ),
  );
}

const overwrite = overTypes(
  {
    kind: "overwrite-record",
    group: "member-alone",
    principle: 1,
    what: "Writes another value at the address of somebody else's record",
    expected: ENDORSEMENT_REFUSED,
  },
  ({ key, value }) => ({ writes: [{ key, value: value.replace(/[0-9]/, "7") }] }),
);

const erase = overTypes(
  {
    kind: "delete-record",
    group: "member-alone",
    principle: 1,
    what: "Deletes somebody else's record",
    expected: ENDORSEMENT_REFUSED,
  },
  ({ key }) => ({ writes: [{ key }] }),
);

const takePolicy = overTypes(
  {
    kind: "take-record-policy",
    group: "member-alone",
    principle: 1,
    what: "Makes itself the only one who endorses changes of somebody else's record",
    expected: ENDORSEMENT_REFUSED,
  },
  ({ key }) => ({ policies: [{ key, policy: OWN_POLICY }] }),
);

const lockRecord = overTypes(
  {
    kind: "lock-record",
    group: "member-alone",
    principle: 1,
    what: "Locks somebody else's record, so that nobody may change it again",
    expected: ENDORSEMENT_REFUSED,
  },
  ({ key }) => ({ policies: [{ key, policy: LOCK }] }),
);

const repoint = overTypes(
  {
    kind: "re-point-proof",
    group: "member-alone",
    principle: 2,
    what: "Puts another proof into the owner's collection, which leads to a record of the attacker's making",
    expected: ENDORSEMENT_REFUSED,
  },
  ({ type, sample, value }) => {
    const proof = proofText(type, referenceOf(sample), hashLike("re-pointed"));
    return {
      writes: [{ key: ledgerKey(type, hashLike(proof)), value }],
      privates: [{ organisation: sample.owner, key: proofKey(type, referenceOf(sample)), value: proof }],
    };
  },
);

const unprove = overTypes(
  {
    kind: "delete-proof",
    group: "member-alone",
    principle: 1,
    what: "Deletes the proof of somebody else's record from its owner's collection",
    expected: ENDORSEMENT_REFUSED,
  },
  ({ type, sample }) => ({ privates: [{ organisation: sample.owner, key: proofKey(type, referenceOf(sample)) }] }),
);

const ownProof = overTypes(
  {
    kind: "prove-in-own-collection",
    group: "member-alone",
    principle: 2,
    what: "Proves a record of its own making under somebody else's reference, in its own collection",
    expected: WITHOUT_EFFECT,
  },
  ({ type, sample, value }, attacker) => {
    const proof = proofText(type, referenceOf(sample), hashLike("own proof"));
    const address = hashLike(proof);
    return {
      writes: [{ key: ledgerKey(type, address), value }],
      policies: [{ key: ledgerKey(type, address), policy: OWN_POLICY }],
      privates: [{ organisation: attacker, key: proofKey(type, referenceOf(sample)), value: proof }],
    };
  },
  // Its own members' record is its own affair: whoever forges it leaves the consortium.
  [MSP.stranger],
).filter(({ on }) => !on.startsWith("members by"));

/** Junk under everything that a reader could take for the record: its type, its reference, its address. */
function junkBeside({ type, sample, key }: Target, count: number): WriteSet {
  const places = [
    (i: number) => `${key}${i.toString()}\u0000`,
    (i: number) => ledgerKey(type, referenceOf(sample), `J${i.toString()}`),
    (i: number) => ledgerKey(type, ...referenceOf(sample).split("#"), i.toString().padStart(9, "0"), hashLike(`${i}`)),
  ];
  const writes = Array.from({ length: count }, (_, i) => ({
    key: (places[i % places.length] ?? places[0]!)(i),
    value: i % 2 === 0 ? "{}" : "junk",
  }));
  return { writes };
}

const junk = JUNK.flatMap((count) =>
  overTypes(
    {
      kind: `junk-beside-${count.toString()}`,
      group: "member-alone",
      principle: 1,
      what: `Writes ${count === 1 ? "a key" : `${count.toString()} keys`} of junk beside somebody else's record, in one transaction`,
      expected: WITHOUT_EFFECT,
    },
    (target) => junkBeside(target, count),
    [MSP.stranger],
  ),
);

/** Keys that a stranger can make up for a reference that nobody has used yet. */
function takenFirst(type: KeyType, reference: string, attacker: string): WriteSet {
  const proof = proofText(type, reference, hashLike("guessed"));
  const keys = [
    ledgerKey(type, reference),
    ledgerKey(type, ...reference.split("#")),
    ledgerKey(type, hashLike(proof)),
    ledgerKey(type, hashLike(reference)),
    ledgerKey(type, reference, "000000001"),
    ledgerKey("list", `${type}/${reference}`),
  ];
  return {
    writes: [...new Set(keys)].map((key) => ({ key, value: "0" })),
    policies: [...new Set(keys)].map((key, index) => ({ key, policy: index % 2 === 0 ? OWN_POLICY : LOCK })),
    privates: [{ organisation: attacker, key: proofKey(type, reference), value: proof }],
  };
}

const createFirst = attacksOf(
  {
    kind: "create-first",
    group: "member-alone",
    principle: 2,
    what: "Takes a reference that somebody is about to use, with a policy of its own or a lock",
    expected: WITHOUT_EFFECT,
    finding: 7,
  },
  TYPES.filter((type) => type !== "members").map((type) => ({
    on: type,
    moves: true,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const { reference, create } = await CREATIONS[type](world);
      const taken = await hostile(MSP.stranger).write(takenFirst(type, reference, MSP.stranger));
      if (taken.code !== "VALID") return ordered(taken);
      return honestGoesOn(await create(), `the honest creation of a ${type}`);
    },
  })),
);

const createInBulk = attacksOf(
  {
    kind: "create-in-bulk",
    group: "member-alone",
    principle: 2,
    what: `Takes ${BULK.toString()} references in one transaction`,
    expected: WITHOUT_EFFECT,
    finding: 7,
  },
  TYPES.filter((type) => type !== "members").map((type) => ({
    on: type,
    moves: true,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const { reference, create } = await CREATIONS[type](world);
      const keys = Array.from({ length: BULK }, (_, i) =>
        i === 0
          ? ledgerKey(type, reference)
          : ledgerKey(type, `${reference.slice(0, -4)}${i.toString().padStart(4, "0")}`),
      );
      const taken = await hostile(MSP.stranger).write({
        writes: keys.map((key) => ({ key, value: "0" })),
        policies: keys.map((key) => ({ key, policy: OWN_POLICY })),
      });
      if (taken.code !== "VALID") return ordered(taken);
      return honestGoesOn(await create(), `the honest creation of a ${type}`);
    },
  })),
);

const together = attacksOf(
  {
    kind: "overwrite-together",
    group: "member-and-accomplice",
    principle: 1,
    what: "Two organisations that do not own a record change it together",
    expected: ENDORSEMENT_REFUSED,
  },
  TYPES.map((type) => ({
    on: type,
    run: async ({ world, hostile }: Stage): Promise<Outcome> => {
      const { key, value } = await placeOf(world, type);
      const set = { writes: [{ key, value: `${value} ` }], policies: [{ key, policy: OWN_POLICY }] };
      return ordered(await hostile(MSP.stranger, MSP.carriers).write(set));
    },
  })),
);

function referenceOf({ reference, chain = [] }: Sample): string {
  return reference ?? chain.join("#");
}

/** What runs over every type of record. */
export const EVERY_RECORD: readonly Attack[] = [
  ...overwrite,
  ...erase,
  ...takePolicy,
  ...lockRecord,
  ...repoint,
  ...unprove,
  ...ownProof,
  ...junk,
  ...createFirst,
  ...createInBulk,
  ...together,
];
