// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { common, peer } from "@hyperledger/fabric-protos";
import { ClassicLevel } from "classic-level";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Policy } from "../policy/policy.js";
import { dataHash, headerBytes, headerHash, metadataValue, type BlockParts } from "../blocks/block.js";
import { parseEnvelope } from "../protocol/envelope.js";
import { configuredMsps, readConfig } from "../blocks/genesis.js";
import { encodeTxRecord, txKey } from "../state/keys.js";
import { StateReader, type Change, type Database } from "../state/state.js";
import { DISK } from "../files/file-system.js";
import { StateWriter, writeBatch } from "../state/state-writer.js";
import { present } from "../testing/test-network.js";
import { nextCommitHash } from "../state/updates.js";
import { WireReader } from "../protocol/wire.js";
import { ChannelMspManager } from "../identity/manager.js";
import { ConfigPolicies } from "../policy/channel-policies.js";
import { SignaturePolicy } from "../policy/signature-policy.js";
import { validateBlock } from "./block.js";
import type { PolicySource } from "./endorsement.js";

/**
 * The block file of a peer of a real Fabric 2.5.16 network (three organisations, Raft) on which a trial chaincode was exercised: reads,
 * writes, ranges, conflicts, phantoms, implicit and named collections, key-level policies, forged and malformed transactions.
 */
const LEDGER_OF_FABRIC = new URL("./testdata/fabric-2.5.16-ledger.gz", import.meta.url);
const LIFECYCLE = "_lifecycle";

/** Reads the varints and length-prefixed fields of Fabric's block files. */
class RecordReader {
  readonly #bytes: Buffer;
  position = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.position >= this.#bytes.length;
  }

  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#bytes.readUInt8(this.position++);
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  }

  bytes(): Buffer {
    const length = this.number();
    this.position += length;
    return this.#bytes.subarray(this.position - length, this.position);
  }

  list(): Buffer[] {
    return Array.from({ length: this.number() }, () => this.bytes());
  }
}

function readBlocks(file: Buffer): BlockParts[] {
  const blocks: BlockParts[] = [];
  for (const records = new RecordReader(file); !records.atEnd;) {
    const record = new RecordReader(records.bytes());
    const number = record.number();
    const hash = record.bytes();
    const previousHash = record.bytes();
    blocks.push({
      header: { number, previousHash, dataHash: hash },
      envelopes: record.list(),
      metadata: record.list(),
    });
  }
  return blocks;
}

function field(message: Uint8Array, number: number): Uint8Array | undefined {
  const reader = new WireReader(message);
  while (reader.next()) if (reader.field === number) return reader.bytes();
  return undefined;
}

/** Definitions as Fabric's lifecycle keeps them in the world state. */
class LifecycleDefinitions implements PolicySource {
  constructor(
    readonly msps: ChannelMspManager,
    readonly policies: ConfigPolicies,
    readonly state: StateReader,
  ) {}

  endorsementPolicy(chaincode: string): Policy | undefined {
    if (chaincode === LIFECYCLE) return this.policies.policy("/Channel/Application/LifecycleEndorsement");
    const info = this.#field(chaincode, "ValidationInfo");
    return info === undefined ? undefined : this.#policy(present(field(info, 2)));
  }

  collection(chaincode: string, name: string): { endorsementPolicy: Policy | undefined } | undefined {
    const owner = /^_implicit_org_(.*)$/.exec(name)?.[1];
    if (owner !== undefined) {
      const endorsementPolicy = this.policies.policy(`/Channel/Application/${owner}/Endorsement`);
      return endorsementPolicy === undefined ? undefined : { endorsementPolicy };
    }
    const stored = this.#field(chaincode, "Collections") ?? new Uint8Array(0);
    const configs = peer.CollectionConfigPackage.deserializeBinary(stored).getConfigList();
    const config = configs.map((entry) => entry.getStaticCollectionConfig()).find((entry) => entry?.getName() === name);
    if (config === undefined) return undefined;
    const own = config.getEndorsementPolicy()?.serializeBinary();
    return { endorsementPolicy: own === undefined ? undefined : this.#policy(own) };
  }

  #field(chaincode: string, name: string): Uint8Array | undefined {
    const stored = this.state.state(LIFECYCLE, `namespaces/fields/${chaincode}/${name}`);
    return stored === undefined ? undefined : field(stored.value, 2);
  }

