// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent } from "../licence/schemas";
import type { Passage } from "../consignment/schemas";

/**
 * What several licences together let those do who move the goods: a carrier that each licence that names any names, and no country that one
 * of them bars.
 * @returns undefined where they leave it open.
 */
export function passageOf(contents: readonly LicenceContent[]): Passage | undefined {
  const named = contents.map(({ conditions }) => conditions.carriers).filter((carriers) => carriers.length > 0);
  const [first, ...others] = named;
  const carriers = first?.filter((carrier) => others.every((each) => each.includes(carrier)));
  const barred = contents.flatMap(({ conditions }) =>
    conditions.countries.flatMap(({ country, use, allowed }) => (use === "P" && !allowed ? [country] : [])),
  );
  if (carriers === undefined && barred.length === 0) return undefined;
  return {
    ...(carriers === undefined ? {} : { carriers }),
    ...(barred.length === 0 ? {} : { barred: [...new Set(barred)].sort() }),
  };
}
