// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, type JsonValue, type KeyType } from "@licet/domain";
import { ledgerKey, proofKey } from "@licet/chaincode/internal/fabric/keys";
import { LOCK, quorumPolicy } from "@licet/chaincode/internal/fabric/policies";
import { proofText, recordKeyAt, storedText } from "@licet/chaincode/internal/fabric/records";
import { sha256, type WriteSet } from "../harness/write-set.js";
import type { World } from "../world/world.js";

/** A record as an organisation with altered chaincode writes it into its own register: proof, address, policy, lock. */
export interface OwnRecord {
  readonly type: KeyType;
  readonly owner: string;
  readonly reference: string;
  readonly record: JsonValue;
  readonly locked?: boolean;
}

/** The writes that put records of its own onto the ledger exactly as honest chaincode would. */
export function ownRecords(txId: string, records: readonly OwnRecord[]): WriteSet {
  const placed = records.map((one) => {
    const proof = proofText(one.type, one.reference, txId);
    return { ...one, proof, key: recordKeyAt(one.type, Buffer.from(sha256(proof)).toString("hex")) };
  });
  return {
    writes: placed.map(({ key, record }) => ({ key, value: storedText(record) })),
    policies: placed.map(({ key, owner }) => ({ key, policy: quorumPolicy({ needed: 1, of: [owner] }) })),
    privates: placed.map(({ type, owner, reference, proof }) => ({
      organisation: owner,
      key: proofKey(type, reference),
      value: proof,
    })),
    privatePolicies: placed
      .filter(({ locked }) => locked === true)
      .map(({ type, owner, reference }) => ({ organisation: owner, key: proofKey(type, reference), policy: LOCK })),
  };
}

/** Several sets as one transaction. */
export function joined(...sets: readonly WriteSet[]): WriteSet {
  return {
    writes: sets.flatMap(({ writes = [] }) => writes),
    policies: sets.flatMap(({ policies = [] }) => policies),
    privates: sets.flatMap(({ privates = [] }) => privates),
    privatePolicies: sets.flatMap(({ privatePolicies = [] }) => privatePolicies),
  };
}

/** The first entry of a chain, and the link that its head holds. */
export function firstEntry(type: KeyType, chain: readonly string[], txId: string, entry: JsonValue) {
  const text = storedText(entry);
  const key = ledgerKey(type, ...chain, "000000001", txId);
  const link = { sequence: 1, txId, hash: Buffer.from(sha256(text)).toString("hex") };
  return { link, set: { writes: [{ key, value: text }], policies: [{ key, policy: LOCK }] } satisfies WriteSet };
}

/**
 * Where a record lies, and what lies there, as every member can find out.
 * @throws {Error} where nobody has proven it.
 */
export async function lookUp(world: World, type: KeyType, owner: string, reference: string) {
  await world.observed.catchUp();
  const address = world.observed.hashIn(owner, proofKey(type, reference));
  if (address === undefined) throw new Error(`${owner} has proven no ${type} ${reference}.`);
  const key = ledgerKey(type, address);
  const text = world.observed.valueAt(key) ?? "";
  const stored = JSON.parse(text) as { readonly record: JsonValue };
  return {
    key,
    text,
    record: stored.record as Readonly<Record<string, JsonValue>>,
    history: world.observed.historyOf(key),
  };
}

/** A record's text with some fields changed, as its owner's chaincode would write it. */
export function changed(text: string, fields: Readonly<Record<string, JsonValue | undefined>>): string {
  const stored = JSON.parse(text) as { readonly record: Readonly<Record<string, JsonValue>> };
  const record = Object.fromEntries(
    Object.entries({ ...stored.record, ...fields }).filter(([, value]) => value !== undefined),
  );
  return canonicalJson({ ...stored, record });
}
