// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent } from "../licence/schemas";
import type { Mismatch } from "../shared/comparison";
import { countryOf, samePlace } from "../shared/places";

/**
 * Compares a route (left) with a licence's conditions (right): countries that goods may or may not pass (use P), places that they may
 * pass, and the destination at the route's end.
 */
export function routeMismatches(route: readonly string[], content: LicenceContent): readonly Mismatch[] {
  const end = route.at(-1);
  const atEnd =
    end !== undefined && countryOf(end) !== content.destination
      ? [{ field: "route.destination", left: end, right: content.destination }]
      : [];
  return [...atEnd, ...route.flatMap((place) => placeMismatches(place, content))];
}

/** Where a place contradicts a licence's conditions. */
export function placeMismatches(place: string, { conditions, ...content }: LicenceContent): readonly Mismatch[] {
  const country = countryOf(place);
  const enRoute = conditions.countries.filter(({ use }) => use === "P");
  const prohibited = enRoute.filter(({ allowed }) => !allowed).map((row) => row.country);
  if (prohibited.includes(country)) return [{ field: "route.prohibited", left: place, right: prohibited.join(", ") }];
  const allowed = enRoute.filter((row) => row.allowed).map((row) => row.country);
  const ends = [content.originCountry, content.exporter.country, content.destination];
  if (allowed.length > 0 && ![...allowed, ...ends].includes(country)) {
    return [{ field: "route.country", left: place, right: allowed.join(", ") }];
  }
  if (conditions.route.length === 0 || conditions.route.some((allowedPlace) => samePlace(place, allowedPlace)))
    return [];
  return [{ field: "route.place", left: place, right: conditions.route.join(", ") }];
}
