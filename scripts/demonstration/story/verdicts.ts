// SPDX-License-Identifier: Apache-2.0
import type { ActorName } from "../actors.js";
import { resultOf, type Stage } from "../step.js";

/** What a checkpoint is told of a consignment. */
export interface Verified {
  readonly disposition: string;
  readonly reasons: readonly string[];
  readonly verdicts: readonly { readonly check: string; readonly verdict: string; readonly code: string }[];
}

/** Asks whether the case's consignment may pass. */
export async function verify({ client, references }: Stage, actor: ActorName): Promise<Verified> {
  return resultOf<Verified>(await client.call(actor, "checkpoint:Verify", { consignment: references.consignment }));
}

/** The verdicts in one sentence: the disposition never stands alone. */
export function verdictSentence({ disposition, verdicts }: Verified): string {
  const by = (verdict: string): string =>
    verdicts
      .filter((row) => row.verdict === verdict)
      .map(({ check, code }) => (verdict === "satisfactory" ? check : `${check} (${code})`))
      .join(", ");
  const groups = [...new Set(verdicts.map(({ verdict }) => verdict))].map((verdict) => `${verdict}: ${by(verdict)}`);
  return `${disposition}. ${groups.join("; ")}.`;
}
