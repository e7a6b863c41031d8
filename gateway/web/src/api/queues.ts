// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "./client";
import { keys } from "./keys";
import type { components, paths } from "./schema";

/** A working list. */
export type Queue = paths["/v1/work/{queue}"]["get"]["parameters"]["path"]["queue"];

/** A page of a working list. */
export type QueuePage = components["schemas"]["ListPage"];

/** How a working list is asked for. */
export type QueueQuestion = NonNullable<paths["/v1/work/{queue}"]["get"]["parameters"]["query"]>;

/** A page of a working list. */
export function useQueue(queue: Queue, question: QueueQuestion = {}): UseQueryResult<QueuePage> {
  return useQuery({
    queryKey: keys.queue(queue, question),
    queryFn: ({ signal }) =>
      contentOf(api.GET("/v1/work/{queue}", { params: { path: { queue }, query: question }, signal })),
  });
}
