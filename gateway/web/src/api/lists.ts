// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "./client";
import { keys } from "./keys";
import type { components, paths } from "./schema";

/** A list of records. */
export type List = paths["/v1/lists/{list}"]["get"]["parameters"]["path"]["list"];

/** How a list is filtered. */
export type ListQuestion = NonNullable<paths["/v1/lists/{list}"]["get"]["parameters"]["query"]>;

/** A row of a list. */
export type ListRow = components["schemas"]["ListRow"];

/** A page of a list, filtered. */
export function useList(list: List, question: ListQuestion = {}): UseQueryResult<components["schemas"]["ListPage"]> {
  return useQuery({
    queryKey: keys.list(list, question),
    queryFn: ({ signal }) =>
      contentOf(api.GET("/v1/lists/{list}", { params: { path: { list }, query: question }, signal })),
  });
}
