// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { deleteDraft, type Draft, keepDraft } from "../api/drafts";
import { keys } from "../api/keys";
import { DraftKeeper, type KeptState } from "./draft-keeper";

/** A form's content that the gateway keeps, so that it survives a reload and the end of a session. */
export interface KeptForm<Content> {
  readonly typed: Content;
  readonly change: (typed: Content) => void;
  readonly state: KeptState;
  /** Throws the draft away; nothing is kept any more. */
  readonly discard: () => Promise<void>;
}

interface DraftOptions<Content> {
  readonly key: string;
  /** What was kept before; null where nothing was. */
  readonly kept: Draft | null;
  /** What the form begins with. */
  readonly initial: () => Content;
}

/** Keeps what is typed into a form, by the gateway and for this person alone. */
export function useDraft<Content>({ key, kept, initial }: DraftOptions<Content>): KeptForm<Content> {
  const queries = useQueryClient();
  const [typed, setTyped] = useState(initial);
  const [state, setState] = useState<KeptState>(kept === null ? "unchanged" : "kept");
  const [keeper] = useState(
    () =>
      new DraftKeeper<Content>({
        version: kept?.version ?? 0,
        keep: (content, version) => keepDraft(key, content, version),
        onState: setState,
      }),
  );
  useEffect(() => {
    const flush = (): void => void keeper.flush();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [keeper]);
  return {
    typed,
    change: (next) => {
      setTyped(next);
      keeper.change(next);
    },
    state,
    discard: async () => {
      await keeper.end();
      await deleteDraft(key);
      await queries.invalidateQueries({ queryKey: keys.drafts, exact: true });
    },
  };
}
