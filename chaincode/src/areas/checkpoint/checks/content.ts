// SPDX-License-Identifier: Apache-2.0
import {
  type Consignment,
  type ConsignmentGoods,
  consignmentGoodsMismatches,
  consignmentPartyMismatches,
  countryOf,
  type LicenceContent,
  type Mismatch,
  ownDestinations,
  ownerOfLicence,
  ownerOfReference,
  placeMismatches,
  routeMismatches,
  samePlace,
  unallocatedGoods,
  type Verdict,
  type VerdictCode,
  verdictOf,
} from "@licet/domain";
import type { Situation } from "../situation";

interface Codes {
  readonly agree: VerdictCode;
  readonly differ: VerdictCode;
  readonly notDisclosed: VerdictCode;
  readonly notAsked: VerdictCode;
}

type Comparison = (situation: Situation, licence: string, content: LicenceContent) => readonly Mismatch[];

/** Are exporter, consignee, end user and destination those of the licence? */
export function parties(situation: Situation): Verdict {
  const verdict = compared(
    situation,
    {
      agree: "PARTIES_AGREE",
      differ: "PARTIES_DIFFER",
      notDisclosed: "PARTIES_NOT_DISCLOSED",
      notAsked: "PARTIES_NOT_ASKED",
    },
    ({ goods, consignment }, licence, content) =>
      goods ? consignmentPartyMismatches(goods, content, itemsOn(licence, consignment)) : [],
    true,
  );
  return verdict.code === "PARTIES_DIFFER" ? verdict : (unlicensedCarrier(situation) ?? verdict);
}

/** Where a licence names who may carry the goods, nobody else has them but the parties to the transaction. */
function unlicensedCarrier({ consignment, custody, licences }: Situation): Verdict | undefined {
  if (consignment === undefined || custody === undefined || "problem" in custody) return undefined;
  const { custodian } = custody.record;
  for (const { number, content } of licences) {
    if (content === undefined || content.conditions.carriers.length === 0) continue;
    const { conditions, exporter, consignee, endUser, thirdParties } = content;
    const others = [exporter, consignee, endUser, ...thirdParties].map(({ party }) => party);
    if ([...conditions.carriers, ...others, consignment.declarant].includes(custodian)) continue;
    const sentence = `${custodian} has the goods; licence ${number} does not name it as carrier.`;
    return verdictOf("CARRIER_NOT_LICENSED", sentence, { licence: number, custodian, carriers: conditions.carriers });
  }
  return undefined;
}

/** Are the goods those that the licence covers, by line, control code and commodity code? */
export function goodsAndCodes(situation: Situation): Verdict {
  const { goods: declared, consignment: of } = situation;
  const unallocated = declared && of ? unallocatedGoods(declared, of.allocations) : [];
  if (unallocated.length > 0) {
    const fields = unallocated.map(({ field }) => field);
    return verdictOf("GOODS_DIFFER", `No licence is drawn on for controlled goods: ${fields.join(", ")}.`, {
      mismatches: unallocated.map(({ field, left }) => ({ field, consignment: left, covered: null })),
    });
  }
  return compared(
    situation,
    { agree: "GOODS_AGREE", differ: "GOODS_DIFFER", notDisclosed: "GOODS_NOT_DISCLOSED", notAsked: "GOODS_NOT_ASKED" },
    ({ goods, consignment }, licence, content) => (goods ? goodsOf(goods, licence, content, consignment) : []),
    true,
  );
}

