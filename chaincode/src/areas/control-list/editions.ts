// SPDX-License-Identifier: Apache-2.0
import { authorityMspOf, type Edition, EDITIONS_MAX, LicetError } from "@licet/domain";
import { pageOfList } from "../../fabric/lists";
import type { Transaction } from "../../fabric/transaction";
import { EDITIONS, listReference } from "./records";

/** An edition with the day from which the next one counts. */
export interface EditionInTime {
  readonly edition: Edition;
  /** First day of the next edition; undefined for the newest. */
  readonly supersededFrom: string | undefined;
}

/** The editions of a list that its publisher has proven, the last `EDITIONS_MAX` published, newest first. */
export async function editionsOf(tx: Transaction, publisher: string, list: string): Promise<EditionInTime[]> {
  const request = { pageSize: EDITIONS_MAX, bookmark: "" };
  const { items: editions } = await pageOfList(
    tx,
    EDITIONS,
    authorityMspOf(publisher),
    listReference(publisher, list),
    request,
  );
  editions.sort((left, right) => (left.validFrom < right.validFrom ? 1 : -1));
  return editions.map((edition, index) => ({ edition, supersededFrom: editions[index - 1]?.validFrom }));
}

/**
 * The edition in force on a day in UTC.
 * @throws {LicetError} NO_EDITION_IN_FORCE.
 */
export async function editionInForce(tx: Transaction, publisher: string, list: string, day: string): Promise<Edition> {
  const editions = await editionsOf(tx, publisher, list);
  const found = editions.find(({ edition }) => edition.validFrom <= day);
  if (found) return found.edition;
  throw new LicetError("NO_EDITION_IN_FORCE", `No edition of ${list} kept by ${publisher} was in force on ${day}.`, {
    publisher,
    list,
    day,
    editions: editions.map(({ edition }) => ({ edition: edition.edition, validFrom: edition.validFrom })),
  });
}
