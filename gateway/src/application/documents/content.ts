// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { GatewayError } from "../../errors/gateway-error.js";
import type { DocumentKeys } from "../../ports/document-keys.js";
import { type DocumentStore, DocumentStoreError } from "../../ports/document-store.js";
import type { Document } from "./document.js";
import { answered } from "./intake.js";
import { SealBroken, unsealed } from "./sealing.js";

/** Reads files back. */
export class DocumentContents {
  readonly #store: DocumentStore;
  readonly #keys: DocumentKeys;

  constructor(store: DocumentStore, keys: DocumentKeys) {
    this.#store = store;
    this.#keys = keys;
  }

  /**
   * A file's content. It is read through once before the first byte of it is given, so that nothing of an altered file is served.
   * @throws {GatewayError} DOCUMENT_CONTENT_GONE, DOCUMENT_DAMAGED, DOCUMENT_STORE_UNAVAILABLE.
   */
  async open(document: Document): Promise<AsyncIterable<Uint8Array>> {
    const hash = createHash("sha256");
    for await (const piece of await this.#plain(document)) hash.update(piece);
    if (hash.digest("hex") !== document.sha256) throw damaged(document, "hash");
    return this.#plain(document);
  }

  /** @throws {GatewayError} DOCUMENT_CONTENT_GONE, DOCUMENT_DAMAGED, DOCUMENT_STORE_UNAVAILABLE; and so does what it returns. */
  async #plain(document: Document): Promise<AsyncIterable<Uint8Array>> {
    const { organisation, id, content } = document;
    if (content === undefined) throw gone(document);
    const key = this.#keys.unwrap(organisation, id, content);
    if (key === undefined) throw damaged(document, "key");
    const sealed = await asDocument(document, () => this.#store.read(content.object));
    return failingAs(document, unsealed(key, sealed));
  }
}

/** A document whose content is deleted. */
export function gone({ id, sha256, goneBecause }: Document): GatewayError {
  return new GatewayError("DOCUMENT_CONTENT_GONE", "The file's content was deleted.", {
    document: id,
    sha256,
    because: goneBecause ?? null,
  });
}

function damaged({ id }: Document, found: "hash" | "key" | "seal" | "missing"): GatewayError {
  return new GatewayError("DOCUMENT_DAMAGED", "The stored file is not what was stored.", { document: id, found });
}

async function* failingAs(document: Document, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await asDocument(document, () => iterator.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

async function asDocument<T>(document: Document, work: () => Promise<T>): Promise<T> {
  try {
    return await answered(work);
  } catch (error) {
    if (error instanceof SealBroken) throw damaged(document, "seal");
    const cause = (error as Error).cause;
    if (cause instanceof DocumentStoreError && cause.fault === "missing") throw damaged(document, "missing");
    throw error;
  }
}
