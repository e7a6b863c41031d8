// SPDX-License-Identifier: Apache-2.0
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import {
  type DocumentStore,
  DocumentStoreError,
  type IncomingObject,
  OBJECT_NAME,
} from "../../ports/document-store.js";
import { failingAsStore, Spool, type SpooledFile, storeError } from "./spool.js";

const OWNER_ONLY_FOLDER = 0o700;

/** How many characters of a name its subfolder has, so that no folder holds them all. */
const SUBFOLDER_CHARACTERS = 2;

/** Keeps objects as files of a folder that is its alone. */
export class FolderDocumentStore implements DocumentStore {
  readonly kind = "folder";
  readonly #folder: string;
  readonly #spool: Spool;

  /** Makes the folder where there is none. */
  constructor(folder: string) {
    this.#folder = path.join(folder, "objects");
    this.#spool = new Spool(path.join(folder, "incoming"));
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
    const handle = await failingAsStore(() => open(this.#pathOf(name), "r"));
    return piecesOf(handle.createReadStream());
  }

  async remove(name: string): Promise<void> {
    await failingAsStore(() => rm(this.#pathOf(name), { force: true }));
  }

  async #commit(file: SpooledFile, name: string): Promise<void> {
    const target = this.#pathOf(name);
    const folder = path.dirname(target);
    await file.finish();
    await failingAsStore(async () => {
      await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
      await rename(file.path, target);
      await syncFolder(folder);
    });
  }

  #pathOf(name: string): string {
    // Names come from this gateway's own rows; a row that somebody altered leads nowhere else.
    if (!OBJECT_NAME.test(name)) throw new DocumentStoreError("missing", "An object has a name that none has.");
    return path.join(this.#folder, name.slice(0, SUBFOLDER_CHARACTERS), name);
  }
}

async function* piecesOf(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of stream) yield piece as Uint8Array;
  } catch (error) {
    throw storeError(error);
  }
}

/** A name is on disk once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
