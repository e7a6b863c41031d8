// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useQuery } from "@tanstack/react-query";
import { keys } from "./keys";
import { NoAnswerError } from "./problem";

/** How often the gateway is asked how far it is, besides each block that it announces. */
const ASK_MS = 10_000;
/** Blocks that the read model may be short of without anybody's being told: it takes each in within moments. */
const BEHIND_MAX = 2;

/** How fresh what the gateway answers is. */
export interface Freshness {
  /** `outage`: the gateway answers and cannot reach the ledger. `offline`: it does not answer. */
  readonly state: "asking" | "live" | "stale" | "outage" | "offline";
  /** Last block that lists and searches know; undefined where it is not known. */
  readonly block: number | undefined;
  /** When that was last confirmed. */
  readonly confirmedAt: Date | undefined;
}

interface Ready {
  readonly height: number;
  readonly readModel: { readonly state: "following" | "failed"; readonly block: number | null };
}

/** What was heard last, kept while nothing is heard. */
let confirmed: Pick<Freshness, "block" | "confirmedAt"> = { block: undefined, confirmedAt: undefined };

async function readFreshness(): Promise<Freshness> {
  const response = await fetch("/readyz", { headers: { Accept: "application/json" } }).catch(() => undefined);
  if (response === undefined) return { state: "offline", ...confirmed };
  if (!response.ok) return { state: "outage", ...confirmed };
  const ready = (await response.json().catch((cause: unknown) => {
    throw new NoAnswerError("unreadable", undefined, { cause });
  })) as Ready;
  return judged(ready);
}

/** What the gateway's word comes to: lists that do not follow are as old as when they last did. */
function judged({ height, readModel }: Ready): Freshness {
  const block = readModel.block ?? undefined;
  const isBehind = block === undefined || height - 1 - block > BEHIND_MAX;
  if (isBehind || readModel.state === "failed") {
    return { state: "stale", block: block ?? confirmed.block, confirmedAt: confirmed.confirmedAt };
  }
  confirmed = { block, confirmedAt: new Date() };
  return { state: "live", ...confirmed };
}

const freshnessQuery = queryOptions({
  queryKey: keys.freshness,
  queryFn: readFreshness,
  refetchInterval: ASK_MS,
  refetchOnReconnect: true,
  staleTime: 0,
});

/** How fresh what the gateway answers is. */
export function useFreshness(): Freshness {
  return useQuery(freshnessQuery).data ?? { state: "asking", block: undefined, confirmedAt: undefined };
}
