// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import type { CustodyHead } from "../../custody/schemas";
import type { JsonValue } from "../../json/canonical";
import type { Doubt, OfferSituation, Situation } from "../situation";

type Facts = Record<string, JsonValue>;

/** How long an offer of custody may stand open before somebody should ask what became of it, in days. */
export const OFFER_DAYS_MAX = 14;

const MILLISECONDS_A_DAY = 86_400_000;

/** Is it proven who has the goods, and is nothing open on the way? The head answers, at any length of the chain. */
export function custodyChain({ time, custody, doubts, offer, presented }: Situation): Verdict {
  if (custody === undefined)
    return verdictOf("CUSTODY_NOT_ASKED", "The question is about a licence, not a consignment.");
  if ("problem" in custody) {
    return verdictOf("CUSTODY_BROKEN", custody.problem.sentence, { problem: custody.problem.code });
  }
  const { custodian, custodySince, openMatters } = custody.record;
  const facts = factsOf(custody.record, offer);
  return (
    doubted(doubts, facts) ??
    presentedByAnother(custody.record, presented.presentedBy, offer, facts) ??
    open(openMatters, facts) ??
    aged(offer, time, facts) ??
    verdictOf("CUSTODY_UNBROKEN", `${custodian} has had the goods since ${custodySince}.`, facts)
  );
}

function factsOf(
  { count, custodian, custodySince, openMatters }: CustodyHead,
  offer: OfferSituation | undefined,
): Facts {
  const openIncidents = incidentsIn(openMatters);
  return {
    events: count,
    custodian,
    custodySince,
    openIncidents,
    openDifferences: openMatters.length - openIncidents,
    offeredTo: offer?.receivedBy ?? null,
    offeredSince: offer?.since ?? null,
  };
}

function incidentsIn(openMatters: CustodyHead["openMatters"]): number {
  return openMatters.filter(({ kind }) => kind === "incident").length;
}

function doubted(doubts: readonly Doubt[], facts: Facts): Verdict | undefined {
  if (doubts.length === 0) return undefined;
  const parties = [...new Set(doubts.map(({ party }) => party))].join(" and ");
  const sentence = `The last transfer is signed with a key of ${parties} that was compromised by then.`;
  return verdictOf("CUSTODY_KEY_COMPROMISED", sentence, { ...facts, doubts: doubts.map((doubt) => ({ ...doubt })) });
}

/** Whoever was offered the goods may have taken them over already and said so nowhere yet; anybody else has no business with them. */
function presentedByAnother(
  { custodian }: CustodyHead,
  presentedBy: string | undefined,
  offer: OfferSituation | undefined,
  facts: Facts,
): Verdict | undefined {
  if (presentedBy === undefined || presentedBy === custodian) return undefined;
  const sentence = `${presentedBy} presents the goods; the ledger says that ${custodian} has them.`;
  const code = presentedBy === offer?.receivedBy ? "CUSTODY_MATTER_OPEN" : "CUSTODY_PRESENTER_DIFFERS";
  return verdictOf(code, sentence, { ...facts, presentedBy });
}

function open(openMatters: CustodyHead["openMatters"], facts: Facts): Verdict | undefined {
  if (openMatters.length === 0) return undefined;
  const incidents = incidentsIn(openMatters);
  const differences = openMatters.length - incidents;
  const sentence = `${incidents.toString()} incidents and ${differences.toString()} count differences are open.`;
  return verdictOf("CUSTODY_MATTER_OPEN", sentence, facts);
}

function aged(offer: OfferSituation | undefined, time: string, facts: Facts): Verdict | undefined {
  if (offer === undefined) return undefined;
  const days = Math.floor((Date.parse(time) - Date.parse(offer.since)) / MILLISECONDS_A_DAY);
  if (days <= OFFER_DAYS_MAX) return undefined;
  const sentence = `The goods were offered to ${offer.receivedBy} ${days.toString()} days ago, and nobody has answered.`;
  return verdictOf("CUSTODY_OFFER_AGED", sentence, { ...facts, days });
}
