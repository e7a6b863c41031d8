// SPDX-License-Identifier: Apache-2.0

import { mkdirSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { OWNER_ONLY_FOLDER } from "./owner-only.js";

/** A file that is being written. */
export interface WritableFile {
  /** Writes all of the parts, one after another, from an offset on. */
  write(parts: readonly Uint8Array[], offset: number): Promise<void>;
  /** Cuts the file off behind so many bytes. */
  truncate(size: number): Promise<void>;
  /** Resolves when the disk has what was written. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** How the ledger writes its own files; tests put disks in its place that fill up, refuse or lose what was not synced. */
export interface FileSystem {
  makeFolder(folder: string): void;
  /** Opens a file to write in it, and makes it where it is not there. */
  open(file: string): Promise<WritableFile>;
  /** Resolves when the disk has the entries of a folder. */
  syncFolder(folder: string): Promise<void>;
}

class DiskFile implements WritableFile {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async write(parts: readonly Uint8Array[], offset: number): Promise<void> {
    const total = parts.reduce((sum, part) => sum + part.length, 0);
    const { bytesWritten } = await this.#handle.writev([...parts], offset);
    if (bytesWritten === total) return;
    // The rest tells why it cannot be written, or is written.
    const rest = Buffer.concat(parts).subarray(bytesWritten);
    const second = await this.#handle.write(rest, 0, rest.length, offset + bytesWritten);
    if (second.bytesWritten !== rest.length) {
      throw Object.assign(new Error("a write ended early: no space left on the device"), { code: "ENOSPC" });
    }
  }

  truncate(size: number): Promise<void> {
    return this.#handle.truncate(size);
  }

  sync(): Promise<void> {
    return this.#handle.datasync();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

/** The machine's own disks. */
export const DISK: FileSystem = {
  makeFolder(folder) {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  },
  async open(file) {
    return new DiskFile(await openToWrite(file));
  },
  async syncFolder(folder) {
    if (process.platform === "win32") return;
    const handle = await open(folder, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

async function openToWrite(file: string): Promise<FileHandle> {
  try {
    return await open(file, "r+");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return open(file, "w+");
  }
}
