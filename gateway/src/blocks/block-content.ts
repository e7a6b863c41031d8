// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { common, ledger, msp, peer } from "@hyperledger/fabric-protos";
import type { MspId } from "@licet/domain";
import { endorsedAction, openEnvelope } from "../protocol/envelope.js";
import { attempt } from "./attempt.js";
import { decodeBlock, type DecodedBlock } from "./decode-block.js";
import type { Checkpoint } from "./ledger-event.js";

/** Where the value stood that a transaction read of a key: nowhere, or where it had been written last. */
export type ReadVersion = Checkpoint | "absent";

/** Somebody of the channel as a block names them: organisation and certificate in PEM. */
export interface BlockIdentity {
  readonly mspId: MspId;
  readonly certificate: string;
}

/** What stands around the writes of a transaction. */
export interface TransactionSurroundings {
  /** Who signed it; undefined where it cannot be read. */
  readonly creator: BlockIdentity | undefined;
  readonly endorsers: readonly BlockIdentity[];
  /**
   * Of each key of Licet's that it read, where the value stood that it read. Fabric has compared it when it committed: what a valid
   * transaction read was what lay there.
   */
  readonly read: ReadonlyMap<string, ReadVersion>;
}

/** A block with what an explorer shows of it besides its events. */
export interface BlockContent extends DecodedBlock {
  /** Hash of the header before, and of this block's transactions, in lower-case hexadecimal. */
  readonly previousHash: string;
  readonly dataHash: string;
  /** Whether the transactions are those whose hash the header carries. */
  readonly isWhole: boolean;
  /** By index of the transaction. */
  readonly surroundings: readonly TransactionSurroundings[];
}

/**
 * Decodes a block with what stands around its events.
 * @throws {BlockError} where it is no such block.
 */
export function decodeBlockContent(bytes: Uint8Array, chaincodeName: string): BlockContent {
  const decoded = decodeBlock(bytes, chaincodeName);
  const block = common.Block.deserializeBinary(bytes);
  const header = block.getHeader();
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  const dataHash = hexOf(header?.getDataHash_asU8());
  return {
    ...decoded,
    previousHash: hexOf(header?.getPreviousHash_asU8()),
    dataHash,
    isWhole: createHash("sha256").update(Buffer.concat(envelopes)).digest("hex") === dataHash,
    surroundings: envelopes.map((envelope) => attempt(() => surroundingsOf(envelope, chaincodeName)) ?? NOTHING),
  };
}

const NOTHING: TransactionSurroundings = { creator: undefined, endorsers: [], read: new Map() };

function surroundingsOf(bytes: Uint8Array, chaincodeName: string): TransactionSurroundings {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const { data } = openEnvelope(envelope);
  const header = common.Payload.deserializeBinary(envelope.getPayload_asU8()).getHeader();
  const signature = common.SignatureHeader.deserializeBinary(header?.getSignatureHeader_asU8() ?? new Uint8Array());
  const action = attempt(() => endorsedAction(data));
  return {
    creator: attempt(() => identityOf(signature.getCreator_asU8())),
    endorsers: attempt(() => endorsersOf(data)) ?? [],
    read: action === undefined ? new Map() : readVersions(action.action, chaincodeName),
  };
}

function endorsersOf(data: Uint8Array): BlockIdentity[] {
  const [first] = peer.Transaction.deserializeBinary(data).getActionsList();
  const payload = peer.ChaincodeActionPayload.deserializeBinary(first?.getPayload_asU8() ?? new Uint8Array());
  return (payload.getAction()?.getEndorsementsList() ?? []).map((one) => identityOf(one.getEndorser_asU8()));
}

function identityOf(bytes: Uint8Array): BlockIdentity {
  const identity = msp.SerializedIdentity.deserializeBinary(bytes);
  return { mspId: identity.getMspid(), certificate: Buffer.from(identity.getIdBytes_asU8()).toString("utf8") };
}

function readVersions(action: peer.ChaincodeAction, chaincodeName: string): Map<string, ReadVersion> {
  const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(action.getResults_asU8()).getNsRwsetList();
  const own = sets.find((set) => set.getNamespace() === chaincodeName);
  const reads = ledger.rwset.kvrwset.KVRWSet.deserializeBinary(own?.getRwset_asU8() ?? new Uint8Array()).getReadsList();
  return new Map(
    reads.map((read) => {
      const version = read.getVersion();
      const at: ReadVersion =
        version === undefined ? "absent" : { block: BigInt(version.getBlockNum()), transaction: version.getTxNum() };
      return [read.getKey(), at];
    }),
  );
}

function hexOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("hex");
}
