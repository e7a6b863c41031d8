// SPDX-License-Identifier: Apache-2.0
import { QueryClient } from "@tanstack/react-query";
import { mayPass } from "./problem";

const RETRIES_MAX = 2;
const RETRY_MS = 1_000;
/** Blocks make what is kept stale; this is for when none is announced. */
const STALE_MS = 30_000;

/** What is kept of the gateway's answers, in memory only. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        retry: (failures, error) => failures < RETRIES_MAX && mayPass(error),
        retryDelay: (attempt) => RETRY_MS * 2 ** attempt,
        // Being offline is shown, and a gateway on the same machine answers without a network.
        networkMode: "always",
      },
      // A form is sent once; sending it again is the person's doing, with the same key.
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
