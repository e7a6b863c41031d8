// SPDX-License-Identifier: Apache-2.0
import { type Edition, EDITIONS_MAX } from "../domain/catalogue/schemas";
import { LicetError } from "../domain/errors/licet-error";
import { requireRecord } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";
import { EDITIONS } from "./records";

/** An edition with the day from which the next one counts. */
export interface EditionInTime {
  readonly edition: Edition;
  /** First day of the next edition; undefined for the newest. */
  readonly supersededFrom: string | undefined;
}

/** The published editions of a list, newest first. Only records with their owner's seal count. */
export async function editionsOf(tx: Transaction, publisher: string, list: string): Promise<EditionInTime[]> {
  const found = await tx.state.scan({ type: EDITIONS.type, attributes: [publisher, list] }, EDITIONS_MAX);
  const editions: Edition[] = [];
  for (const { value } of found) {
    const { edition } = EDITIONS.schema.parse(JSON.parse(value));
    editions.push(await requireRecord(tx, EDITIONS, `${publisher}:${list}:${edition}`));
  }
  editions.sort((left, right) => (left.validFrom < right.validFrom ? 1 : -1));
  return editions.map((edition, index) => ({ edition, supersededFrom: editions[index - 1]?.validFrom }));
}

/** The edition in force on a day in UTC. @throws LicetError NO_EDITION_IN_FORCE. */
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
