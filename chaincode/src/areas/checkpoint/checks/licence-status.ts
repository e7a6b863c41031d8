// SPDX-License-Identifier: Apache-2.0
import { type LicenceStatus, type Verdict, verdictOf } from "@licet/domain";
import { transactionDay } from "../../../rules/time";
import { effectiveStatus } from "../../../rules/licence/usable";
import type { LicenceSituation, Situation } from "../situation";

const OPEN: readonly LicenceStatus[] = ["issued", "reinstated"];
/** Ends that an authority decides because something is wrong: they stop goods on their way too. */
const STOPPING: readonly LicenceStatus[] = ["suspended", "revoked", "cancelled"];

/**
 * May the licences be used, or were they usable when the goods left? Validity counts at departure: what ended by itself since does not
 * stop goods under way, what the authority stopped does.
 */
export function licenceStatus({ tx, consignment, licences }: Situation): Verdict {
  const day = transactionDay(tx);
  const standings = licences.map((situation) => standingOf(situation, day));
  const facts = { licences: standings, day };
  const stopped = standings.find(({ status }) => STOPPING.includes(status as LicenceStatus));
  if (stopped) return verdictOf("LICENCE_STOPPED", `Licence ${stopped.licence} is ${stopped.status}.`, facts);
  const releasedAt = consignment?.releasedAt;
  const unusable = standings.find(
    ({ status, validFrom }) => !isOpen(status, consignment !== undefined) || day < validFrom,
  );
  if (unusable === undefined) return verdictOf("LICENCE_USABLE", sentenceOf(standings), facts);
  if (releasedAt !== undefined && unusable.status !== "unknown") {
    const sentence = `Licence ${unusable.licence} is ${unusable.status} now; the goods left on ${releasedAt}.`;
    return verdictOf("LICENCE_LAWFUL_AT_EXIT", sentence, { ...facts, releasedAt });
  }
  return verdictOf("LICENCE_UNUSABLE", `Licence ${unusable.licence} is ${unusable.status}.`, facts);
}

/** A consignment has its quantity set aside already, so that exhaustion by it does not count against it. */
function isOpen(status: string, hasReservation: boolean): boolean {
  return OPEN.includes(status as LicenceStatus) || (hasReservation && status === "exhausted");
}

function standingOf(
  { number, licence, lines }: LicenceSituation,
  day: string,
): { licence: string; status: string; validFrom: string; validTo: string } {
  if ("problem" in licence) return { licence: number, status: "unknown", validFrom: "", validTo: "" };
  const { status, validFrom, validTo } = licence.record;
  // A suspension does not lapse because the validity ended meanwhile: goods under way stay stopped.
  const standing = STOPPING.includes(status) ? status : effectiveStatus(licence.record, lines, day);
  return { licence: number, status: standing, validFrom, validTo };
}

function sentenceOf(standings: readonly { licence: string; status: string; validTo: string }[]): string {
  return standings
    .map(({ licence, status, validTo }) => `Licence ${licence} is ${status}, valid to ${validTo}.`)
    .join(" ");
}
