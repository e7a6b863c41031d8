// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { Hash } from "./primitives";

/** What a file is that goes with a record. */
export const FILE_KINDS = [
  "certificate",
  "invoice",
  "transport-document",
  "photograph",
  "licence-document",
  "other",
] as const;
export const FileKind = z.enum(FILE_KINDS);
export type FileKind = z.infer<typeof FileKind>;

/** How many files one confidential part names at most. */
export const FILES_MAX = 99;

/** A file that goes with a record. Its bytes lie with the organisations that hold the part; the ledger commits to its hash. */
export const AttachedFile = z.strictObject({ kind: FileKind, hash: Hash.describe("SHA-256 of the file's bytes") });
export type AttachedFile = z.infer<typeof AttachedFile>;

/** The files that go with a record, each once; a content without the field names none. */
export const AttachedFiles = z
  .array(AttachedFile)
  .min(1)
  .max(FILES_MAX)
  .refine((files) => new Set(files.map(({ hash }) => hash)).size === files.length, {
    error: "a file is attached twice",
  })
  .optional()
  .describe("files that go with it, by their hashes");