/** Is the declared route one that the licence allows, the one that the goods set out on, and are this place and the last handover on it? */
export function route(situation: Situation): Verdict {
  const { consignment, presented, handedOverAt } = situation;
  const here = presented.place;
  const strayed = consignment && strayedFrom(consignment, situation);
  if (strayed !== undefined) return strayed;
  if (consignment && here !== undefined && !consignment.route.some((place) => samePlace(place, here))) {
    return verdictOf("ROUTE_DEVIATES", `${here} is not on the declared route ${consignment.route.join(" - ")}.`, {
      place: here,
      route: consignment.route,
    });
  }
  return compared(
    situation,
    {
      agree: "ROUTE_AS_LICENSED",
      differ: "ROUTE_DEVIATES",
      notDisclosed: "ROUTE_NOT_DISCLOSED",
      notAsked: "ROUTE_NOT_ASKED",
    },
    ({ goods }, _licence, content) => [
      ...(consignment ? routeMismatches(consignment.route, content, goods && ownDestinations(goods)) : []),
      ...(here === undefined ? [] : placeMismatches(here, content)),
      ...(handedOverAt === undefined ? [] : placeMismatches(handedOverAt, content).filter(isOfCountry)),
    ],
    false,
  );
}

/** Goods are handed over anywhere in a state on the route; a licence's places are those that they pass. */
function isOfCountry({ field }: Mismatch): boolean {
  return field !== "route.place";
}

/** Where the chain of custody, which nobody rewrites alone, contradicts the declared route. */
function strayedFrom({ route: declared }: Consignment, { custody, handedOverAt }: Situation): Verdict | undefined {
  if (custody === undefined || "problem" in custody) return undefined;
  const { routeStates } = custody.record;
  const facts = { route: declared, routeStates, handedOverAt: handedOverAt ?? null };
  if (declared.map(countryOf).join() !== routeStates.join()) {
    const sentence = `The declared route ${declared.join(" - ")} is not the one that the goods set out on.`;
    return verdictOf("ROUTE_DEVIATES", sentence, facts);
  }
  if (handedOverAt === undefined || routeStates.includes(countryOf(handedOverAt))) return undefined;
  return verdictOf("ROUTE_DEVIATES", `The goods were handed over at ${handedOverAt}, which is off the route.`, facts);
}

/** Items of a consignment that draw on a licence. */
function itemsOn(licence: string, consignment: Situation["consignment"]): readonly number[] | undefined {
  return consignment?.allocations.filter((allocation) => allocation.licence === licence).map(({ item }) => item);
}

function goodsOf(
  goods: ConsignmentGoods,
  licence: string,
  content: LicenceContent,
  consignment: Situation["consignment"],
): readonly Mismatch[] {
  const allocations = consignment?.allocations.filter((allocation) => allocation.licence === licence) ?? [];
  return consignmentGoodsMismatches(goods, allocations, content);
}

/** Compares a consignment with every licence whose content the caller may see: a difference found outweighs what is not disclosed. */
function compared(situation: Situation, codes: Codes, compare: Comparison, needsGoods: boolean): Verdict {
  const { consignment, licences } = situation;
  if (consignment === undefined)
    return verdictOf(codes.notAsked, "The question is about a licence, not a consignment.");
  const mismatches = licences.flatMap(({ number, content }) =>
    content === undefined
      ? []
      : compare(situation, number, content).map((mismatch) => ({ licence: number, ...mismatch })),
  );
  if (mismatches.length === 0) return verdictOfSilence(situation, codes, needsGoods);
  const fields = [...new Set(mismatches.map(({ field }) => field))].join(", ");
  return verdictOf(codes.differ, `Consignment and licence differ in ${fields}.`, {
    mismatches: mismatches.map(({ licence, field, left, right }) => ({
      licence,
      field,
      consignment: left,
      covered: right,
    })),
  });
}

/** Nothing differs in what could be compared: agreement where that was all, else whom to ask for the rest. */
function verdictOfSilence({ consignment, goods, licences }: Situation, codes: Codes, needsGoods: boolean): Verdict {
  const hidden = licences.filter(({ content }) => content === undefined).map(({ number }) => ownerOfLicence(number));
  if (needsGoods && goods === undefined && consignment !== undefined) hidden.push(ownerOfReference(consignment.id));
  if (hidden.length === 0) return verdictOf(codes.agree, "Consignment and licence agree.");
  const owners = [...new Set(hidden)];
  return verdictOf(codes.notDisclosed, `Your organisation does not hold what ${owners.join(" and ")} would share.`, {
    ask: owners,
  });
}
