// SPDX-License-Identifier: Apache-2.0
import type { LicenceContent } from "../licence/schemas";
import type { Passage } from "../shared/passage";

/**
 * What several licences together let those do who move the goods: a carrier that each licence that names any names, and no country that one
 * of them bars.
 * @returns undefined where they leave it open.
 */
export function passageOf(contents: readonly LicenceContent[]): Passage | undefined {
  const { carriers, barred } = joined(contents.map(passageUnder));
  if (carriers === undefined && barred === undefined) return undefined;
  return { ...(carriers === undefined ? {} : { carriers }), ...(barred === undefined ? {} : { barred }) };
}

/** What one licence lets those do who move the goods; nothing is named where it leaves it open. */
export function passageUnder({ conditions }: LicenceContent): Passage {
  const { carriers, countries } = conditions;
  const barred = countries.flatMap(({ country, use, allowed }) => (use === "P" && !allowed ? [country] : []));
  return {
    ...(carriers.length === 0 ? {} : { carriers }),
    ...(barred.length === 0 ? {} : { barred: [...new Set(barred)].sort() }),
  };
}

/**
 * What a consignment's licences let those do who move the goods, as amended since.
 * @param recorded as they were when the consignment was registered or released.
 * @param amended of each of its licences; undefined where it was not amended in this.
 */
export function passageNow(recorded: Passage | undefined, amended: readonly (Passage | undefined)[]): Passage {
  const isWhole = amended.every((passage) => passage !== undefined);
  // What each of several licences said before, the consignment does not say: what they said together counts on.
  return joined([...(isWhole ? [] : [recorded]), ...amended].flatMap((passage) => passage ?? []));
}

function joined(passages: readonly Passage[]): Passage {
  const [first, ...others] = passages.flatMap(({ carriers }) => (carriers === undefined ? [] : [carriers]));
  const carriers = first?.filter((carrier) => others.every((each) => each.includes(carrier)));
  const barred = [...new Set(passages.flatMap((passage) => passage.barred ?? []))].sort();
  return {
    ...(carriers === undefined ? {} : { carriers }),
    ...(barred.length === 0 ? {} : { barred }),
  };
}
