// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { ledgerKey, proofKey } from "@licet/chaincode/internal/fabric/keys";
import { KEY_TYPES, type KeyType, ownerOfReference } from "@licet/domain";
import { computeAddress } from "ethers";
import { keyOf, MSP, PARTIES } from "../world/actors.js";
import { REF, type World } from "../world/world.js";

/** A record of the honest world, as one of its type. */
export interface Sample {
  readonly owner: string;
  /** Reference that its owner's collection proves; entries of chains have none. */
  readonly reference?: string;
  /** Attributes of the chain that an entry belongs to. */
  readonly chain?: readonly string[];
}

const own = (reference: string): Sample => ({ owner: ownerOfReference(reference), reference });
const british = (reference: string): Sample => ({ owner: MSP.exporting, reference });

/** One record of every type of key; the compiler refuses a table that lacks one. */
export const SAMPLES: Readonly<Record<KeyType, (world: World) => Sample>> = {
  members: () => british("consortium"),
  "members-change": (world) => british(world.found.get("founding") ?? ""),
  list: () => british("party/GB"),
  party: () => own(PARTIES.exporter.id),
  "signing-key": () => own(`${PARTIES.exporter.id}#secp256k1:${addressOf(PARTIES.exporter.id)}`),
  signatory: (world) => own(`PK-SG-${(world.found.get("certifier") ?? "").toUpperCase()}`),
  "control-list": () => british(`${REF.list.publisher}:${REF.list.list}:${REF.list.edition}`),
  "control-entry": () => british(`${REF.list.publisher}:${REF.list.list}:${REF.list.edition}:${REF.group}`),
  application: () => own(REF.openApplication),
  licence: () => british(REF.licence),
  "licence-line": () => british(`${REF.licence}#1`),
  "licence-entry": () => ({ owner: MSP.exporting, chain: [REF.licence, "1"] }),
  "licence-action": (world) => british(`${REF.valued}#${world.found.get("action") ?? ""}`),
  reservation: (world) => british(`${REF.licence}#1#${world.found.get(`reservation of ${REF.carried}`) ?? ""}`),
  certificate: () => own(REF.certificate),
  "certificate-standing": () => own(REF.ended),
  consignment: () => own(REF.carried),
  ucr: () => british(`GB:6GB${REF.carried}`),
  "consignment-reference": () => british(lrnReference(REF.carried)),
  receipt: () => ({ owner: MSP.importing, reference: `${REF.received}#PK` }),
  "custody-head": () => own(REF.carried),
  "custody-event": () => ({ owner: MSP.exporting, chain: [REF.carried] }),
  checkpoint: () => ({ owner: MSP.transit, reference: `${REF.held}#AE` }),
  "checkpoint-override": () => own(REF.offered),
  hold: (world) => ({ owner: MSP.transit, reference: `${REF.held}#${world.found.get("hold") ?? ""}` }),
  inspection: (world) => ({ owner: MSP.transit, reference: `${REF.carried}#${world.found.get("inspection") ?? ""}` }),
  verification: (world) => own(world.found.get("verification") ?? ""),
};

/** Reference of a consignment's entry under the local reference number that the honest world gives it: its own id. */
export function lrnReference(consignment: string): string {
  return `${consignment}#lrn:${hashLike(consignment)}`;
}

/** Every type of key, as the chaincode's own table has them. */
export const TYPES: readonly KeyType[] = KEY_TYPES;

/**
 * Where a sample lies on the channel.
 * @throws {Error} where it does not: the table above is then out of date.
 */
export async function placeOf(world: World, type: KeyType): Promise<{ readonly key: string; readonly value: string }> {
  await world.observed.catchUp();
  const sample = SAMPLES[type](world);
  const key = sample.reference === undefined ? entryKeyOf(world, type, sample) : recordKeyOf(world, type, sample);
  const value = world.observed.valueAt(key);
  if (value === undefined) throw new Error(`The honest world has no ${type} at ${JSON.stringify(key)}.`);
  return { key, value };
}

function recordKeyOf(world: World, type: KeyType, { owner, reference = "" }: Sample): string {
  const address = world.observed.hashIn(owner, proofKey(type, reference));
  if (address === undefined) throw new Error(`${owner} has proven no ${type} ${reference}.`);
  return ledgerKey(type, address);
}

function entryKeyOf(world: World, type: KeyType, { chain = [] }: Sample): string {
  const prefix = ledgerKey(type, ...chain);
  const found = world.observed.keys().find((key) => key.startsWith(prefix));
  if (found === undefined) throw new Error(`The honest world has no ${type} of ${chain.join(", ")}.`);
  return found;
}

function addressOf(party: string): string {
  return computeAddress(keyOf(party).publicKey).toLowerCase();
}

/** A text that looks like a hash, the same for the same words. */
export function hashLike(words: string): string {
  return createHash("sha256").update(words).digest("hex");
}
