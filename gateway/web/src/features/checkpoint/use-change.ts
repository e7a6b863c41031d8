// SPDX-License-Identifier: Apache-2.0
import type { Disposition, Presented } from "@licet/domain/checkpoint/schemas";
import { useState } from "react";

/** A disposition that became another while the page was open and the question stayed the same. */
export interface Change {
  readonly before: Disposition;
  readonly now: Disposition;
}

/** What an answer was first, for one and the same question, against what it is now; undefined where it is the same. */
export function useChange(now: Disposition | undefined, question: Presented): Change | undefined {
  const [first, setFirst] = useState<{ readonly question: Presented; readonly disposition: Disposition }>();
  if (now !== undefined && first?.question !== question) setFirst({ question, disposition: now });
  if (now === undefined || first === undefined || first.question !== question) return undefined;
  return first.disposition === now ? undefined : { before: first.disposition, now };
}
