// SPDX-License-Identifier: Apache-2.0
import { dispositionOf } from "../checkpoint/disposition";
import { verdictOf } from "../checkpoint/verdict-table";
import type { Disposition, Freshness, Verdict } from "../checkpoint/schemas";

/** Blocks that a peer may be behind others while its answers still serve: peers hear of each other every few seconds only. */
export const BEHIND_BLOCKS_MAX = 20;

/** Age of the newest block, in seconds, at which a peer that hears of no other is believed no more. */
export const ALONE_SECONDS_MAX = 15 * 60;

/**
 * Is what the answering peer knows recent enough? A quiet channel is not an old one, so that age by itself says nothing where the peer
 * hears of others as high as itself; a peer that hears of none may have missed a suspension, and its age is all that is known.
 */
export function freshnessOf(freshness: Freshness): Verdict {
  const { block, blockAt, behind = 0, ageSeconds, peersHeard } = freshness;
  if (block === undefined) return verdictOf("FRESHNESS_UNKNOWN", "The peer does not say how recent its records are.");
  const facts = { block, blockAt: blockAt ?? null, ageSeconds: ageSeconds ?? null, behind, peersHeard };
  const newest = `Block ${block.toString()} is the newest here`;
  if (behind > BEHIND_BLOCKS_MAX) {
    return verdictOf("LEDGER_BEHIND", `${newest}; others are ${behind.toString()} blocks ahead.`, facts);
  }
  if (peersHeard === 0 && (ageSeconds === undefined || ageSeconds > ALONE_SECONDS_MAX)) {
    return verdictOf("LEDGER_ALONE", `${newest}, and the peer hears of no other organisation's.`, facts);
  }
  return verdictOf("LEDGER_CURRENT", `${newest}.`, facts);
}

/** What a verification answers of one consignment or licence. */
interface Answered {
  readonly verdicts: readonly Verdict[];
}

/** The same with other verdicts, and what they come to. */
type Judged<T> = T & {
  readonly verdicts: Verdict[];
  readonly disposition: Disposition;
  readonly reasons: string[];
};

/**
 * An answer of `checkpoint:Verify` with how fresh it is, among the verdicts and in what they come to. Where several consignments share the
 * reference, it is among the verdicts of each.
 */
export function withFreshness<T extends Answered & { readonly matches?: readonly Answered[] }>(
  answer: T,
  freshness: Freshness,
): Judged<T> & { readonly freshness: Freshness } {
  const verdict = freshnessOf(freshness);
  if (answer.matches === undefined) return { ...added(answer, verdict), freshness };
  const matches = answer.matches.map((match) => added(match, verdict));
  return { ...answer, verdicts: [], matches, ...dispositionOf(matches.flatMap(({ verdicts }) => verdicts)), freshness };
}

function added<T extends Answered>(answer: T, verdict: Verdict): Judged<T> {
  const verdicts = [...answer.verdicts, verdict];
  return { ...answer, verdicts, ...dispositionOf(verdicts) };
}
