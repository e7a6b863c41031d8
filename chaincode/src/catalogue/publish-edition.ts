// SPDX-License-Identifier: Apache-2.0
import type { CATALOGUE_PUBLISH_EDITION } from "../domain/catalogue/definitions";
import { editionReference } from "../domain/catalogue/schemas";
import { LicetError } from "../domain/errors/licet-error";
import { hashOf } from "../domain/shared/commitment";
import type { Handler } from "../ledger/handler";
import { createRecord, readRecord } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";
import { requirePublisher } from "./publisher";
import { EDITIONS, GROUPS } from "./records";

interface GroupDigest {
  readonly group: string;
  readonly count: number;
  readonly hash: string;
}

/** Publishes an edition whose groups are all on the ledger, entry by entry as the digests say; a second officer does it. */
export const publishEdition: Handler<typeof CATALOGUE_PUBLISH_EDITION> = async (tx, input) => {
  requirePublisher(tx, input.publisher);
  const reference = editionReference(input);
  for (const digest of input.groups) await requireGroup(tx, reference, digest);
  const edition = {
    ...input,
    entryCount: input.groups.reduce((sum, { count }) => sum + count, 0),
    publishedBy: tx.caller.officer,
    publishedAt: tx.time,
  };
  await createRecord(tx, EDITIONS, reference, edition);
  tx.announce({ edition: reference, validFrom: edition.validFrom, entryCount: edition.entryCount });
  return edition;
};

async function requireGroup(tx: Transaction, reference: string, digest: GroupDigest): Promise<void> {
  const held = await readRecord(tx, GROUPS, `${reference}:${digest.group}`);
  const hash = held === undefined ? undefined : hashOf(held.entries);
  if (held === undefined || hash !== digest.hash || held.entries.length !== digest.count) {
    throw new LicetError(
      "EDITION_INCOMPLETE",
      `Group ${digest.group} of ${reference} is not on the ledger as its digest says.`,
      {
        group: digest.group,
        expectedCount: digest.count,
        count: held?.entries.length ?? 0,
        expectedHash: digest.hash,
        hash: hash ?? null,
      },
    );
  }
  if (held.addedBy === tx.caller.officer) {
    throw new LicetError(
      "FOUR_EYES_REQUIRED",
      `The officer who added group ${digest.group} may not publish ${reference}.`,
      {
        group: digest.group,
      },
    );
  }
}
