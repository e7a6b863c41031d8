// SPDX-License-Identifier: Apache-2.0
import type { HistoryEntry, KeyValue } from "../state/simulation.js";
import { codec, part, string, uint64 } from "../protocol/message.js";
import { WireWriter } from "../protocol/wire.js";

/** protos.QueryMetadata: the page a chaincode asks for. */
export interface Page {
  readonly size: number;
  readonly bookmark: string;
}

/** protos.GetStateByRange. */
export interface RangeRequest {
  readonly start: string;
  readonly end: string;
  readonly collection: string;
  /** Absent for a query without pages. */
  readonly page: Page | undefined;
}

const decodePageFields = codec({ size: uint64(1), bookmark: string(2) });

function decodePage(own: Buffer): Page | undefined {
  const { size: bits, bookmark } = decodePageFields(own);
  const size = Number(BigInt.asIntN(32, bits));
  return size === 0 && bookmark === "" ? undefined : { size, bookmark };
}

export const decodeRange = codec<RangeRequest>({
  start: string(1),
  end: string(2),
  collection: string(3),
  page: part(4, decodePage),
});

const decodeQuery = codec({ collection: string(2), page: part(3, decodePage) });

/** protos.GetQueryResult, without the query itself: LevelDB answers none. */
export function decodeRichQuery(payload: Buffer): { readonly collection: string; readonly paged: boolean } {
  const { collection, page } = decodeQuery(payload);
  return { collection, paged: page !== undefined };
}

const decodeOne = codec({ value: string(1) });

/** The single string of protos.QueryStateNext, QueryStateClose and GetHistoryForKey. */
export function decodeSingleString(payload: Buffer): string {
  return decodeOne(payload).value;
}

/** queryresult.KV. */
export function encodeKeyValue(namespace: string, entry: KeyValue): Buffer {
  return new WireWriter().string(1, namespace).string(2, entry.key).bytes(3, entry.value).finish();
}

/** queryresult.KeyModification. The shim needs the timestamp to be present. */
export function encodeKeyModification(entry: HistoryEntry): Buffer {
  const timestamp = new WireWriter().uint(1, entry.timestamp.seconds).uint(2, entry.timestamp.nanos).finish();
  return new WireWriter()
    .string(1, entry.txId)
    .bytes(2, entry.value)
    .message(3, timestamp)
    .bool(4, entry.isDelete)
    .finish();
}

/** protos.QueryResponse. */
export interface QueryBatch {
  readonly results: readonly Buffer[];
  readonly hasMore: boolean;
  readonly id: string;
  /** Present for a paginated query. */
  readonly page?: { readonly fetched: number; readonly bookmark: string };
}

export function encodeBatch(batch: QueryBatch): Buffer {
  const writer = new WireWriter();
  for (const result of batch.results) writer.message(1, new WireWriter().bytes(1, result).finish());
  writer.bool(2, batch.hasMore).string(3, batch.id);
  // A page without results and bookmark has no metadata: its default value is left out.
  if (batch.page) writer.bytes(4, new WireWriter().uint(1, batch.page.fetched).string(2, batch.page.bookmark).finish());
  return writer.finish();
}
