// SPDX-License-Identifier: Apache-2.0
import { FileKind, Hash, Instant, LicetError, MspId, PAGE_SIZE_MAX, PartReference, text } from "@licet/domain";
import type { Request } from "express";
import { z } from "zod";
import { issuesOf, requireSound } from "../../application/checked-input.js";
import { DOCUMENT_ACTS, WITHDRAWAL_REASONS } from "../../application/documents/document.js";
import { parametersOf } from "../input.js";

/** Longest name of a file, in characters. */
const NAME_CHARACTERS_MAX = 200;

const { kind, id, part } = PartReference.shape;

/** A document's id within its organisation. */
export const DocumentId = z
  .string()
  .regex(/^[0-9a-f]{40}$/, "a document's id has 40 hexadecimal characters")
  .describe("what your organisation knows the document by; another one knows the same file by another id");

/** A part of a record, as an address names it. */
const PartParameters = { record: kind.describe("kind of record"), id: id.describe("the record's reference"), part };

/** Name of a file: what a folder takes, and no path. */
const FileName = text(NAME_CHARACTERS_MAX).regex(
  /^[^/\\:*?"<>|\t\r\n]+$/,
  "a file's name has no slashes, colons or other characters that folders do not take",
);

/** What the address of a new document says of it. */
export const StoreParameters = z.strictObject({ ...PartParameters, kind: FileKind, name: FileName.optional() });

/** Which documents are listed. */
export const ListParameters = z.strictObject({
  ...PartParameters,
  pageSize: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(25).describe("documents a page, 1 to 100"),
  bookmark: z
    .union([z.literal(""), DocumentId])
    .default("")
    .describe("where the page before ended; empty for the first"),
});

/** Which lines of the log are read. */
export const LogParameters = z.strictObject({
  document: DocumentId.optional(),
  pageSize: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(25).describe("lines a page, 1 to 100"),
  bookmark: z
    .string()
    .regex(/^[0-9]{0,15}$/)
    .default("")
    .describe("where the page before ended; empty for the newest"),
});

/** Why a document is withdrawn. */
export const WithdrawParameters = z.strictObject({ reason: z.enum(WITHDRAWAL_REASONS) });

/** No parameters at all. */
export const NoParameters = z.strictObject({});

/** Whom a document is handed to. */
export const ShareBody = z.strictObject({ to: MspId });

/** Whether a document is preserved, and why. */
export const PreservationBody = z.strictObject({ preserved: z.boolean(), reason: text(500) });

const PartShown = z.strictObject({ record: kind, id, part });

/** A document as it is answered. */
export const DocumentView = z
  .object({
    id: DocumentId,
    sha256: Hash.describe("SHA-256 of the file"),
    kind: FileKind,
    mediaType: z.string(),
    bytes: z.int(),
    name: z.string().optional(),
    scan: z.enum(["clean", "not-scanned"]).describe("whether a malware scanner has looked at it when it came"),
    storedBy: z.string(),
    storedAt: Instant,
    receivedFrom: MspId.optional().describe("organisation that shared it with yours"),
    retainUntil: z.iso.date().describe("last day that it must be kept"),
    preserved: z.boolean(),
    content: z.enum(["held", "deleted"]),
    deletedBecause: z.string().optional(),
  })
  .meta({ id: "Document" });

/** A document with what it goes with, and whether the ledger names it. */
export const DocumentDetails = DocumentView.extend({
  subjects: z
    .array(PartShown.extend({ foreseen: z.boolean() }))
    .describe("parts that it goes with, as far as you see them"),
  named: PartShown.optional().describe(
    "part that names the file by its hash, under the part's commitment on the channel; absent where no part that you see does",
  ),
  recorded: z
    .object({ block: z.int(), transaction: Hash })
    .optional()
    .describe(
      "transaction by which your organisation came to hold that part, as far as the gateway has read the channel",
    ),
}).meta({ id: "DocumentDetails" });

/** A page of documents. */
export const DocumentPage = z.object({ items: z.array(DocumentView), bookmark: z.string() });

/** A page of the log. */
export const LogPage = z.object({
  items: z.array(
    z.object({
      number: z.int(),
      document: DocumentId,
      at: Instant,
      person: z.string(),
      act: z.enum(DOCUMENT_ACTS),
      route: z.string(),
      facts: z.record(z.string(), z.json()),
    }),
  ),
  bookmark: z.string(),
});

/**
 * The parameters of an address, by their schema.
 * @throws {LicetError} INVALID_INPUT.
 */
export function checkedParameters<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  const given = [...parametersOf(request)].map(([name, values]) => [name, values.length > 1 ? values : values[0]]);
  return checked(Object.fromEntries(given), schema, "The parameters of the address are not valid.");
}

/**
 * The body of a request, by its schema.
 * @throws {LicetError} INVALID_INPUT.
 */
export function checkedBody<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  return checked(request.body, schema, "The body is not valid.");
}

/**
 * The document that an address names.
 * @throws {LicetError} INVALID_INPUT.
 */
export function documentIdOf(request: Request): string {
  return checked(request.params["document"], DocumentId, "The address names no document.");
}

function checked<S extends z.ZodType>(given: unknown, schema: S, sentence: string): z.output<S> {
  requireSound(given, "INVALID_INPUT", sentence);
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_INPUT", sentence, { issues: issuesOf(parsed.error) });
}
