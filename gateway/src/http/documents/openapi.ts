// SPDX-License-Identifier: Apache-2.0
import { MspId } from "@licet/domain";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { MEDIA_TYPES } from "../../application/documents/media-types.js";
import type { AnswerCode } from "../../errors/answers.js";
import { EVERY_ERROR, problemResponses } from "../openapi-schemas.js";
import {
  DocumentDetails,
  DocumentId,
  DocumentPage,
  ListParameters,
  LogPage,
  LogParameters,
  PreservationBody,
  ShareBody,
  StoreParameters,
  WithdrawParameters,
} from "./parameters.js";

const JSON_TYPE = "application/json";
const tags = ["Documents"];
const path = z.object({ document: DocumentId });
const binary = { schema: { type: "string", format: "binary" } } as const;
const files = Object.fromEntries(Object.keys(MEDIA_TYPES).map((name) => [name, binary]));
const ok = (description: string, schema: z.ZodType): object => ({ description, content: { [JSON_TYPE]: { schema } } });
const bodyOf = (schema: z.ZodType): object => ({ required: true, content: { [JSON_TYPE]: { schema } } });

const FOUND: readonly AnswerCode[] = [...EVERY_ERROR, "NOT_FOUND"];
const PART: readonly AnswerCode[] = [...EVERY_ERROR, "NOT_DISCLOSED", "PRIVATE_READ_REFUSED", "COMMITMENT_MISMATCH"];
const JSON_BODY: readonly AnswerCode[] = ["MALFORMED_BODY", "UNSUPPORTED_MEDIA_TYPE", "BODY_TOO_LARGE"];
const CONTENT: readonly AnswerCode[] = ["DOCUMENT_CONTENT_GONE", "DOCUMENT_DAMAGED", "DOCUMENT_STORE_UNAVAILABLE"];

const STORE_ERRORS: readonly AnswerCode[] = [
  ...PART,
  ...JSON_BODY,
  "DOCUMENT_KIND_NOT_TAKEN",
  "DOCUMENT_NOT_AS_DECLARED",
  "DOCUMENT_CONTENT_REFUSED",
  "DOCUMENT_KEPT_AS_ANOTHER",
  "DOCUMENT_MALWARE_FOUND",
  "DOCUMENT_SCAN_TOO_LARGE",
  "DOCUMENT_SCAN_UNAVAILABLE",
  "DOCUMENT_STORE_UNAVAILABLE",
];

const ContentDigest = z.object({
  "Content-Digest": z
    .string()
    .optional()
    .describe("SHA-256 of the file (RFC 9530); a file that comes with another one is refused"),
});

/** Routes of documents. */
export const DOCUMENT_PATHS = {
  "/v1/documents": {
    post: {
      operationId: "postDocument",
      tags,
      summary: "Send a file that goes with a part of a record",
      description:
        "The body is the file. It is taken about a part that you may read, or of a record that is still to come. The same file sent again " +
        "is the same document. A part names its files by their hashes (`files`); what names it is told with the document.",
      requestParams: { query: StoreParameters, header: ContentDigest },
      requestBody: { required: true, content: files },
      responses: {
        "201": ok("Kept", DocumentDetails),
        "200": ok("Kept already: it goes with this part too", DocumentDetails),
        ...problemResponses(STORE_ERRORS),
      },
    },
    get: {
      operationId: "listDocuments",
      tags,
      summary: "List the documents that go with a part of a record",
      requestParams: { query: ListParameters },
      responses: { "200": ok("A page of documents", DocumentPage), ...problemResponses(PART) },
    },
  },
  "/v1/document-log": {
    get: {
      operationId: "getDocumentLog",
      tags,
      summary: "Who did what with your organisation's documents, the newest first",
      description: "For officers and registrars.",
      requestParams: { query: LogParameters },
      responses: { "200": ok("A page of the log", LogPage), ...problemResponses(EVERY_ERROR) },
    },
  },
  "/v1/documents/{document}": {
    get: {
      operationId: "getDocument",
      tags,
      summary: "What is known of a document",
      requestParams: { path },
      responses: { "200": ok("All but its content", DocumentDetails), ...problemResponses(FOUND) },
    },
    delete: {
      operationId: "withdrawDocument",
      tags,
      summary: "Delete a document's content; its hash and its history stay",
      description: "For who sent it, as long as the ledger does not name it, and for officers and registrars.",
      requestParams: { path, query: WithdrawParameters },
      responses: {
        "200": ok("The content is deleted", DocumentDetails),
        ...problemResponses([...FOUND, "DOCUMENT_CONTENT_GONE", "DOCUMENT_PRESERVED", "DOCUMENT_RETENTION_RUNS"]),
      },
    },
  },
  "/v1/documents/{document}/content": {
    get: {
      operationId: "getDocumentContent",
      tags,
      summary: "A document's content; the log says who read it",
      requestParams: { path },
      responses: { "200": { description: "The file", content: files }, ...problemResponses([...FOUND, ...CONTENT]) },
    },
  },
  "/v1/documents/{document}/shares": {
    post: {
      operationId: "shareDocument",
      tags,
      summary: "Hand a document to another organisation that holds the part",
      requestParams: { path },
      requestBody: bodyOf(ShareBody),
      responses: {
        "201": ok(
          "It has a copy of its own",
          z.object({
            document: DocumentId,
            to: MspId,
            by: z
              .object({ record: z.string(), id: z.string(), part: z.string() })
              .describe("part that it holds by the ledger, and goes by here"),
          }),
        ),
        ...problemResponses([
          ...FOUND,
          ...JSON_BODY,
          ...CONTENT,
          "DOCUMENT_KEPT_AS_ANOTHER",
          "DOCUMENT_RECEIVER_ELSEWHERE",
          "DOCUMENT_RECEIVER_WITHOUT_PART",
        ]),
      },
    },
  },
  "/v1/documents/{document}/preservation": {
    post: {
      operationId: "preserveDocument",
      tags,
      summary: "Keep a document from being deleted, or end that",
      description: "For officers and registrars.",
      requestParams: { path },
      requestBody: bodyOf(PreservationBody),
      responses: { "200": ok("As it stands", DocumentDetails), ...problemResponses([...FOUND, ...JSON_BODY]) },
    },
  },
} as unknown as ZodOpenApiPathsObject;
