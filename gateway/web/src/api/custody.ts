// SPDX-License-Identifier: Apache-2.0
import {
  type InfiniteData,
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query";
import { api, contentOf } from "./client";
import { keys } from "./keys";
import { ProblemError } from "./problem";
import type { operations, paths } from "./schema";

/** Largest page of custody events. */
const EVENTS_PAGE = 100;

/** Head of a chain of custody. */
export type Head = operations["custodyHead"]["responses"]["200"]["content"]["application/json"];

/** An event of a chain of custody. */
export type Event = operations["custodyListEvents"]["responses"]["200"]["content"]["application/json"]["items"][number];

/** A release that is proposed. */
export type Proposal = Extract<Event["event"], { type: "release-proposed" }>;

/** Confidential content: what it says, or that this organisation does not hold it. */
export type PartRead = { readonly disclosed: true; readonly content: unknown } | { readonly disclosed: false };

/** Who has goods now, and what is open. */
export function useHead(consignment: string): UseQueryResult<Head> {
  return useQuery({
    queryKey: keys.record("custody-head", consignment),
    queryFn: ({ signal }) =>
      contentOf(api.GET("/v1/consignments/{consignment}/custody", { params: { path: { consignment } }, signal })),
  });
}

/** A page of a chain's events. */
export type EventsPage = operations["custodyListEvents"]["responses"]["200"]["content"]["application/json"];

/** The newest events of a chain. */
export function useEvents(consignment: string): UseQueryResult<EventsPage> {
  return useQuery({
    queryKey: keys.record("custody-events", consignment),
    queryFn: ({ signal }) => {
      const params = { path: { consignment }, query: { pageSize: EVENTS_PAGE } };
      return contentOf(api.GET("/v1/consignments/{consignment}/custody/events", { params, signal }));
    },
  });
}

/** How many pages of a chain's events are read at most, one after another. */
export const EVENT_PAGES_MAX = 20;

/** The events of a chain, newest first, one page after another as they are asked for. */
export function useEventPages(consignment: string): UseInfiniteQueryResult<InfiniteData<EventsPage>> {
  return useInfiniteQuery({
    queryKey: keys.record("custody-events", consignment, "pages"),
    queryFn: ({ signal, pageParam: bookmark }) => {
      const params = { path: { consignment }, query: { pageSize: EVENTS_PAGE, bookmark } };
      return contentOf(api.GET("/v1/consignments/{consignment}/custody/events", { params, signal }));
    },
    initialPageParam: "",
    getNextPageParam: ({ bookmark }, pages) =>
      bookmark === "" || pages.length >= EVENT_PAGES_MAX ? undefined : bookmark,
  });
}

/** The event of a sequence number; null where the chain has none. Not asked while the number is unknown. */
export function useEvent(consignment: string, sequence: number | undefined): UseQueryResult<Event | null> {
  return useQuery({
    queryKey: keys.record("custody-event", consignment, sequence),
    queryFn: ({ signal }) => findEvent(consignment, sequence ?? 0, signal),
    enabled: sequence !== undefined,
  });
}

async function findEvent(consignment: string, sequence: number, signal: AbortSignal): Promise<Event | null> {
  let bookmark = "";
  do {
    const params = { path: { consignment }, query: { pageSize: EVENTS_PAGE, bookmark } };
    const page = await contentOf(api.GET("/v1/consignments/{consignment}/custody/events", { params, signal }));
    const found = page.items.find(({ event }) => event.sequence === sequence);
    if (found !== undefined) return found;
    bookmark = page.bookmark;
  } while (bookmark !== "");
  return null;
}

type PartPath = paths["/v1/parts/{kind}/{id}/{part}"]["get"]["parameters"]["path"];

/** Confidential content that one's organisation may hold. A refusal that no waiting mends counts as not disclosed. */
export function usePart(ref: PartPath, enabled: boolean): UseQueryResult<PartRead> {
  return useQuery({
    queryKey: keys.record(ref.kind, ref.id, "part", ref.part),
    queryFn: ({ signal }) => readPart(ref, signal),
    enabled,
  });
}

async function readPart(path: PartPath, signal: AbortSignal): Promise<PartRead> {
  try {
    const { content } = await contentOf(api.GET("/v1/parts/{kind}/{id}/{part}", { params: { path }, signal }));
    return { disclosed: true, content };
  } catch (error) {
    if (error instanceof ProblemError && !error.problem.retryable) return { disclosed: false };
    throw error;
  }
}
