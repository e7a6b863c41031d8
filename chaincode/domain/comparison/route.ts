// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent } from "../licence/schemas";
import type { Mismatch } from "../shared/comparison";
import { compareCountries, countryOfCustoms } from "../shared/customs-countries";
import { countryOf, samePlace } from "../shared/places";

/** Countries that a licence allows as destination: the one that it names, and those that its conditions add (use D). */
export function destinationsOf({ destination, conditions }: LicenceContent): readonly string[] {
  const added = conditions.countries.filter(({ use, allowed }) => use === "D" && allowed);
  return [destination, ...added.map(({ country }) => country)];
}

/**
 * Compares a route (left) with a licence's conditions (right): countries that goods may or may not pass (use P), places that they may
 * pass, and the destination at the route's end.
 * @param others destinations of the consignment's items, where they are not all one: the route ends in one of them, and passes the
 *   licence's.
 */
export function routeMismatches(
  route: readonly string[],
  content: LicenceContent,
  others: readonly string[] = [],
): readonly Mismatch[] {
  const licensed = destinationsOf(content);
  const end = route.at(-1) ?? "";
  const isEnd = isAmong(countryOf(end), [...licensed, ...others]);
  const isPassed = others.length === 0 || route.some((place) => isAmong(countryOf(place), licensed));
  const atEnd = isEnd && isPassed ? [] : [{ field: "route.destination", left: end, right: licensed.join(", ") }];
  return [...atEnd, ...route.flatMap((place) => placeMismatches(place, content))];
}

function isAmong(country: string, countries: readonly string[]): boolean {
  return countries.some((other) => compareCountries(country, other).likeness !== "different");
}

/** Where a place contradicts a licence's conditions. */
export function placeMismatches(place: string, content: LicenceContent): readonly Mismatch[] {
  const { conditions } = content;
  const country = countryOf(place);
  const enRoute = conditions.countries.filter(({ use }) => use === "P");
  const prohibited = enRoute.filter(({ allowed }) => !allowed).map((row) => row.country);
  if (prohibited.map(countryOfCustoms).includes(countryOfCustoms(country)))
    return [{ field: "route.prohibited", left: place, right: prohibited.join(", ") }];
  const allowed = enRoute.filter((row) => row.allowed).map((row) => row.country);
  const ends = [content.originCountry, content.exporter.country, ...destinationsOf(content)];
  if (allowed.length > 0 && !isAmong(country, [...allowed, ...ends])) {
    return [{ field: "route.country", left: place, right: allowed.join(", ") }];
  }
  if (conditions.route.length === 0 || conditions.route.some((allowedPlace) => samePlace(place, allowedPlace)))
    return [];
  return [{ field: "route.place", left: place, right: conditions.route.join(", ") }];
}

/**
 * Countries whose licensed places the route bypasses: where a licence names places in a state, the goods pass one of them. Several places of
 * one state are alternatives.
 */
export function bypassedPlaces(route: readonly string[], { conditions }: LicenceContent): readonly Mismatch[] {
  const countries = [...new Set(conditions.route.map(countryOf))];
  return countries
    .map((country) => conditions.route.filter((place) => countryOf(place) === country))
    .filter((licensed) => !licensed.some((place) => route.some((passed) => samePlace(passed, place))))
    .map((licensed) => ({ field: "route.bypassed", left: route.join(" - "), right: licensed.join(", ") }));
}
