// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import path from "node:path";
import { DocumentStoreError } from "../../ports/document-store.js";

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/** Failures of a file system that pass once somebody makes room. */
const FULL: readonly string[] = ["ENOSPC", "EDQUOT", "EFBIG"];

/** A folder for objects that are on their way. What an earlier process left there is thrown away: nobody knows its name any more. */
export class Spool {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { force: true });
  }

  /** @throws {DocumentStoreError} */
  async create(): Promise<SpooledFile> {
    const file = path.join(this.#folder, randomBytes(16).toString("hex"));
    return failingAsStore(async () => new SpooledFile(file, await open(file, "wx", OWNER_ONLY_FILE)));
  }
}

/** One such object: a file that nobody else knows, with its length and hash as far as it is written. */
export class SpooledFile {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #hash = createHash("sha256");
  #bytes = 0;
  #closed = false;

  constructor(file: string, handle: FileHandle) {
    this.path = file;
    this.#handle = handle;
  }

  /** Its length in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @throws {DocumentStoreError} */
  async write(bytes: Uint8Array): Promise<void> {
    await failingAsStore(() => this.#handle.appendFile(bytes));
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }

  /**
   * Ends it: everything is on disk, and nothing follows.
   * @returns SHA-256 of its bytes in hexadecimal
   * @throws {DocumentStoreError}
   */
  async finish(): Promise<string> {
    await failingAsStore(() => this.#handle.sync());
    await this.#close();
    return this.#hash.digest("hex");
  }

  async discard(): Promise<void> {
    await this.#close().catch(() => undefined);
    await rm(this.path, { force: true }).catch(() => undefined);
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#handle.close();
  }
}

/**
 * Runs work on files; what fails there fails as a store does.
 * @throws {DocumentStoreError}
 */
export async function failingAsStore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeError(error);
  }
}

/** A file system's error as a store's. */
export function storeError(error: unknown): DocumentStoreError {
  if (error instanceof DocumentStoreError) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  const fault = code === "ENOENT" ? "missing" : FULL.includes(code) ? "full" : "unavailable";
  return new DocumentStoreError(fault, message, error);
}
