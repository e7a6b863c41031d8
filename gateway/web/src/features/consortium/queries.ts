// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "../../api/client";
import { keys } from "../../api/keys";
import type { components, paths } from "../../api/schema";

/** The channel's peers, and who endorsed for whom lately. */
export type Network = components["schemas"]["Network"];
/** The members' record. */
export type Members = paths["/v1/members"]["get"]["responses"][200]["content"]["application/json"];

/** The channel's peers, and who endorsed for whom lately. */
export function useNetwork(): UseQueryResult<Network> {
  return useQuery({
    queryKey: keys.list("network"),
    queryFn: ({ signal }) => contentOf(api.GET("/v1/network", { signal })),
  });
}

/** Who the members are. */
export function useMembers(): UseQueryResult<Members> {
  return useQuery({
    queryKey: keys.record("members", "members"),
    queryFn: ({ signal }) => contentOf(api.GET("/v1/members", { signal })),
  });
}
