// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from "../json/canonical";
import { type AuthenticityRule, type Beside, noAuthority } from "../shared/authenticity";
import { hashOfText } from "../shared/commitment";
import type { Concern, ConcernRule } from "../shared/concern";
import { ownerOfReference } from "../shared/ownership";
import { consentKey } from "../shared/parts";
import type { ChainLink } from "../shared/trail";
import { partiesOf } from "./parties";
import { eventId } from "./references";
import type { CustodyEvent, CustodyHead } from "./schemas";
import { keepersAfter } from "./state";

/**
 * What an organisation says of an event in its own collection, where nobody else can write: that it received the goods by it and has
 * them; that it has given them up again, by which event, to the hash of its text; or that one of its people acted.
 */
export type Consent = { readonly received: true } | { readonly givenUpBy: ChainLink } | { readonly acted: true };

/** Text of what an organisation says of an event. */
export function custodyConsent(event: string, consent: Consent): string {
  return canonicalJson({ event, ...consent });
}

/** Key under which it says so; of a consignment, where the consignment's owner speaks of the chain's beginning. */
export function custodyConsentKey(subject: string): string {
  return consentKey("custody", subject);
}

/** What a head says that cannot be so together, as the end of a sentence; undefined where it can. */
export function headIncoherence(head: CustodyHead): string | undefined {
  const owner = ownerOfReference(head.consignment);
  if (head.count !== head.trail[0]?.sequence) return "counts other events than it leads to";
  if (head.custodianMsp !== ownerOfReference(head.custodian)) return "names a custodian of another organisation";
  const kept = canonicalJson(keepersAfter(owner, head.keepers, head.custodianMsp)) === canonicalJson(head.keepers);
  return kept && head.keepers.includes(owner) ? undefined : "names organisations that do not keep it";
}

/**
 * Why a head is not believed of who has the goods: the organisation that has them must say so itself. Others could otherwise write them
 * onto it, or put the head back to a time when it had them.
 */
export async function custodianProblem(
  { consignment, custodianMsp, receivedEvent }: CustodyHead,
  beside: Pick<Beside, "hash">,
): Promise<string | undefined> {
  const event = eventId(consignment, receivedEvent);
  const said = await beside.hash(custodianMsp, custodyConsentKey(event));
  if (said === hashOfText(custodyConsent(event, { received: true }))) return undefined;
  return `names ${custodianMsp}, which does not say that it has the goods`;
}

/** A head is kept in a state's register, fits together, and names an organisation that says that it has the goods. */
export const headProblem: AuthenticityRule<CustodyHead> = async (head, { owner }, beside) =>
  noAuthority(beside.members, owner) ?? headIncoherence(head) ?? (await custodianProblem(head, beside));

/** A consignment's parts concern who has the goods, whose they are, and to whom they are offered as long as the offer stands. */
export const concernedByHead: ConcernRule<CustodyHead> = ({ consignment, custodian, owningParty, pending }) => {
  const own = [custodian, ...(owningParty === undefined ? [] : [owningParty])];
  const offered: Concern[] = pending === undefined ? [] : [{ party: pending.receivedBy, until: pending.offerUntil }];
  return {
    kind: "consignment",
    id: consignment,
    parties: [...own.map((party) => ({ party })), ...offered],
    besides: [{ type: "consignment", id: consignment }],
  };
};

/** A custody event's parts concern the parties that it names. */
export const concernedByEvent: ConcernRule<CustodyEvent> = (event, id) => ({
  kind: "custody-event",
  id,
  parties: [...new Set(partiesOf(event))].map((party) => ({ party })),
});
