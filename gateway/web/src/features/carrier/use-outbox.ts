// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { newIdempotencyKey } from "../../api/client";
import { sendCustodyAct } from "../../api/custody-acts";
import { keys } from "../../api/keys";
import { type Entry, isOpen, type Outbox, stateAfter } from "./outbox";

/** An outbox that sends at once, one act after the other, and forgets with the page: the ledger then says what was recorded. */
export function useOnlineOutbox(): Outbox {
  const queries = useQueryClient();
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  // Presses that come before the next drawing find the lock here.
  const busy = useRef(false);
  const mark = (key: string, change: Pick<Entry, "state" | "failure">): void =>
    setEntries((before) => before.map((entry) => (entry.key === key ? { ...entry, ...change } : entry)));
  const sendAll = async (open: readonly Entry[]): Promise<void> => {
    busy.current = true;
    for (const { key, act } of open) {
      mark(key, { state: "sending", failure: undefined });
      const outcome = await sendCustodyAct(act, key).then(
        () => ({ state: "recorded" as const, failure: undefined }),
        failed,
      );
      mark(key, outcome);
    }
    busy.current = false;
    await queries.invalidateQueries({ queryKey: keys.ledger });
  };
  return {
    entries,
    put: (acts) => {
      if (busy.current || isOpen(entries)) return;
      const made = acts.map((act) => ({
        key: newIdempotencyKey(),
        act,
        state: "waiting" as const,
        failure: undefined,
      }));
      setEntries(made);
      void sendAll(made);
    },
    askAgain: () => {
      if (!busy.current) void sendAll(entries.filter(({ state }) => state === "unknown"));
    },
  };
}

function failed(failure: unknown): Pick<Entry, "state" | "failure"> {
  return { state: stateAfter(failure), failure: failure instanceof Error ? failure : new Error(String(failure)) };
}
