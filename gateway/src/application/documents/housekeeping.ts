// SPDX-License-Identifier: Apache-2.0
import type { MspId } from "@licet/domain";
import type { Database } from "../../database/database.js";
import type { DocumentKeys } from "../../ports/document-keys.js";
import type { Document } from "./document.js";
import type { DocumentFiling } from "./filing.js";
import { type DocumentAddress, endedDocuments, strayObjects, underOldKeys } from "./housekeeping-records.js";
import type { OpenCases } from "./open-cases.js";
import { appendLog, findDocument, forgetContent, setWrappedKey, subjectsOf } from "./records.js";
import { dayOf } from "./retention.js";

/** Documents looked at in one step. */
const STEP = 100;

/** How long an object may be on its way, in milliseconds: 24 hours. One that no document refers to then is left over. */
const ON_ITS_WAY_MS_MAX = 24 * 3_600_000;

/** Who does it, as the log names it. */
const GATEWAY = { person: "gateway", route: "housekeeping" } as const;

/** What was done. */
export interface Housekept {
  /** Files whose content was deleted at the end of their retention. */
  readonly expired: number;
  /** Files whose retention has ended, and whose record is still at work. */
  readonly heldBack: number;
  /** Objects that no document referred to. */
  readonly strays: number;
  /** Files whose key is now under the current one. */
  readonly rekeyed: number;
}

/** What it is done with. */
export interface HousekeepingParts {
  readonly database: Database;
  readonly filing: DocumentFiling;
  readonly keys: DocumentKeys;
  readonly cases: Pick<OpenCases, "isOpen">;
  readonly now: () => Date;
}

/** Ends what is over: content whose retention has ended, objects that are left over, wrappings under old keys. */
export class DocumentHousekeeping {
  readonly #parts: HousekeepingParts;

  constructor(parts: HousekeepingParts) {
    this.#parts = parts;
  }

  /**
   * Does all of it once. What it could not do, the next time does.
   * @throws {DocumentStoreError} where the store does not answer.
   */
  async run(): Promise<Housekept> {
    const ended = await this.#expire();
    let rekeyed = 0;
    for (const organisation of this.#parts.keys.organisations) rekeyed += await this.#rekey(organisation);
    return { ...ended, rekeyed, strays: await this.#removeStrays() };
  }

  async #expire(): Promise<Pick<Housekept, "expired" | "heldBack">> {
    const { database, now } = this.#parts;
    let expired = 0;
    let heldBack = 0;
    let after: DocumentAddress | undefined = { organisation: "", id: "" };
    while (after !== undefined) {
      const from: DocumentAddress = after;
      const found = await database.asGateway((db) => endedDocuments(db, dayOf(now()), from, STEP));
      for (const address of found) {
        if (await this.#expireOne(address)) expired += 1;
        else heldBack += 1;
      }
      after = found.length === STEP ? found.at(-1) : undefined;
    }
    return { expired, heldBack };
  }

  async #expireOne({ organisation, id }: DocumentAddress): Promise<boolean> {
    const { database, filing, cases, now } = this.#parts;
    const { document, subjects } = await database.asGateway(async (db) => ({
      document: await findDocument(db, organisation, id),
      subjects: await subjectsOf(db, organisation, id),
    }));
    if (document === undefined) return false;
    for (const { ref } of subjects) if (await cases.isOpen(organisation, ref)) return false;
    const isForgotten = await database.asGateway(async (db) => {
      if (!(await forgetContent(db, document, "retention-ended"))) return false;
      const facts = { sha256: document.sha256, until: document.retainUntil };
      await appendLog(db, { ...GATEWAY, organisation, document: id, at: now(), act: "expired", facts });
      return true;
    });
    if (isForgotten) await filing.remove(document);
    return isForgotten;
  }

  async #rekey(organisation: MspId): Promise<number> {
    const { database, keys } = this.#parts;
    const current = keys.currentKeyId(organisation);
    let rekeyed = 0;
    let after: string | undefined = "";
    while (after !== undefined) {
      const from: string = after;
      const found = await database.asGateway((db) => underOldKeys(db, organisation, current, from, STEP));
      for (const { id } of found) if (await this.#rekeyOne(organisation, id)) rekeyed += 1;
      after = found.length === STEP ? found.at(-1)?.id : undefined;
    }
    return rekeyed;
  }

  async #rekeyOne(organisation: MspId, id: string): Promise<boolean> {
    const { database, keys, now } = this.#parts;
    return database.asGateway(async (db) => {
      const document: Document | undefined = await findDocument(db, organisation, id);
      if (document?.content === undefined) return false;
      const fileKey = keys.unwrap(organisation, id, document.content);
      // A key that is not here cannot be changed for another: reading the file says so.
      if (fileKey === undefined) return false;
      const content = { ...document.content, ...keys.wrap(organisation, id, fileKey) };
      await setWrappedKey(db, document, content);
      const facts = { from: document.content.keyId, to: content.keyId };
      await appendLog(db, { ...GATEWAY, organisation, document: id, at: now(), act: "key-changed", facts });
      return true;
    });
  }

  async #removeStrays(): Promise<number> {
    const { database, filing, now } = this.#parts;
    const before = new Date(now().getTime() - ON_ITS_WAY_MS_MAX);
    let removed = 0;
    for (;;) {
      const names = await database.asGateway((db) => strayObjects(db, before, STEP));
      for (const name of names) await filing.removeObject(name);
      removed += names.length;
      if (names.length < STEP) return removed;
    }
  }
}
