// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "../../api/client";
import type { components, paths } from "../../api/schema";
import type { Part } from "./parts";

/** A document without its content. */
export type Document = components["schemas"]["Document"];
/** Documents of a part. */
export type DocumentPage = paths["/v1/documents"]["get"]["responses"][200]["content"]["application/json"];
/** Lines of the log. */
export type DocumentLog = paths["/v1/document-log"]["get"]["responses"][200]["content"]["application/json"];
/** What a file is. */
export type FileKind = Document["kind"];

/** Which part of which record. */
export interface Wanted extends Part {
  readonly id: string;
}

/** Key of the documents of a part. */
export function documentsKey({ record, id, part }: Wanted): readonly string[] {
  return ["kept", "documents", record, id, part];
}

/** Documents that go with a part of a record. */
export function useDocuments(wanted: Wanted, bookmark: string): UseQueryResult<DocumentPage> {
  return useQuery({
    queryKey: [...documentsKey(wanted), bookmark],
    queryFn: ({ signal }) =>
      contentOf(api.GET("/v1/documents", { params: { query: { ...wanted, bookmark } }, signal })),
  });
}

/** Who did what with the organisation's documents. */
export function useDocumentLog(document: string | undefined, bookmark: string): UseQueryResult<DocumentLog> {
  return useQuery({
    queryKey: ["kept", "document-log", document, bookmark],
    queryFn: ({ signal }) =>
      contentOf(
        api.GET("/v1/document-log", {
          params: { query: { ...(document === undefined ? {} : { document }), bookmark } },
          signal,
        }),
      ),
  });
}

/**
 * Sends a file, with the digest that it has here, so that what arrives is what was chosen.
 * @throws {ProblemError} where the gateway refuses it.
 * @throws {NoAnswerError} where no answer comes.
 */
export async function sendFile(wanted: Wanted, kind: FileKind, file: File): Promise<Document> {
  const bytes = await file.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const written = btoa(String.fromCharCode(...digest));
  return contentOf(
    api.POST("/v1/documents", {
      params: { query: { ...wanted, kind, name: file.name } },
      headers: { "Content-Type": file.type, "Content-Digest": `sha-256=:${written}:` },
      // The types know a file as text; what is sent are its bytes.
      body: bytes as unknown as string,
      bodySerializer: (body) => body as BodyInit,
    }),
  );
}
