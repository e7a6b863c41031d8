// SPDX-License-Identifier: Apache-2.0
import { common } from "@hyperledger/fabric-protos";
import type { CommittedBlock, CommittedTransaction } from "../../blocks/committed.js";
import type { ChannelLedger } from "../../channel/api.js";
import type { Identity } from "../../identity/identity.js";
import { asItCame, codec, list, string, uint } from "../../protocol/message.js";
import { WireWriter } from "../../protocol/wire.js";

/** common.HeaderType of an application's transaction. */
const ENDORSER_TRANSACTION = 3;
/** common.HeaderType of a configuration. */
const CONFIG = 1;

/** What a delivery sends: serialised DeliverResponse of protos.Deliver. */
export interface BlockFormat {
  block(block: CommittedBlock, identity: Identity, headersOnly: boolean): Buffer | Promise<Buffer>;
  status(code: number): Buffer;
}

function status(code: number): Buffer {
  return new WireWriter().uint(1, code).finish();
}

/** Whole blocks. */
export const wholeBlocks: BlockFormat = {
  block: (block, _identity, headersOnly) => {
    const bytes = headersOnly ? withoutData(block) : block.bytes;
    return new WireWriter().message(2, bytes).finish();
  },
  status,
};

function withoutData(block: CommittedBlock): Uint8Array {
  if (block.transactions.some(({ type }) => type === CONFIG)) return block.bytes;
  const copy = common.Block.deserializeBinary(block.bytes);
  copy.clearData();
  return copy.serializeBinary();
}

/** Filtered blocks: ids, validation codes, and events without their payload. */
export function filteredBlocks(channelId: string): BlockFormat {
  const encoded = new WeakMap<CommittedBlock, Buffer>();
  return {
    block: (block) => {
      let bytes = encoded.get(block);
      if (!bytes) encoded.set(block, (bytes = encodeFiltered(channelId, block)));
      return bytes;
    },
    status,
  };
}

function encodeFiltered(channelId: string, block: CommittedBlock): Buffer {
  const filtered = new WireWriter().string(1, channelId).uint(2, block.number);
  for (const transaction of block.transactions) filtered.message(4, encodeFilteredTransaction(transaction));
  const bytes = filtered.finish();
  return new WireWriter().message(3, bytes).finish();
}

function encodeFilteredTransaction({ txId, type, code, event }: CommittedTransaction): Buffer {
  const writer = new WireWriter().string(1, txId).uint(2, type).uint(3, code);
  if (type !== ENDORSER_TRANSACTION) return writer.finish();
  const actions = new WireWriter();
  if (event) {
    const visible = new WireWriter().string(1, event.chaincodeId).string(2, event.txId).string(3, event.name).finish();
    actions.message(1, new WireWriter().message(1, visible).finish());
  }
  return writer.message(4, actions.finish()).finish();
}

/** Whole blocks with the private data that the peer holds and the client's organisation may see. */
export function blocksWithPrivateData(ledger: ChannelLedger, mspId: string): BlockFormat {
  return {
    block: async (block, identity) => {
      const writer = new WireWriter().message(1, block.bytes);
      for (const [index, rwset] of await ledger.blockPrivateData(block.number, mspId)) {
        const visible = filterCollections(ledger, rwset, identity);
        if (!visible) continue;
        writer.message(2, new WireWriter().mapKey(index).message(2, visible).finish());
      }
      const bytes = writer.finish();
      return new WireWriter().message(4, bytes).finish();
    },
    status,
  };
}

const decodeName = codec({ name: string(1) });
const decodeNamespace = codec({ namespace: string(1), collections: list(2, asItCame) });
const decodePrivateData = codec({ dataModel: uint(1), namespaces: list(2, asItCame) });

/** A TxPvtReadWriteSet without the collections that the identity is no member of; undefined when none is left. */
function filterCollections(ledger: ChannelLedger, rwset: Uint8Array, identity: Identity): Buffer | undefined {
  const { dataModel, namespaces } = decodePrivateData(rwset);
  const writer = new WireWriter().uint(1, dataModel);
  const visible = namespaces.flatMap((own) => filterNamespace(ledger, own, identity) ?? []);
  for (const namespace of visible) writer.message(2, namespace);
  return visible.length > 0 ? writer.finish() : undefined;
}

function filterNamespace(ledger: ChannelLedger, own: Buffer, identity: Identity): Buffer | undefined {
  const { namespace, collections } = decodeNamespace(own);
  const visible = collections.filter((entry) =>
    ledger.collection(namespace, decodeName(entry).name)?.isMember(identity),
  );
  if (visible.length === 0) return undefined;
  const writer = new WireWriter().string(1, namespace);
  for (const entry of visible) writer.message(2, entry);
  return writer.finish();
}
