// SPDX-License-Identifier: Apache-2.0
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { keys } from "./keys";
import { askToSignIn } from "./session-events";

/** Events of one moment make the pages ask again once. */
const GATHER_MS = 250;
/** Before a stream that has ended is opened again. */
const REOPEN_MS = 3_000;

/** The event by which the gateway tells that something changed after a check. */
const CHECK_CHANGED = /^event: ?check-changed\s*$/;

/**
 * Follows the ledger while somebody is signed in and looks at the page: each block that has come into the lists makes what is shown of
 * the ledger ask again, and verdicts where something changed after a check. A page that nobody looks at has no stream, for browsers keep few connections to one gateway.
 */
export function useLiveLedger(person: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (person === undefined) return undefined;
    let end = document.hidden ? undefined : follow(queries);
    const onVisibility = (): void => {
      end?.();
      end = document.hidden ? undefined : follow(queries);
      if (!document.hidden) askAgain(queries);
    };
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      end?.();
    };
  }, [queries, person]);
}

function askAgain(queries: QueryClient, withVerdicts = false): void {
  void queries.invalidateQueries({ queryKey: keys.freshness });
  void queries.invalidateQueries({
    queryKey: keys.ledger,
    predicate: ({ queryKey }) => withVerdicts || !isVerdict(queryKey),
  });
}

/** A verdict is computed from many records, and each asking is kept: pages ask for it by themselves, and not with each block. */
function isVerdict(queryKey: readonly unknown[]): boolean {
  return queryKey[1] === keys.verdicts[1];
}

function follow(queries: QueryClient): () => void {
  const ending = new AbortController();
  let gathering: number | undefined;
  let reopening: number | undefined;
  let position = "";
  let withVerdicts = false;
  const onTold = (told: Told): void => {
    position = told.position ?? position;
    withVerdicts ||= told.checkChanged;
    gathering ??= window.setTimeout(() => {
      askAgain(queries, withVerdicts);
      gathering = undefined;
      withVerdicts = false;
    }, GATHER_MS);
  };
  const open = async (): Promise<void> => {
    try {
      await readStream(position, onTold, ending.signal);
    } catch {
      // How fresh the page is stands in the masthead; here there is only to go on.
    }
    if (!ending.signal.aborted) reopening = window.setTimeout(() => void open(), REOPEN_MS);
  };
  void open();
  return () => {
    ending.abort();
    window.clearTimeout(gathering);
    window.clearTimeout(reopening);
  };
}

/** What a piece of the stream tells. */
interface Told {
  /** How far the gateway has looked. */
  readonly position: string | undefined;
  /** Whether something changed after a check of one's own or of one's office. */
  readonly checkChanged: boolean;
}

/** Reads the stream until it ends. Any position in it says that the lists have gone on, whether or not an event is one's own to see. */
async function readStream(after: string, onTold: (told: Told) => void, signal: AbortSignal): Promise<void> {
  const headers = { Accept: "text/event-stream", ...(after === "" ? {} : { "Last-Event-ID": after }) };
  const response = await fetch("/v1/events", { headers, signal });
  if (response.status === 401) await askToSignIn("ended");
  if (!response.ok || response.body === null) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = `${rest}${part.value}`.split("\n");
    rest = lines.pop() ?? "";
    const position = lines.flatMap((line) => /^id: ?(\S+)/.exec(line)?.[1] ?? []).at(-1);
    const checkChanged = lines.some((line) => CHECK_CHANGED.test(line));
    if (position !== undefined || checkChanged) onTold({ position, checkChanged });
  }
}
