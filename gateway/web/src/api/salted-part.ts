// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "./client";
import { keys } from "./keys";
import { ProblemError } from "./problem";
import type { paths } from "./schema";

type PartPath = paths["/v1/parts/{kind}/{id}/{part}"]["get"]["parameters"]["path"];

/** Refusals that say that one's organisation does not hold a part. */
const NOT_HELD: readonly string[] = ["NOT_DISCLOSED", "NOT_HELD", "PRIVATE_READ_REFUSED"];

/** Confidential content with the salt that its commitment was made with; null where one's organisation does not hold it. */
export type SaltedPartRead = { readonly salt: string; readonly content: unknown } | null;

/** Confidential content that one's organisation may hold, with its salt, so that the page can compare it with its commitment. */
export function useSaltedPart(ref: PartPath): UseQueryResult<SaltedPartRead> {
  return useQuery({
    queryKey: keys.record(ref.kind, ref.id, "salted-part", ref.part),
    queryFn: ({ signal }) => readPart(ref, signal),
  });
}

async function readPart(path: PartPath, signal: AbortSignal): Promise<SaltedPartRead> {
  try {
    const { salt, content } = await contentOf(api.GET("/v1/parts/{kind}/{id}/{part}", { params: { path }, signal }));
    return { salt, content };
  } catch (error) {
    if (error instanceof ProblemError && NOT_HELD.includes(error.problem.code)) return null;
    throw error;
  }
}