  #policy(serialised: Uint8Array): Policy | undefined {
    const policy = peer.ApplicationPolicy.deserializeBinary(serialised);
    const signature = policy.getSignaturePolicy();
    return signature === undefined
      ? this.policies.policy(policy.getChannelConfigPolicyReference())
      : new SignaturePolicy(this.msps, signature);
  }
}

describe("a ledger written by real Fabric", () => {
  const directory = mkdtempSync(path.join(tmpdir(), "fabric-ledger-"));
  let blocks: BlockParts[];
  let msps: ChannelMspManager;
  let policies: ConfigPolicies;
  let database: Database;

  beforeAll(async () => {
    blocks = readBlocks(gunzipSync(readFileSync(LEDGER_OF_FABRIC)));
    const config = readConfig(parseEnvelope(present(blocks[0]?.envelopes[0])).data);
    msps = new ChannelMspManager(configuredMsps(config).all, 100);
    policies = new ConfigPolicies(msps, present(config.getChannelGroup()));
    database = new ClassicLevel<Buffer, Buffer>(directory, { keyEncoding: "buffer", valueEncoding: "buffer" });
    await database.open();
  });

  afterAll(async () => {
    await database.close();
    rmSync(directory, { recursive: true });
  });

  it("has our block hashes and signatures", () => {
    let previous: Uint8Array = new Uint8Array(0);
    for (const { header, envelopes, metadata } of blocks) {
      expect(Buffer.from(header.previousHash)).toEqual(Buffer.from(previous));
      expect(Buffer.from(dataHash(envelopes))).toEqual(Buffer.from(header.dataHash));
      previous = headerHash(header);
      if (header.number === 0) continue;
      const signatures = common.Metadata.deserializeBinary(present(metadata[0]));
      const signature = present(signatures.getSignaturesList()[0]);
      const signatureHeader = signature.getSignatureHeader_asU8();
      const orderer = msps.deserialise(common.SignatureHeader.deserializeBinary(signatureHeader).getCreator_asU8());
      const signed = Buffer.concat([signatures.getValue_asU8(), signatureHeader, headerBytes(header)]);
      expect(msps.verify(orderer, signed, signature.getSignature_asU8())).toBe(true);
      expect(policies.policy("/Channel/Orderer/BlockValidation")?.evaluateIdentities([orderer])).toBe(true);
    }
  });

  it("gets our validation codes and commit hashes", async () => {
    const committed = new StateReader(database);
    const writer = new StateWriter({ database, directory, system: DISK, write: writeBatch });
    const definitions = new LifecycleDefinitions(msps, policies, committed);
    const context = { msps, policies, definitions, committed };
    const seen = new Map<number, number>();
    let commitHash: Uint8Array = new Uint8Array(0);
    for (const { header, envelopes, metadata } of blocks) {
      const pending = envelopes.map((bytes) => ({ bytes, parsed: parseEnvelope(bytes), creatorVerified: false }));
      if (pending[0]?.parsed.channelHeader.type === common.HeaderType.CONFIG && header.number === 0) continue;
      const { codes, updates } = await validateBlock(header.number, pending, context);
      expect({ block: header.number, codes: [...codes] }).toEqual({
        block: header.number,
        codes: [...present(metadata[2])],
      });
      for (const code of codes) seen.set(code, (seen.get(code) ?? 0) + 1);
      commitHash = nextCommitHash(codes, updates.deterministicBytes(), commitHash);
      expect(Buffer.from(commitHash)).toEqual(Buffer.from(metadataValue(present(metadata[4]))));
      const place = { file: 0, offset: 0, length: 0 };
      const records = pending.map(({ parsed }, tx): Change => {
        const record = { code: codes[tx] ?? 0, block: header.number, tx, place };
        return { key: txKey(parsed.channelHeader.txId), value: encodeTxRecord(record) };
      });
      await writer.apply([...updates.changes(), ...records]);
    }
    const { VALID, DUPLICATE_TXID, ENDORSEMENT_POLICY_FAILURE, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT } =
      peer.TxValidationCode;
    for (const code of [VALID, DUPLICATE_TXID, ENDORSEMENT_POLICY_FAILURE, MVCC_READ_CONFLICT, PHANTOM_READ_CONFLICT]) {
      expect(seen.get(code)).toBeGreaterThan(0);
    }
  });
});
