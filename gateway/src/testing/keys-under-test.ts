// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { MspId } from "@licet/domain";
import { openDocumentKeys } from "../adapters/files/document-keys.js";
import type { DocumentKeys } from "../ports/document-keys.js";

/** Keys of organisations that are held in memory alone: their files are gone once they are read. */
export function keysUnderTest(...organisations: readonly MspId[]): DocumentKeys {
  const folder = mkdtempSync(path.join(tmpdir(), "licet-keys-"));
  try {
    return openDocumentKeys(folder, organisations);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
