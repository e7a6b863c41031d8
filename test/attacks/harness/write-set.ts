// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from "node:crypto";
import { ledger } from "@hyperledger/fabric-protos";

const { rwset } = ledger;
const { kvrwset } = rwset;

/** Name under which Fabric keeps a key's own endorsement policy. */
const POLICY_METADATA = "VALIDATION_PARAMETER";
const HASH_BYTES = 32;

/** A key on the channel: its new value, or its end where there is none. */
export interface PublicWrite {
  readonly key: string;
  readonly value?: string;
}

/** A key's new endorsement policy. */
export interface PolicyWrite {
  readonly key: string;
  readonly policy: Uint8Array;
}

/** An entry of an organisation's implicit collection; only its hashes go into the transaction. */
export interface PrivateWrite extends PublicWrite {
  readonly organisation: string;
}

/** What an organisation with altered chaincode wants on the ledger: whatever it likes. */
export interface WriteSet {
  /** Namespace that the keys lie in; the product's chaincode unless given. */
  readonly namespace?: string;
  readonly writes?: readonly PublicWrite[];
  readonly policies?: readonly PolicyWrite[];
  readonly privates?: readonly PrivateWrite[];
  readonly privatePolicies?: readonly (PolicyWrite & { readonly organisation: string })[];
}

/** SHA-256 of a text, as Fabric hashes private keys and values. */
export function sha256(text: string | Uint8Array): Uint8Array {
  return createHash("sha256").update(text).digest();
}

/** A set of writes as a transaction carries it. It has read nothing, so that no conflict can end it. */
export function readWriteSet(chaincode: string, set: WriteSet): Uint8Array {
  const namespace = new rwset.NsReadWriteSet();
  namespace.setNamespace(set.namespace ?? chaincode);
  namespace.setRwset(publicSet(set).serializeBinary());
  for (const collection of collectionSets(set)) namespace.addCollectionHashedRwset(collection);
  const whole = new rwset.TxReadWriteSet();
  whole.setDataModel(rwset.TxReadWriteSet.DataModel.KV);
  whole.addNsRwset(namespace);
  return whole.serializeBinary();
}

function publicSet({ writes = [], policies = [] }: WriteSet): ledger.rwset.kvrwset.KVRWSet {
  const set = new kvrwset.KVRWSet();
  for (const { key, value } of writes) {
    const write = new kvrwset.KVWrite();
    write.setKey(key);
    if (value === undefined) write.setIsDelete(true);
    else write.setValue(Buffer.from(value));
    set.addWrites(write);
  }
  for (const { key, policy } of policies) {
    const write = new kvrwset.KVMetadataWrite();
    write.setKey(key);
    write.addEntries(policyEntry(policy));
    set.addMetadataWrites(write);
  }
  return set;
}

function policyEntry(policy: Uint8Array): ledger.rwset.kvrwset.KVMetadataEntry {
  const entry = new kvrwset.KVMetadataEntry();
  entry.setName(POLICY_METADATA);
  entry.setValue(policy);
  return entry;
}

function collectionSets({ privates = [], privatePolicies = [] }: WriteSet) {
  const organisations = new Set([...privates, ...privatePolicies].map(({ organisation }) => organisation));
  return [...organisations].sort().map((organisation) => {
    const set = new kvrwset.HashedRWSet();
    for (const write of privates.filter((one) => one.organisation === organisation)) set.addHashedWrites(hashed(write));
    for (const { key, policy } of privatePolicies.filter((one) => one.organisation === organisation)) {
      const write = new kvrwset.KVMetadataWriteHash();
      write.setKeyHash(sha256(key));
      write.addEntries(policyEntry(policy));
      set.addMetadataWrites(write);
    }
    const collection = new rwset.CollectionHashedReadWriteSet();
    collection.setCollectionName(`_implicit_org_${organisation}`);
    collection.setHashedRwset(set.serializeBinary());
    collection.setPvtRwsetHash(randomBytes(HASH_BYTES));
    return collection;
  });
}

function hashed({ key, value }: PublicWrite): ledger.rwset.kvrwset.KVWriteHash {
  const write = new kvrwset.KVWriteHash();
  write.setKeyHash(sha256(key));
  if (value === undefined) write.setIsDelete(true);
  else write.setValueHash(sha256(value));
  return write;
}
