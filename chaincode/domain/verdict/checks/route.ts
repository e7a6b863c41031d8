// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import { ownDestinations } from "../../comparison/consignment";
import { bypassedPlaces, placeMismatches, routeMismatches } from "../../comparison/route";
import { ANYWHERE, countryOf, samePlace } from "../../shared/places";
import type { Consignment } from "../../consignment/schemas";
import type { LicenceContent } from "../../licence/schemas";
import type { Mismatch } from "../../shared/comparison";
import { differing, mismatchesOf, ofLicenceAlone, undisclosed } from "../comparison";
import { headOf, type Situation, whereOf } from "../situation";

/** Is the declared route one that the licence allows, the one that the goods set out on, and are this place and the last handover on it? */
export function route(situation: Situation): Verdict {
  const { consignment } = situation;
  if (consignment === undefined) return ofLicenceAlone("ROUTE_NOT_ASKED");
  const mismatches = mismatchesOf(situation, (_licence, content) => ofContent(situation, consignment, content));
  const prohibited = mismatches.filter(({ field }) => field === "route.prohibited");
  if (prohibited.length > 0) return differing("ROUTE_PROHIBITED", prohibited);
  return (
    strayed(situation, consignment) ??
    offRoute(situation, consignment) ??
    (mismatches.length > 0 ? differing("ROUTE_DEVIATES", mismatches) : undefined) ??
    undisclosed(situation, "ROUTE_NOT_DISCLOSED", false) ??
    verdictOf("ROUTE_AS_LICENSED", `The route is one that the licence allows${hereInWords(situation)}.`, {
      route: consignment.route,
    })
  );
}

/** What is known of where the goods are: the place that was given, or the state of whoever asks. */
function hereInWords(situation: Situation): string {
  const { place } = situation.presented;
  if (place !== undefined) return `, and ${place} is on it`;
  const state = whereOf(situation);
  return state === undefined ? "; no place was given" : ` and has a place in ${state}; no place was given`;
}

function ofContent(situation: Situation, consignment: Consignment, content: LicenceContent): readonly Mismatch[] {
  const { handedOverAt, goods } = situation;
  return [
    ...routeMismatches(consignment.route, content, goods && ownDestinations(goods)),
    ...bypassedPlaces(consignment.route, content),
    ...hereMismatches(situation, content),
    ...(handedOverAt === undefined ? [] : placeMismatches(handedOverAt, content).filter(isOfCountry)),
  ];
}

/** Where no place is given, the goods are somewhere in the state of whoever asks. */
function hereMismatches(situation: Situation, content: LicenceContent): readonly Mismatch[] {
  const { place } = situation.presented;
  if (place !== undefined) return placeMismatches(place, content);
  const state = whereOf(situation);
  return state === undefined ? [] : placeMismatches(`${state}${ANYWHERE}`, content).filter(isOfCountry);
}

/** Goods are handed over anywhere in a state on the route; a licence's places are those that they pass. */
function isOfCountry({ field }: Mismatch): boolean {
  return field !== "route.place";
}

function offRoute(situation: Situation, { route: declared }: Consignment): Verdict | undefined {
  const here = situation.presented.place ?? whereOf(situation);
  if (here === undefined || declared.some((place) => isPassedBy(place, here))) return undefined;
  return verdictOf("ROUTE_DEVIATES", `${here} is not on the declared route ${declared.join(" - ")}.`, {
    place: here,
    route: declared,
  });
}

/** @param here a place, or a state where no place was given. */
function isPassedBy(place: string, here: string): boolean {
  return here.length === 2 ? countryOf(place) === here : samePlace(place, here);
}

/** Where the chain of custody, which nobody rewrites alone, contradicts the declared route. */
function strayed(situation: Situation, { route: declared }: Consignment): Verdict | undefined {
  const { handedOverAt } = situation;
  const head = headOf(situation);
  if (head === undefined) return undefined;
  const { routeStates, route: settled } = head;
  const facts = { route: declared, routeStates, handedOverAt: handedOverAt ?? null };
  const isSame =
    settled === undefined ? declared.map(countryOf).join() === routeStates.join() : declared.join() === settled.join();
  if (!isSame) {
    const sentence = `The declared route ${declared.join(" - ")} is not the one that the goods set out on.`;
    return verdictOf("ROUTE_DEVIATES", sentence, facts);
  }
  if (handedOverAt === undefined || routeStates.includes(countryOf(handedOverAt))) return undefined;
  return verdictOf("ROUTE_DEVIATES", `The goods were handed over at ${handedOverAt}, which is off the route.`, facts);
}
