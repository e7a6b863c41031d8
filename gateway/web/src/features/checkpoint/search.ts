// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "../../api/client";
import { keys } from "../../api/keys";
import type { components } from "../../api/schema";
import type { Subject } from "./verdict/use-verdict";

/** What a text leads to. */
export type SearchResult = components["schemas"]["SearchResult"];

/** Longest that somebody waits for a search, in milliseconds: then it is an error that says so. */
export const SEARCH_PATIENCE_MS = 15_000;

/** What a text leads to: an answer, or an error within {@link SEARCH_PATIENCE_MS}. */
export function useSearch(q: string): UseQueryResult<SearchResult> {
  return useQuery({
    queryKey: keys.search(q),
    queryFn: ({ signal }) =>
      contentOf(
        api.GET("/v1/search", {
          params: { query: { q } },
          signal: AbortSignal.any([signal, AbortSignal.timeout(SEARCH_PATIENCE_MS)]),
        }),
      ),
    retry: false,
  });
}

/** Something found that can be asked about. */
export interface Found extends Subject {
  readonly ucr?: string;
}

type Group = SearchResult["groups"][number];
type Hit = Group["hits"][number];

/** Lists whose records are a consignment's own, under its reference. */
const UNDER_CONSIGNMENT: readonly Group["list"][] = ["consignments", "custody", "offers"];
/** Lists whose records name the consignment that they are about. */
const ABOUT_CONSIGNMENT: readonly Group["list"][] = ["holds", "inspections", "verifications"];

/** Consignments and licences that were found, each once. */
export function subjectsOf({ groups }: SearchResult): readonly Found[] {
  const all = groups.flatMap(({ list, hits }) => hits.flatMap((hit) => subjectOf(list, hit)));
  return [...new Map(all.reverse().map((each) => [`${each.kind}/${each.id}`, each])).values()].reverse();
}

function subjectOf(list: Group["list"], { id, record }: Hit): readonly Found[] {
  if (list === "licences") return [{ kind: "licence", id }];
  if (UNDER_CONSIGNMENT.includes(list)) {
    const ucr = record["ucr"];
    return [{ kind: "consignment", id, ...(typeof ucr === "string" ? { ucr } : {}) }];
  }
  const consignment = record["consignment"];
  const isNamed = ABOUT_CONSIGNMENT.includes(list) && typeof consignment === "string";
  return isNamed ? [{ kind: "consignment", id: consignment }] : [];
}

/** Page of what was found. */
export function addressOf({ kind, id }: Subject): string {
  return kind === "licence" ? `/check/licence/${encodeURIComponent(id)}` : `/check/${encodeURIComponent(id)}`;
}

/** The page to open at once: where one record was found and none can be missing. */
export function onlySubject(result: SearchResult): string | undefined {
  const [only, ...others] = subjectsOf(result);
  const mayBeMore = result.more || result.asContent.pending || result.groups.some(({ more }) => more);
  return only === undefined || others.length > 0 || mayBeMore ? undefined : addressOf(only);
}
