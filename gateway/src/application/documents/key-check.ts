// SPDX-License-Identifier: Apache-2.0
import { hashOfText, type MspId } from "@licet/domain";
import type { Kysely, Selectable } from "kysely";
import type { Database } from "../../database/database.js";
import type { KeyCheckTable } from "../../database/kept/tables.js";
import type { Tables } from "../../database/tables.js";
import { ConfigError } from "../../errors/config-error.js";
import type { DocumentKeys } from "../../ports/document-keys.js";

/** A known text, and what no document's or webhook's id looks like. */
const KNOWN = hashOfText("licet-key-check/1");
const OWNER = "key-check";

type Row = Pick<Selectable<KeyCheckTable>, "key_id" | "name" | "sealed">;

/**
 * Holds this gateway's keys against those that gateways of the same database have used, and notes its own. With others, it would know
 * files under other names, and keep what its neighbours cannot open.
 * @throws {ConfigError} where the keys of an organisation are others.
 */
export async function requireSameKeys(database: Database, keys: DocumentKeys): Promise<void> {
  await database.asGateway(async (db) => {
    for (const organisation of keys.organisations) await requireSameOf(db, keys, organisation);
  });
}

async function requireSameOf(db: Kysely<Tables>, keys: DocumentKeys, organisation: MspId): Promise<void> {
  const name = keys.idOf(organisation, KNOWN, "");
  const rows = await db
    .selectFrom("kept.key_check")
    .select(["key_id", "name", "sealed"])
    .where("organisation", "=", organisation)
    .execute();
  const other = rows.find((row) => row.name !== name || !opens(keys, organisation, row));
  if (other !== undefined) throw differing(organisation, other.key_id);
  const { keyId, wrapped } = keys.wrap(organisation, OWNER, Buffer.from(KNOWN, "hex"));
  await db
    .insertInto("kept.key_check")
    .values({ organisation, key_id: keyId, name, sealed: Buffer.from(wrapped).toString("base64") })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function opens(keys: DocumentKeys, organisation: MspId, { key_id: keyId, sealed }: Row): boolean {
  const opened = keys.unwrap(organisation, OWNER, { keyId, wrapped: Buffer.from(sealed, "base64") });
  return opened !== undefined && Buffer.from(opened).toString("hex") === KNOWN;
}

function differing(organisation: MspId, keyId: string): ConfigError {
  return new ConfigError(
    `The document keys of ${organisation} in this gateway's folder are not those that gateways of this database have used (key ${keyId}): ` +
      "files and webhooks' keys would be kept that the others cannot open. Nothing was changed. Gateways that share a database share the " +
      "folder document-keys: copy it from the gateway that has it, or from its backup, and start again.",
  );
}
