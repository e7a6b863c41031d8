// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../../checkpoint/schemas";
import { verdictOf } from "../../checkpoint/verdict-table";
import { countsAtArrival, effectiveStatus, STOPPING_STATUSES } from "../../licence/standing";
import type { LicenceStatus } from "../../licence/transitions";
import { dayOf, type LicenceSituation, type Situation } from "../situation";

const OPEN: readonly LicenceStatus[] = ["issued", "reinstated"];

interface Standing {
  readonly licence: string;
  readonly status: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly activity: string;
}

/**
 * May the licences be used, or were they usable when they had to be? An export licence's validity counts at departure and an import
 * licence's at arrival (DCSA, export and import licences of the transport document). What ended by itself since does not stop goods under
 * way, what the authority stopped does.
 */
export function licenceStatus(situation: Situation): Verdict {
  const { consignment, licences } = situation;
  const day = dayOf(situation);
  const standings = licences.map((each) => standingOf(each, day));
  const facts = { licences: standings.map((standing) => ({ ...standing })), day };
  const stopped = standings.find(({ status }) => STOPPING_STATUSES.includes(status as LicenceStatus));
  if (stopped) return verdictOf("LICENCE_STOPPED", `Licence ${stopped.licence} is ${stopped.status}.`, facts);
  const unusable = standings.filter((standing) => !isUsable(standing, situation, day));
  const releasedAt = consignment?.releasedAt;
  // Each is judged, the gravest first: one that served at departure must not hide one that had to be in force since.
  const over = unusable.find((standing) => releasedAt === undefined || !servedAtExit(standing));
  if (over) return verdictOf("LICENCE_UNUSABLE", `Licence ${over.licence} ${problemOf(over, day)}.`, facts);
  const [served] = unusable;
  if (served === undefined) return verdictOf("LICENCE_USABLE", sentenceOf(standings), facts);
  const sentence = `Licence ${served.licence} is ${served.status} now; the goods left on ${releasedAt ?? ""}.`;
  return verdictOf("LICENCE_LAWFUL_AT_EXIT", sentence, { ...facts, releasedAt: releasedAt ?? null });
}

/** Whether it was needed at departure alone, of goods that have left. */
function servedAtExit({ status, activity }: Standing): boolean {
  return status !== "unknown" && !countsAtArrival(activity);
}

function isUsable({ status, validFrom, validTo, activity }: Standing, situation: Situation, day: string): boolean {
  // A consignment has its quantity set aside already, so that exhaustion by it does not count against it.
  const isOpen =
    OPEN.includes(status as LicenceStatus) || (situation.consignment !== undefined && status === "exhausted");
  if (!countsAtArrival(activity)) return isOpen && day >= validFrom;
  return isUsableAtArrival({ validFrom, validTo }, isOpen, situation, day);
}

/** An import licence may begin while the goods are under way, so that only where they arrive it must have begun. */
function isUsableAtArrival(
  { validFrom, validTo }: Pick<Standing, "validFrom" | "validTo">,
  isOpen: boolean,
  situation: Situation,
  day: string,
): boolean {
  const arrived = situation.consignment?.receipt?.at.slice(0, 10);
  if (arrived !== undefined) return arrived >= validFrom && arrived <= validTo;
  return isOpen && (day >= validFrom || !isAtDestination(situation));
}

function isAtDestination({ consignment, presented }: Situation): boolean {
  const end = consignment?.route.at(-1);
  return end !== undefined && presented.place?.slice(0, 2) === end.slice(0, 2);
}

function problemOf({ status, validFrom }: Standing, day: string): string {
  return OPEN.includes(status as LicenceStatus) && day < validFrom
    ? `is not valid before ${validFrom}`
    : `is ${status}`;
}

function standingOf({ number, licence, lines }: LicenceSituation, day: string): Standing {
  if ("problem" in licence) return { licence: number, status: "unknown", validFrom: "", validTo: "", activity: "" };
  const { status, validFrom, validTo, kind } = licence.record;
  // A suspension does not lapse because the validity ended meanwhile: goods under way stay stopped.
  const standing = STOPPING_STATUSES.includes(status) ? status : effectiveStatus(licence.record, lines, day);
  return { licence: number, status: standing, validFrom, validTo, activity: kind.activity };
}

function sentenceOf(standings: readonly Standing[]): string {
  return standings
    .map(({ licence, status, validTo }) => `Licence ${licence} is ${status}, valid to ${validTo}.`)
    .join(" ");
}
