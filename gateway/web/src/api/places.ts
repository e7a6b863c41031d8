// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "./client";
import { keys } from "./keys";
import type { operations } from "./schema";

/** How many places the gateway tells of at once. */
const PLACES_MAX = 100;

/** A place by its UN/LOCODE, with its name and position where they are known. */
export type Place = operations["findPlaces"]["responses"]["200"]["content"]["application/json"]["items"][number];

/** Places by their UN/LOCODE; they stay as they are while the page is open. */
export function usePlaces(codes: readonly string[]): UseQueryResult<readonly Place[]> {
  const asked = [...new Set(codes)].sort();
  return useQuery({
    queryKey: keys.places(asked),
    queryFn: ({ signal }) => findPlaces(asked, signal),
    staleTime: Infinity,
  });
}

async function findPlaces(codes: readonly string[], signal: AbortSignal): Promise<readonly Place[]> {
  const found: Place[] = [];
  for (let at = 0; at < codes.length; at += PLACES_MAX) {
    const params = { query: { code: codes.slice(at, at + PLACES_MAX) } };
    found.push(...(await contentOf(api.GET("/v1/places", { params, signal }))).items);
  }
  return found;
}
