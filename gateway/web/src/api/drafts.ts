// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "./client";
import { keys } from "./keys";
import { ProblemError } from "./problem";
import type { components } from "./schema";

/** What somebody has begun and not sent. */
export type Draft = components["schemas"]["Draft"];

/** A draft without its content. */
export type DraftSummary = components["schemas"]["DraftSummary"];

/** What one has begun and not sent, last changed first. */
export function useDrafts(): UseQueryResult<readonly DraftSummary[]> {
  return useQuery({
    queryKey: keys.drafts,
    queryFn: async ({ signal }) => (await contentOf(api.GET("/v1/drafts", { signal }))).items,
    staleTime: 0,
  });
}

/** A draft as it was kept; null where there is none. A form that is opened reads it once, and anew when it is opened again. */
export function useDraftKept(key: string): UseQueryResult<Draft | null> {
  return useQuery({
    queryKey: keys.draft(key),
    queryFn: ({ signal }) => readDraft(key, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
}

async function readDraft(key: string, signal: AbortSignal): Promise<Draft | null> {
  try {
    return await contentOf(api.GET("/v1/drafts/{key}", { params: { path: { key } }, signal }));
  } catch (error) {
    if (error instanceof ProblemError && error.is("NOT_FOUND")) return null;
    throw error;
  }
}

/**
 * Keeps a draft.
 * @returns the version that it has now
 * @throws {ProblemError} DRAFT_CHANGED where it has another version than the one that was changed.
 * @throws {NoAnswerError} where the gateway does not answer.
 */
export async function keepDraft(key: string, content: unknown, version: number): Promise<number> {
  const body = { content, version };
  return (await contentOf(api.PUT("/v1/drafts/{key}", { params: { path: { key } }, body }))).version;
}

/**
 * Deletes a draft; one that is gone already is deleted.
 * @throws {ProblemError} where the gateway refuses.
 * @throws {NoAnswerError} where it does not answer.
 */
export async function deleteDraft(key: string): Promise<void> {
  try {
    await api.DELETE("/v1/drafts/{key}", { params: { path: { key } } });
  } catch (error) {
    if (!(error instanceof ProblemError && error.is("NOT_FOUND"))) throw error;
  }
}
