// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { keys } from "../api/keys";
import { type Sending, useSend } from "./use-send";

/** Sends an act once, after which the page asks anew what the ledger says. */
export function useRecorded<Body, Result>(
  act: (body: Body, key: string) => Promise<Result>,
  onSent?: (result: Result) => void,
): Sending<Body> {
  const queries = useQueryClient();
  return useSend({
    act,
    onSent: (result) => {
      onSent?.(result);
      void queries.invalidateQueries({ queryKey: keys.ledger });
    },
  });
}
