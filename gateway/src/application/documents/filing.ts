// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import type { MspId } from "@licet/domain";
import type { Database } from "../../database/database.js";
import type { DocumentKeys } from "../../ports/document-keys.js";
import type { DocumentStore } from "../../ports/document-store.js";
import type { Document, DocumentContent } from "./document.js";
import { type DocumentAddress, forgetObject, noteObject } from "./housekeeping-records.js";
import { answered, type ReceivedFile } from "./intake.js";

const SUFFIX_BYTES = 8;

/** Puts files into the store and takes them out, so that no failure in between leaves an object that nobody knows of. */
export class DocumentFiling {
  readonly #store: DocumentStore;
  readonly #keys: DocumentKeys;
  readonly #database: Database;
  readonly #now: () => Date;

  constructor(store: DocumentStore, keys: DocumentKeys, database: Database, now: () => Date) {
    this.#store = store;
    this.#keys = keys;
    this.#database = database;
    this.#now = now;
  }

  /** What an organisation knows, or would know, a file by. */
  idOf(organisation: MspId, sha256: string, scope: string): string {
    return this.#keys.idOf(organisation, sha256, scope);
  }

  /**
   * Puts a file away, and enters it where it is not kept already. Two that send the same file at a time each put it away; who enters it
   * second throws theirs away.
   * @param enter enters the document with its content; @returns whether it did
   * @throws {GatewayError} DOCUMENT_STORE_UNAVAILABLE.
   */
  async put(
    { organisation, id }: DocumentAddress,
    { fileKey, incoming }: Pick<ReceivedFile, "fileKey" | "incoming">,
    enter: (content: DocumentContent) => Promise<boolean>,
  ): Promise<boolean> {
    const object = `${id}-${randomBytes(SUFFIX_BYTES).toString("hex")}`;
    await this.#database.asGateway((db) => noteObject(db, object, organisation, this.#now()));
    let isEntered = false;
    try {
      await answered(() => incoming.commit(object));
      isEntered = await enter({ object, ...this.#keys.wrap(organisation, id, fileKey) });
      return isEntered;
    } finally {
      if (!isEntered) await this.#removeQuietly(object);
    }
  }

  /** Removes the content of a document whose row names it no more. Where the store fails, housekeeping does it later. */
  async remove({ content }: Document): Promise<void> {
    if (content !== undefined) await this.#removeQuietly(content.object);
  }

  /**
   * Removes an object and forgets it.
   * @throws {DocumentStoreError}
   */
  async removeObject(object: string): Promise<void> {
    await this.#store.remove(object);
    await this.#database.asGateway((db) => forgetObject(db, object));
  }

  async #removeQuietly(object: string): Promise<void> {
    try {
      await this.removeObject(object);
    } catch {
      // No document refers to it: housekeeping removes it once it can.
    }
  }
}
