// SPDX-License-Identifier: Apache-2.0

/** How many places a route has at most. */
export const ROUTE_PLACES_MAX = 20;

/** End of a place code that means "somewhere in this country": no UN/LOCODE ends so. */
export const ANYWHERE = "ZZZ";

/** Country of a place. */
export function countryOf(place: string): string {
  return place.slice(0, 2);
}

/** Whether two places are the same, as far as both say more than their country. */
export function samePlace(left: string, right: string): boolean {
  if (left === right) return true;
  return countryOf(left) === countryOf(right) && (left.endsWith(ANYWHERE) || right.endsWith(ANYWHERE));
}
