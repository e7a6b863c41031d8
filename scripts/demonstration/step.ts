// SPDX-License-Identifier: Apache-2.0
import type { Answer, GatewayClient } from "./client.js";
import type { Peers } from "./peers.js";
import type { References } from "./references.js";

/** What came of a step. */
export interface Outcome {
  /** `accepted`, or `refused` by the ledger or the gateway. */
  readonly outcome: "accepted" | "refused";
  /** Code of the refusal, or of the verdict that the step is about. */
  readonly code?: string | undefined;
  readonly txId?: string | undefined;
  readonly block?: number | undefined;
  readonly endorsers?: readonly string[] | undefined;
  /** One sentence for the narration: the refusal's sentence, or what the answer says. */
  readonly says?: string | undefined;
}

/** What steps work with, and what they leave for later ones. */
export interface Stage {
  readonly client: GatewayClient;
  readonly references: References;
  readonly peers: Peers;
  /** Folder of connection profiles and `identities.json` of the network that the case is played on. */
  readonly profilesFolder: string;
  readonly channel: string;
}

/** One step of the case. */
export interface Step {
  /** Short name, unique in the case. */
  readonly step: string;
  readonly chapter: string;
  /** What happens, one sentence for the audience. */
  readonly narration: string;
  /** `accepted`, or the code that it must be refused with. */
  readonly expected: string;
  readonly run: (stage: Stage) => Promise<Outcome>;
}

/** A step as its chapter tells it; it must be accepted where nothing else is expected. */
export type ToldStep = Omit<Step, "chapter" | "expected"> & Partial<Pick<Step, "expected">>;

/** The steps of a chapter. */
export function chapterOf(chapter: string, steps: readonly ToldStep[]): readonly Step[] {
  return steps.map((step) => ({ chapter, expected: "accepted", ...step }));
}

/** The outcome that an answer of the gateway amounts to. */
export function outcomeOf(answer: Answer, says?: (result: Record<string, unknown>) => string): Outcome {
  const { body } = answer;
  if (answer.status >= 400) {
    return {
      outcome: "refused",
      code: text(body["code"]),
      txId: text(body["transactionId"]),
      says: [text(body["detail"]), problemsOf(body["details"])].join(" ").trim(),
    };
  }
  const transaction = body["transaction"] as { id?: string; block?: number; endorsers?: string[] } | undefined;
  const result = (transaction === undefined ? body : body["result"]) as Record<string, unknown>;
  return {
    outcome: "accepted",
    txId: transaction?.id,
    block: transaction?.block,
    endorsers: transaction?.endorsers,
    says: says?.(result),
  };
}

/**
 * The result of an accepted answer.
 * @throws {Error} with the refusal where it was refused.
 */
export function resultOf<R>(answer: Answer): R {
  if (answer.status < 400) return (answer.body["transaction"] === undefined ? answer.body : answer.body["result"]) as R;
  throw new Error(`${String(answer.body["code"])}: ${String(answer.body["detail"])}`);
}

/** The fields or values that a refusal lists. */
function problemsOf(details: unknown): string {
  const { issues, mismatches } = (details ?? {}) as { issues?: unknown; mismatches?: unknown };
  const listed = issues ?? mismatches;
  return listed === undefined ? "" : JSON.stringify(listed);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
