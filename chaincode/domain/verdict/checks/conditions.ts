// SPDX-License-Identifier: Apache-2.0
import type { ConfirmedCondition, Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import { compareCountries, countryOfCustoms } from "../../shared/customs-countries";
import { countryOf } from "../../shared/places";
import type { LicenceContent } from "../../licence/schemas";
import type { JsonValue } from "../../json/canonical";
import { differing, type LicenceMismatch, mismatchesOf, ofLicenceAlone, undisclosed } from "../comparison";
import { dayOf, type Situation } from "../situation";

type Condition = ConfirmedCondition | "origin";

/** A condition that the ledger cannot evaluate: somebody has to look. */
interface ToCheck {
  readonly licence: string;
  readonly condition: Condition;
  readonly text: string;
}

/**
 * Are the licence's other conditions kept? Countries by their use and the day of return are evaluated; what only somebody on the spot can
 * know is put to the officer, and counts once the officer says so. Carriers, route and certificate have checks of their own.
 */
export function conditions(situation: Situation): Verdict {
  if (situation.consignment === undefined) return ofLicenceAlone("CONDITIONS_NOT_ASKED");
  const countries = mismatchesOf(situation, (_licence, content) => countryMismatches(situation, content));
  if (countries.length > 0) return differing("CONDITIONS_BREACHED", countries);
  const facts = { conditions: situation.licences.flatMap(({ number, content }) => conditionsOf(number, content)) };
  return (
    overdue(situation) ??
    toCheck(situation, facts.conditions) ??
    undisclosed(situation, "CONDITIONS_NOT_DISCLOSED", false) ??
    (facts.conditions.length === 0
      ? verdictOf("CONDITIONS_NONE", "The licence has no further conditions.")
      : verdictOf("CONDITIONS_KEPT", "The licence's further conditions are kept, as far as they are due.", facts))
  );
}

/** What of the goods each use of a country is about (CHIEF: destination, end use, origin, received, shipped; P is the route's). */
const USES: Readonly<
  Record<string, (situation: Situation, content: LicenceContent) => readonly (string | undefined)[]>
> = {
  D: ({ goods }) => [goods?.destination],
  E: ({ goods }, { endUser }) => [goods?.endUser?.country ?? endUser.country],
  O: ({ goods }) => goods?.items.map(({ origin }) => origin) ?? [],
  R: ({ consignment }) => [consignment?.route.at(-1)].map((place) => place && countryOf(place)),
  S: ({ consignment }) => [consignment?.route[0]].map((place) => place && countryOf(place)),
};

function countryMismatches(
  situation: Situation,
  content: LicenceContent,
): readonly Pick<LicenceMismatch, "field" | "left" | "right">[] {
  return Object.entries(USES).flatMap(([use, countriesOf]) => {
    const rows = content.conditions.countries.filter((row) => row.use === use);
    const allowed = rows.filter((row) => row.allowed).map(({ country }) => country);
    const barred = rows.filter((row) => !row.allowed).map(({ country }) => country);
    return countriesOf(situation, content)
      .filter((country) => country !== undefined)
      .filter((country) => isBarred(country, barred) || (allowed.length > 0 && !isAllowed(country, allowed)))
      .map((country) => ({ field: `country.${use}`, left: country, right: [...allowed, ...barred].join(", ") }));
  });
}

/** A country is barred as it is, however its code is written. */
function isBarred(country: string, barred: readonly string[]): boolean {
  return barred.map(countryOfCustoms).includes(countryOfCustoms(country));
}

/** A territory is allowed with the state under which it is declared. */
function isAllowed(country: string, allowed: readonly string[]): boolean {
  return allowed.some((other) => compareCountries(country, other).likeness !== "different");
}

function overdue(situation: Situation): Verdict | undefined {
  const day = dayOf(situation);
  for (const { number, content } of situation.licences) {
    const returnBy = content?.conditions.returnBy;
    if (returnBy === undefined || day <= returnBy) continue;
    const sentence = `The goods were to be back by ${returnBy} under licence ${number}.`;
    return verdictOf("RETURN_OVERDUE", sentence, { licence: number, returnBy, day });
  }
  return undefined;
}

function toCheck(situation: Situation, all: JsonValue[]): Verdict | undefined {
  const open = situation.licences
    .flatMap(({ number, content }) => [...questionsOf(number, content), ...unstatedOrigins(situation, number, content)])
    .filter((question) => !isAnswered(situation, question));
  if (open.length === 0) return undefined;
  const sentence = `For the officer to check: ${open.map(({ licence, text }) => `${text} (${licence})`).join("; ")}.`;
  const facts = { conditions: all, toCheck: open.map((each) => ({ ...each })) };
  return verdictOf("CONDITIONS_TO_CHECK", sentence, facts);
}

/**
 * An answer is one licence's, and counts where it was given: nobody sees from elsewhere what is so there. That an official was present at
 * loading, the exporting state's officers say, and have said where it is on record.
 */
function isAnswered(situation: Situation, { licence, condition }: ToCheck): boolean {
  const { presented, exportingState, consignment } = situation;
  const isThere = (place: string): boolean => condition !== "official-presence" || countryOf(place) === exportingState;
  const isSaid = presented.confirmed?.some((each) => each.licence === licence && each.condition === condition) === true;
  if (isSaid && presented.place !== undefined && isThere(presented.place)) return true;
  if (condition !== "official-presence") return false;
  return consignment?.attended?.some((each) => each.licence === licence && isThere(each.place)) === true;
}

/** Items of a licence that has conditions on the origin, where the declaration is silent on it: nobody's word replaces that. */
function unstatedOrigins(
  { consignment, goods }: Situation,
  licence: string,
  content: LicenceContent | undefined,
): readonly ToCheck[] {
  if (content?.conditions.countries.some(({ use }) => use === "O") !== true) return [];
  const drawn = consignment?.allocations.filter((each) => each.licence === licence).map(({ item }) => item) ?? [];
  return (goods?.items ?? [])
    .filter(({ item, origin }) => origin === undefined && drawn.includes(item))
    .map(({ item }) => ({ licence, condition: "origin", text: `where item ${item.toString()} is from` }));
}

function questionsOf(licence: string, content: LicenceContent | undefined): readonly ToCheck[] {
  if (content === undefined) return [];
  const { officialPresence, freeText } = content.conditions;
  return [
    ...(officialPresence
      ? [{ licence, condition: "official-presence" as const, text: "an official is present at loading" }]
      : []),
    ...(freeText === undefined ? [] : [{ licence, condition: "free-text" as const, text: freeText }]),
  ];
}

/** Every condition besides those of other checks, for the officer to see. */
function conditionsOf(licence: string, content: LicenceContent | undefined): JsonValue[] {
  if (content === undefined) return [];
  const { countries, returnBy, dvcDueDays, officialPresence, freeText } = content.conditions;
  const uses = countries.filter(({ use }) => use in USES);
  const rows: readonly (readonly [string, JsonValue | undefined])[] = [
    ["countries", uses.length === 0 ? undefined : uses.map((row) => ({ ...row }))],
    ["return-by", returnBy],
    ["delivery-verification-days-after-arrival", dvcDueDays],
    ["official-presence", officialPresence ? true : undefined],
    ["free-text", freeText],
  ];
  return rows.flatMap(([condition, value]) => (value === undefined ? [] : [{ licence, condition, value }]));
}
