// SPDX-License-Identifier: Apache-2.0
import { type CONTROL_LIST_PUBLISH_EDITION, type Edition, editionReference } from "@licet/domain";
import { requireSecondOfficer } from "../../rules/four-eyes";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import type { Transaction } from "../../fabric/transaction";
import { requireGroup } from "./groups";
import { requirePublisher } from "./publisher";
import { EDITIONS } from "./records";

/** Publishes an edition whose groups are all on the ledger, entry by entry as the digests say; a second officer does it. */
export const publishEdition: Handler<typeof CONTROL_LIST_PUBLISH_EDITION> = async (tx, input) => {
  requirePublisher(tx, input.publisher);
  const reference = editionReference(input);
  for (const digest of input.groups) await requireGroupOfOther(tx, reference, digest);
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

/** @throws {LicetError} FOUR_EYES_REQUIRED, and as `requireGroup`. */
async function requireGroupOfOther(
  tx: Transaction,
  reference: string,
  digest: Edition["groups"][number],
): Promise<void> {
  const { addedBy } = await requireGroup(tx, reference, digest);
  requireSecondOfficer(tx, [addedBy], `publish ${reference}: you added group ${digest.group}`);
}
