// SPDX-License-Identifier: Apache-2.0
import { common, ledger } from "@hyperledger/fabric-protos";
import type { Observation } from "./observation.js";

const { rwset, kvrwset } = { rwset: ledger.rwset, kvrwset: ledger.rwset.kvrwset };

/** Says where a version lies; the world makes block numbers relative to the case that runs. */
export type DescribeVersion = (block: number, transaction: number) => string;

type Version = ledger.rwset.kvrwset.Version;

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}

function versionText(version: Version | undefined, describe: DescribeVersion): string {
  return version === undefined ? "absent" : describe(version.getBlockNum(), version.getTxNum());
}

function describeRange(range: ledger.rwset.kvrwset.RangeQueryInfo, describe: DescribeVersion): Observation {
  const reads = range.getRawReads()?.getKvReadsList() ?? [];
  return {
    start: range.getStartKey(),
    end: range.getEndKey(),
    exhausted: range.getItrExhausted(),
    reads: reads.map((read) => [read.getKey(), versionText(read.getVersion(), describe)]),
    merkle: range.getReadsMerkleHashes() !== undefined,
  };
}

function describePolicy(value: Uint8Array): Observation {
  if (value.length === 0) return "";
  const policy = common.SignaturePolicyEnvelope.deserializeBinary(value);
  return { identities: policy.getIdentitiesList().length, needed: policy.getRule()?.getNOutOf()?.getN() ?? 0 };
}

function describePublic(bytes: Uint8Array, describe: DescribeVersion): Record<string, Observation> {
  const set = kvrwset.KVRWSet.deserializeBinary(bytes);
  return {
    reads: set.getReadsList().map((read) => [read.getKey(), versionText(read.getVersion(), describe)]),
    writes: set
      .getWritesList()
      .map((write) => (write.getIsDelete() ? [write.getKey()] : [write.getKey(), utf8(write.getValue_asU8())])),
    ranges: set.getRangeQueriesInfoList().map((range) => describeRange(range, describe)),
    metadata: set
      .getMetadataWritesList()
      .map((write) => [
        write.getKey(),
        write.getEntriesList().map((entry) => [entry.getName(), describePolicy(entry.getValue_asU8())]),
      ]),
  };
}

function describeCollection(
  collection: ledger.rwset.CollectionHashedReadWriteSet,
  describe: DescribeVersion,
): Observation {
  const set = kvrwset.HashedRWSet.deserializeBinary(collection.getHashedRwset_asU8());
  return {
    name: collection.getCollectionName(),
    privateHash: hex(collection.getPvtRwsetHash_asU8()),
    reads: set
      .getHashedReadsList()
      .map((read) => [hex(read.getKeyHash_asU8()), versionText(read.getVersion(), describe)]),
    writes: set.getHashedWritesList().map((write) => ({
      key: hex(write.getKeyHash_asU8()),
      value: hex(write.getValueHash_asU8()),
      delete: write.getIsDelete(),
      purge: write.getIsPurge(),
    })),
    metadata: set
      .getMetadataWritesList()
      .map((write) => [
        hex(write.getKeyHash_asU8()),
        write.getEntriesList().map((entry) => [entry.getName(), describePolicy(entry.getValue_asU8())]),
      ]),
  };
}

/** Describes the read/write set of a transaction: namespaces in their order, empty parts left out. */
export function describeRwset(results: Uint8Array, describe: DescribeVersion): Observation {
  return rwset.TxReadWriteSet.deserializeBinary(results)
    .getNsRwsetList()
    .map((namespace) => {
      const parts = describePublic(namespace.getRwset_asU8(), describe);
      const collections = namespace
        .getCollectionHashedRwsetList()
        .map((collection) => describeCollection(collection, describe));
      const filled = Object.entries({ ...parts, collections }).filter(
        ([, list]) => Array.isArray(list) && list.length > 0,
      );
      return { namespace: namespace.getNamespace(), ...Object.fromEntries(filled) };
    });
}

/** Describes a collection's private read/write set as deliver-with-private-data hands it out. */
export function describePrivateRwset(bytes: Uint8Array, describe: DescribeVersion): Observation {
  return describePublic(bytes, describe);
}
