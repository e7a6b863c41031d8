// SPDX-License-Identifier: Apache-2.0
import { type KeyType } from "@licet/domain";
import { ledgerKey, proofKey } from "@licet/chaincode/internal/fabric/keys";
import { LOCK, quorumPolicy } from "@licet/chaincode/internal/fabric/policies";
import type { Random } from "../../conformance/harness/random.js";
import { TYPES } from "../catalogue/samples.js";
import { HostileOrganisation } from "../harness/hostile.js";
import type { Ordered } from "../harness/network.js";
import type { WriteSet } from "../harness/write-set.js";
import { MSP } from "../world/actors.js";
import type { World } from "../world/world.js";
import type { Model } from "./model.js";

/** Records that neither a stranger nor the carriers own, alone or together. */
const OTHERS: readonly KeyType[] = [
  "members",
  "licence",
  "licence-line",
  "licence-entry",
  "reservation",
  "consignment",
  "ucr",
  "receipt",
  "custody-head",
  "custody-event",
  "certificate",
];

const ATTACKERS: readonly (readonly [string, ...string[]])[] = [
  [MSP.stranger],
  [MSP.carriers],
  [MSP.stranger, MSP.carriers],
];

/** A transaction of hostile members, and whether it may lie on the ledger: junk may, another's record may not. */
export interface HostileAct {
  readonly name: string;
  readonly mayBeRecorded: boolean;
  run(): Promise<Ordered>;
}

/** The next hostile act: another's record rolled back, rewritten, deleted, taken or re-pointed; or junk beside it. */
export function nextHostileAct(world: World, random: Random, model: Model): HostileAct {
  const [attacker, ...accomplices] = random.pick(ATTACKERS);
  const hostile = new HostileOrganisation(world.net, attacker, ...accomplices);
  if (random.below(3) === 0) {
    const set = junk(random, model, attacker);
    return { name: "junk", mayBeRecorded: true, run: () => hostile.write(set) };
  }
  const type = random.pick(OTHERS);
  const keys = world.observed.keys().filter((key) => key.startsWith(`\u0000${type}\u0000`) && isGenuine(world, key));
  if (keys.length === 0) return nextHostileAct(world, random, model);
  const key = random.pick(keys);
  const set = forgery(world, random, key, type, attacker);
  return { name: `forged ${type}`, mayBeRecorded: false, run: () => hostile.write(set) };
}

/** Junk of earlier acts is nobody's record. */
function isGenuine(world: World, key: string): boolean {
  return world.observed.valueAt(key)?.startsWith('{"record":') === true;
}

function forgery(world: World, random: Random, key: string, type: KeyType, attacker: string): WriteSet {
  const value = world.observed.valueAt(key) ?? "";
  const history = world.observed.historyOf(key);
  const policy = quorumPolicy({ needed: 1, of: [attacker] });
  const ways: readonly (() => WriteSet)[] = [
    () => ({ writes: [{ key }] }),
    () => ({ writes: [{ key, value: history[0] ?? value }] }),
    () => ({ writes: [{ key, value: value.replaceAll(/[0-9](?=")/g, "0") }] }),
    () => ({ policies: [{ key, policy }] }),
    () => ({ policies: [{ key, policy: LOCK }] }),
    () => ({
      writes: [{ key: ledgerKey(type, "0".repeat(64)), value }],
      privates: [{ organisation: MSP.exporting, key: proofKey(type, "GB-CN-P0001"), value: "{}" }],
    }),
  ];
  return random.pick(ways)();
}

function junk(random: Random, model: Model, attacker: string): WriteSet {
  const count = random.pick([1, 10, 100]);
  const type = random.pick(TYPES);
  const [id = "GB-CN-P0001"] = [...model.consignments.keys()].slice(random.below(5));
  const writes = Array.from({ length: count }, (_, index) => ({
    key: ledgerKey(type, index % 2 === 0 ? id : model.licence, random.below(1_000_000).toString()),
    value: "{}",
  }));
  const privates = [{ organisation: attacker, key: proofKey(type, id), value: `{"record":"${type}/${id}"}` }];
  // Its own members' record is locked to a member too.
  return type === "members" ? { writes } : { writes, privates };
}
