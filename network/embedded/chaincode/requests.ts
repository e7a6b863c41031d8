// SPDX-License-Identifier: Apache-2.0
import type { HistoryResults, RangeResults } from "../state/simulation.js";
import { checkNotInit, checkRead, checkWrite } from "./access.js";
import type { ExecutionContext } from "./context.js";
import { handleInvoke } from "./invoke.js";
import {
  decodeGet,
  decodePut,
  decodePutMetadata,
  encodeMetadata,
  MessageType,
  type ChaincodeMessage,
} from "./messages.js";
import type { ResultSource } from "./queries.js";
import {
  decodeRange,
  decodeRichQuery,
  decodeSingleString,
  encodeBatch,
  encodeKeyModification,
  encodeKeyValue,
} from "./query-messages.js";

/** The payload of the RESPONSE; undefined for an empty one. */
type Answer = Uint8Array | undefined;
type Handler = (context: ExecutionContext, message: ChaincodeMessage) => Answer | Promise<Answer>;

/** What a chaincode may ask for while it executes, by message type. */
export const requestHandlers: ReadonlyMap<number, Handler> = new Map<number, Handler>([
  [MessageType.GET_STATE, getState],
  [MessageType.PUT_STATE, putState],
  [MessageType.DEL_STATE, deleteState],
  [MessageType.INVOKE_CHAINCODE, handleInvoke],
  [MessageType.GET_STATE_BY_RANGE, getStateByRange],
  [MessageType.GET_QUERY_RESULT, getQueryResult],
  [MessageType.QUERY_STATE_NEXT, ({ queries }, { payload }) => queries.next(decodeSingleString(payload))],
  [MessageType.QUERY_STATE_CLOSE, closeQuery],
  [MessageType.GET_HISTORY_FOR_KEY, getHistory],
  [MessageType.GET_STATE_METADATA, getMetadata],
  [MessageType.PUT_STATE_METADATA, putMetadata],
  [MessageType.GET_PRIVATE_DATA_HASH, getPrivateDataHash],
  [MessageType.PURGE_PRIVATE_DATA, purgePrivateData],
]);

function getState(context: ExecutionContext, message: ChaincodeMessage): Answer {
  const { key, collection } = decodeGet(message.payload);
  const { simulator } = context.scope;
  if (!collection) return simulator.getState(context.namespace, key);
  checkRead(context, collection);
  return simulator.getPrivateData(context.namespace, collection, key);
}

function putState(context: ExecutionContext, message: ChaincodeMessage): Answer {
  const { key, value, collection } = decodePut(message.payload);
  const { simulator } = context.scope;
  if (collection) {
    checkWrite(context, collection);
    simulator.putPrivateData(context.namespace, collection, key, value);
  } else simulator.putState(context.namespace, key, value);
  return undefined;
}

function deleteState(context: ExecutionContext, message: ChaincodeMessage): Answer {
  const { key, collection } = decodeGet(message.payload);
  const { simulator } = context.scope;
  if (collection) {
    checkWrite(context, collection);
    simulator.deletePrivateData(context.namespace, collection, key);
  } else simulator.deleteState(context.namespace, key);
  return undefined;
}

function getPrivateDataHash(context: ExecutionContext, message: ChaincodeMessage): Answer {
  const { key, collection } = decodeGet(message.payload);
  checkNotInit(context);
  return context.scope.simulator.getPrivateDataHash(context.namespace, collection, key);
}

function purgePrivateData(context: ExecutionContext, message: ChaincodeMessage): Answer {
  const { key, collection } = decodeGet(message.payload);
  if (!collection) throw new Error("only applicable for private data");
  checkWrite(context, collection);
  context.scope.simulator.purgePrivateData(context.namespace, collection, key);
  return undefined;
}

function getMetadata(context: ExecutionContext, message: ChaincodeMessage): Answer {
  const { key, collection } = decodeGet(message.payload);
  const { simulator } = context.scope;
  if (!collection) return encodeMetadata(simulator.getStateMetadata(context.namespace, key));
  checkRead(context, collection);
  return encodeMetadata(simulator.getPrivateDataMetadata(context.namespace, collection, key));
}

function putMetadata(context: ExecutionContext, message: ChaincodeMessage): Answer {
  const { key, collection, metakey, value } = decodePutMetadata(message.payload);
  const { simulator } = context.scope;
  const metadata = new Map([[metakey, value]]);
  if (collection) {
    checkWrite(context, collection);
    simulator.putPrivateDataMetadata(context.namespace, collection, key, metadata);
  } else simulator.putStateMetadata(context.namespace, key, metadata);
  return undefined;
}

async function getStateByRange(context: ExecutionContext, message: ChaincodeMessage): Promise<Answer> {
  const { start, end, collection, page } = decodeRange(message.payload);
  const { simulator, totalQueryLimit } = context.scope;
  const { namespace } = context;
  if (collection) {
    checkRead(context, collection);
    const results = simulator.privateRange(namespace, collection, start, end);
    return context.queries.open(rangeSource(namespace, results), totalQueryLimit);
  }
  if (!page)
    return context.queries.open(rangeSource(namespace, simulator.rangeQuery(namespace, start, end)), totalQueryLimit);

  const limit = page.size > 0 ? Math.min(page.size, totalQueryLimit) : totalQueryLimit;
  const results = simulator.rangeQuery(namespace, start, end, {
    pageSize: limit,
    ...(page.bookmark ? { bookmark: page.bookmark } : {}),
  });
  const entries = await results.next(limit);
  const bookmark = results.bookmark;
  await results.close();
  return encodeBatch({
    results: entries.map((entry) => encodeKeyValue(namespace, entry)),
    hasMore: false,
    id: "page",
    page: { fetched: entries.length, bookmark },
  });
}

function rangeSource(namespace: string, results: RangeResults): ResultSource {
  return {
    next: async (limit) => (await results.next(limit)).map((entry) => encodeKeyValue(namespace, entry)),
    close: () => results.close(),
  };
}

async function closeQuery(context: ExecutionContext, message: ChaincodeMessage): Promise<Answer> {
  const id = decodeSingleString(message.payload);
  await context.queries.close(id);
  return encodeBatch({ results: [], hasMore: false, id });
}

/** The world state is in LevelDB, which answers no rich query; Fabric's sentence for that. */
function getQueryResult(context: ExecutionContext, message: ChaincodeMessage): Answer {
  const { collection, paged } = decodeRichQuery(message.payload);
  if (collection) checkRead(context, collection);
  throw new Error(`${paged && !collection ? "ExecuteQueryWithMetadata" : "ExecuteQuery"} not supported for leveldb`);
}

function getHistory(context: ExecutionContext, message: ChaincodeMessage): Promise<Answer> {
  const { simulator, totalQueryLimit } = context.scope;
  const results = simulator.history(context.namespace, decodeSingleString(message.payload));
  return context.queries.open(historySource(results), totalQueryLimit);
}

function historySource(results: HistoryResults): ResultSource {
  return {
    next: async (limit) => (await results.next(limit)).map(encodeKeyModification),
    close: () => results.close(),
  };
}
