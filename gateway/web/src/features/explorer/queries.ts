// SPDX-License-Identifier: Apache-2.0
import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { api, contentOf } from "../../api/client";
import { keys } from "../../api/keys";
import type { components } from "../../api/schema";

/** A page of blocks. */
export type BlockPage = components["schemas"]["BlockPage"];
/** A block. */
export type Block = components["schemas"]["Block"];
/** A transaction in a line. */
export type TransactionLine = components["schemas"]["TransactionLine"];
/** All that the channel holds of a transaction. */
export type WholeTransaction = components["schemas"]["WholeTransaction"];
/** States of a record. */
export type RecordHistory = components["schemas"]["RecordHistory"];

/** What a block says stays so: it is never asked for again. */
const FOR_GOOD = { staleTime: Infinity } as const;

/** Blocks below a number, newest first; from the newest on without one. */
export function useBlocks(before: number | undefined, pageSize: number): UseQueryResult<BlockPage> {
  return useQuery({
    queryKey: keys.list("blocks", before, pageSize),
    queryFn: ({ signal }) =>
      contentOf(
        api.GET("/v1/blocks", {
          params: { query: { ...(before === undefined ? {} : { before }), pageSize } },
          signal,
        }),
      ),
  });
}

/** A block. */
export function useBlock(block: number): UseQueryResult<Block> {
  return useQuery({
    queryKey: ["blocks", block],
    queryFn: ({ signal }) => contentOf(api.GET("/v1/blocks/{block}", { params: { path: { block } }, signal })),
    ...FOR_GOOD,
  });
}

/** A transaction by its place. */
export function useTransaction(block: number, transaction: number): UseQueryResult<WholeTransaction> {
  return useQuery({
    queryKey: ["blocks", block, transaction],
    queryFn: ({ signal }) =>
      contentOf(
        api.GET("/v1/blocks/{block}/transactions/{transaction}", { params: { path: { block, transaction } }, signal }),
      ),
    ...FOR_GOOD,
  });
}

/** Where a transaction stands. */
export function usePlace(id: string): UseQueryResult<components["schemas"]["TransactionPlace"]> {
  return useQuery({
    queryKey: ["places", id],
    queryFn: ({ signal }) => contentOf(api.GET("/v1/transactions/{id}/place", { params: { path: { id } }, signal })),
    ...FOR_GOOD,
  });
}

/** What a reference leads to; nothing is asked for an empty one. */
export function useFound(q: string): UseQueryResult<components["schemas"]["SearchResult"]> {
  return useQuery({
    queryKey: keys.search(q),
    queryFn: ({ signal }) => contentOf(api.GET("/v1/search", { params: { query: { q } }, signal })),
    enabled: q !== "",
  });
}

type From = RecordHistory["next"];

/** The states of a record, newest first, one answer after another. */
export function useHistory(type: string, id: string): UseInfiniteQueryResult<InfiniteData<RecordHistory>> {
  return useInfiniteQuery({
    queryKey: keys.record(type, id, "history"),
    queryFn: ({ signal, pageParam }) =>
      contentOf(
        api.GET("/v1/records/{type}/{id}/history", {
          params: {
            path: { type: type as "licence", id },
            query: pageParam === undefined ? {} : { block: pageParam.block, transaction: pageParam.transaction },
          },
          signal,
        }),
      ),
    initialPageParam: undefined as From,
    getNextPageParam: ({ next }): From => next,
  });
}
