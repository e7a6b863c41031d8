// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import {
  type DocumentStore,
  DocumentStoreError,
  type IncomingObject,
  OBJECT_NAME,
} from "../../ports/document-store.js";
import { refusalOf, type S3Body, S3Requests, type S3Settings } from "./s3-requests.js";
import { Spool, type SpooledFile } from "./spool.js";

/** How often a request is sent at most, and the pause before it is sent again, in milliseconds; each is twice the one before. */
const ATTEMPTS = 3;
const PAUSE_MS = 200;

const SERVER_ERROR = 500;
const TOO_MANY_REQUESTS = 429;

type Method = "GET" | "PUT" | "DELETE";

/** Keeps objects in a bucket of an S3-compatible service. What comes is spooled first: the service wants to know its length and hash. */
export class S3DocumentStore implements DocumentStore {
  readonly kind = "s3";
  readonly #requests: S3Requests;
  readonly #spool: Spool;

  /** @param spoolFolder folder that is its alone, for what is on its way */
  constructor(settings: S3Settings, spoolFolder: string) {
    this.#requests = new S3Requests(settings);
    this.#spool = new Spool(spoolFolder);
  }

  async create(): Promise<IncomingObject> {
    const file = await this.#spool.create();
    return {
      write: (bytes) => file.write(bytes),
      commit: (name) => this.#commit(file, name),
      discard: () => file.discard(),
    };
  }

  async read(name: string): Promise<AsyncIterable<Uint8Array>> {
    const response = await this.#ask("GET", name);
    return piecesOf(response);
  }

  async remove(name: string): Promise<void> {
    try {
      (await this.#ask("DELETE", name)).resume();
    } catch (error) {
      if (error instanceof DocumentStoreError && error.fault === "missing") return;
      throw error;
    }
  }

  close(): void {
    this.#requests.close();
  }

  async #commit(file: SpooledFile, name: string): Promise<void> {
    const sha256 = await file.finish();
    (await this.#ask("PUT", name, { path: file.path, bytes: file.bytes, sha256 })).resume();
    await file.discard();
  }

  /**
   * Sends a request, again where the service is busy or away for a moment.
   * @throws {DocumentStoreError} what came of the last attempt.
   */
  async #ask(method: Method, name: string, body?: S3Body): Promise<IncomingMessage> {
    if (!OBJECT_NAME.test(name)) throw new DocumentStoreError("missing", "An object has a name that none has.");
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.#attempt(method, name, body);
      if (!(outcome instanceof Refused)) return outcome;
      if (!outcome.passes || attempt === ATTEMPTS) throw outcome.error;
      await pause(PAUSE_MS * 2 ** (attempt - 1));
    }
  }

  async #attempt(method: Method, name: string, body: S3Body | undefined): Promise<IncomingMessage | Refused> {
    let response: IncomingMessage;
    try {
      response = await this.#requests.send(method, name, body);
    } catch (error) {
      if (error instanceof DocumentStoreError) return new Refused(error, true);
      throw error;
    }
    const status = response.statusCode ?? 0;
    if (status >= 200 && status < 300) return response;
    return new Refused(await refusalOf(response), status >= SERVER_ERROR || status === TOO_MANY_REQUESTS);
  }
}

/** A request that came to nothing, and whether it may be sent again. */
class Refused {
  constructor(
    readonly error: DocumentStoreError,
    readonly passes: boolean,
  ) {}
}

async function* piecesOf(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of response) yield piece as Uint8Array;
  } catch (error) {
    throw new DocumentStoreError("unavailable", "The S3 service stopped in the middle of an object.", error);
  }
}
