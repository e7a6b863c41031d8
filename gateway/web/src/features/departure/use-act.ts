// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { keys } from "../../api/keys";
import type { Consignment } from "../../api/consignments";
import { type Sending, useSend } from "../../shared/use-send";
import { type SheetProps, standingOf } from "./standing";

/** Sends an act on a consignment once; then the page knows that the change is one's own, and asks anew. */
export function useAct<Body>(
  act: (body: Body, key: string) => Promise<Consignment>,
  { onClose, onDone }: Pick<SheetProps, "onClose" | "onDone">,
): Sending<Body> {
  const queries = useQueryClient();
  return useSend<Body, Consignment>({
    act,
    onSent: (changed) => {
      onDone(standingOf(changed));
      onClose();
      void queries.invalidateQueries({ queryKey: keys.ledger });
    },
  });
}
