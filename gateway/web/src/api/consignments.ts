// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "./client";
import { keys } from "./keys";
import type { ReservationsPage } from "./licensing";
import type { components, operations } from "./schema";

/** A consignment as everybody on the channel sees it. */
export type Consignment = operations["consignmentRead"]["responses"]["200"]["content"]["application/json"];
/** Quantity of a goods item that is written off against a licence line. */
export type Allocation = Consignment["allocations"][number];
/** A reservation on a licence line. */
export type Reservation = ReservationsPage["items"][number];
/** What a customs message came to. */
export type Declared = operations["postDeclaration"]["responses"]["200"]["content"]["application/json"];
/** What a release for export rests on and one's organisation holds. */
export type Evidence = operations["consignmentReleaseEvidence"]["responses"]["200"]["content"]["application/json"];
/** What is left of a licence's line after a declaration. */
export type DeclaredLine = components["schemas"]["Reservation"]["lines"][number];

type BodyOf<O extends "consignmentAmendDeclaration" | "consignmentReleaseForExport" | "consignmentInvalidate"> =
  operations[O]["requestBody"]["content"]["application/json"];
export type AmendBody = BodyOf<"consignmentAmendDeclaration">;
export type ReleaseBody = BodyOf<"consignmentReleaseForExport">;
export type InvalidateBody = BodyOf<"consignmentInvalidate">;

const PAGE_MAX = 100;

/** A consignment's public record; nothing is asked while it is not known which. */
export function useConsignment(consignment: string | undefined): UseQueryResult<Consignment> {
  return useQuery({
    queryKey: keys.record("consignment", consignment ?? ""),
    queryFn: ({ signal }) => {
      const params = { path: { consignment: consignment ?? "" } };
      return contentOf(api.GET("/v1/consignments/{consignment}", { params, signal }));
    },
    enabled: consignment !== undefined,
  });
}

/** What was reserved on a licence for a UCR, as many as a page has. */
export function useReservedFor(licence: string, ucr: string): UseQueryResult<readonly Reservation[]> {
  return useQuery({
    queryKey: keys.record("licence-reservations", licence, ucr),
    queryFn: async ({ signal }) => {
      const params = { path: { licence }, query: { ucr, pageSize: PAGE_MAX } };
      return (await contentOf(api.GET("/v1/licences/{licence}/reservations", { params, signal }))).items;
    },
  });
}

/** What a release for export rests on, beside the goods and the licences' contents. */
export function useReleaseEvidence(consignment: string): UseQueryResult<Evidence> {
  return useQuery({
    queryKey: keys.record("consignment", consignment, "release-evidence"),
    queryFn: ({ signal }) => {
      const params = { path: { consignment } };
      return contentOf(api.GET("/v1/consignments/{consignment}/release-evidence", { params, signal }));
    },
  });
}

type At = { readonly path: { consignment: string }; readonly header: { "Idempotency-Key": string } };
const at = (consignment: string, key: string): At => ({ path: { consignment }, header: { "Idempotency-Key": key } });

/**
 * Amends a declaration and its reservations.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export async function amendDeclaration(consignment: string, body: AmendBody, key: string): Promise<Consignment> {
  const params = at(consignment, key);
  return (await contentOf(api.POST("/v1/consignments/{consignment}/amendments", { params, body }))).result;
}

/**
 * Releases a consignment for export and writes its quantities off; the gateway adds what the release rests on.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export async function releaseForExport(consignment: string, body: ReleaseBody, key: string): Promise<Consignment> {
  const params = at(consignment, key);
  return (await contentOf(api.POST("/v1/consignments/{consignment}/export-release", { params, body }))).result;
}

/**
 * Invalidates a declaration and gives its reservations back.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export async function invalidateDeclaration(
  consignment: string,
  body: InvalidateBody,
  key: string,
): Promise<Consignment> {
  const params = at(consignment, key);
  return (await contentOf(api.POST("/v1/consignments/{consignment}/invalidation", { params, body }))).result;
}

/** A customs message with what it does not say itself. */
export interface Message {
  readonly xml: string;
  readonly extras: NonNullable<operations["postDeclaration"]["parameters"]["query"]>;
}

/**
 * Sends a customs message as it is: a declaration, its correction or its cancellation.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function sendMessage({ xml, extras }: Message, key: string): Promise<Declared> {
  return contentOf(
    api.POST("/v1/declarations", {
      params: { query: extras, header: { "Idempotency-Key": key } },
      body: xml,
      bodySerializer: (text: string) => text,
      headers: { "Content-Type": "application/xml" },
    }),
  );
}
