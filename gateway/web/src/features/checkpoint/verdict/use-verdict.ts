// SPDX-License-Identifier: Apache-2.0
import type { Presented } from "@licet/domain/checkpoint/schemas";
import { type UseQueryOptions, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "../../../api/client";
import { keys } from "../../../api/keys";
import type { operations } from "../../../api/schema";
import { type Arrival, arrivalOf, momentNow } from "./age";

/** What is asked about. */
export interface Subject {
  readonly kind: "consignment" | "licence";
  readonly id: string;
}

type Content = operations["checkpointVerifyByBody"]["responses"]["200"]["content"]["application/json"];

/** The ledger's answer about one consignment or licence, and when it came. */
export type Verified = Content & { readonly arrival: Arrival };

type Question = operations["checkpointVerifyByBody"]["requestBody"]["content"]["application/json"];

/** How long an answer is waited for, in milliseconds: then it counts as none. */
const PATIENCE_MS = 30_000;

/** How often a page that somebody looks at asks again, in milliseconds: what changes a verdict in between comes as a notice. */
const AGAIN_MS = 60_000;

/**
 * The question whether something may pass, with what the officer has before their eyes. Asked again each minute, whenever somebody looks
 * at the page again, and where the gateway tells that something changed after a check.
 */
export function verdictQuery(subject: Subject, presented: Presented): UseQueryOptions<Verified> {
  return {
    queryKey: keys.verdict(subject.kind, subject.id, presented),
    queryFn: async ({ signal }) => {
      const asking = api.POST("/v1/checkpoint/verdicts", {
        body: { [subject.kind]: subject.id, presented } as Question,
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      });
      const content = await contentOf(asking);
      const { response } = await asking;
      return { ...content, arrival: arrivalOf(content.at, response.headers.get("Date"), momentNow()) };
    },
    retry: false,
    refetchInterval: AGAIN_MS,
    refetchOnWindowFocus: "always",
  };
}

/** The answer about a subject. While it is asked anew with more, the one before stays, marked as such. */
export function useVerdict(subject: Subject, presented: Presented): UseQueryResult<Verified> {
  return useQuery({
    ...verdictQuery(subject, presented),
    placeholderData: (before, query) =>
      query?.queryKey[2] === subject.kind && query.queryKey[3] === subject.id ? before : undefined,
  });
}
