// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import path from "node:path";

const OWNER_ONLY_FILE = 0o600;

/** Writes a new file that only its owner may read, whole and on disk before anybody finds it. @returns false where there is one */
export function createDurably(file: string, text: string): boolean {
  const draft = writeDraft(file, text);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(file);
  return true;
}

/** Puts a file in another one's place, whole and on disk: whoever reads meanwhile finds the one or the other. */
export function replaceDurably(file: string, text: string): void {
  renameSync(writeDraft(file, text), file);
  syncFolder(file);
}

function writeDraft(file: string, text: string): string {
  const draft = `${file}.${randomBytes(8).toString("hex")}.draft`;
  const descriptor = openSync(draft, "wx", OWNER_ONLY_FILE);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return draft;
}

function syncFolder(file: string): void {
  // Windows opens no folders; its file system keeps names by itself.
  if (process.platform === "win32") return;
  const descriptor = openSync(path.dirname(file), "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
