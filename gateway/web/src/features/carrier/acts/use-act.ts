// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useSession } from "../../../api/session";
import type { FieldError } from "../../../components/form-context";
import { useWords } from "../../../words/use-words";
import { localInstantNow } from "../device-time";
import type { Outbox } from "../outbox";
import type { Made } from "./own-acts";
import { wrongIn } from "./wrong";

/** Signs an act off once nothing is wrong with it. */
export function useAct(outbox: Outbox): {
  readonly errors: readonly FieldError[];
  /** @param make makes the act for a moment */
  readonly sign: (make: (eventTime: string) => Made) => void;
} {
  const t = useWords();
  const session = useSession();
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const sign = (make: (eventTime: string) => Made): void => {
    const made = make(localInstantNow(session));
    setErrors(wrongIn(t, made));
    if (made.act !== undefined) outbox.put([made.act]);
  };
  return { errors, sign };
}
