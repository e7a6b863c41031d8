// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "./client";
import { keys } from "./keys";
import type { components, operations } from "./schema";

/** An end-use certificate as it stands on the channel. */
export type Certificate = operations["certificateRead"]["responses"]["200"]["content"]["application/json"];

/** A key that a party signs with. */
export type PartyKey = operations["partyListKeys"]["responses"]["200"]["content"]["application/json"]["items"][number];

/** What a wallet signs. */
export type TypedData = components["schemas"]["TypedData"];

type BodyOf<
  O extends
    "certificateDraft" | "certificateSign" | "certificateWithdraw" | "certificateRepudiate" | "certificateFulfil",
> = operations[O]["requestBody"]["content"]["application/json"];

/** What is sent to draw up a certificate. */
export type DraftBody = BodyOf<"certificateDraft">;

/** Why a certificate is withdrawn or repudiated. */
export type EndReason = BodyOf<"certificateWithdraw">["reason"];

/** What a delivery is verified by: which consignment arrived where and when. */
export type DeliveryBody = BodyOf<"certificateFulfil">;

/** A certificate's public record. */
export function useCertificate(certificate: string): UseQueryResult<Certificate> {
  return useQuery({
    queryKey: keys.record("certificate", certificate),
    queryFn: ({ signal }) =>
      contentOf(api.GET("/v1/certificates/{certificate}", { params: { path: { certificate } }, signal })),
  });
}

/** The keys of a party, up to a hundred. */
export function usePartyKeys(party: string): UseQueryResult<readonly PartyKey[]> {
  return useQuery({
    queryKey: keys.record("party", party, "keys"),
    queryFn: async ({ signal }) => {
      const params = { path: { party }, query: { pageSize: 100 } };
      return (await contentOf(api.GET("/v1/parties/{party}/keys", { params, signal }))).items;
    },
  });
}

const withKey = (
  certificate: string,
  key: string,
): { path: { certificate: string }; header: { "Idempotency-Key": string } } => ({
  path: { certificate },
  header: { "Idempotency-Key": key },
});

/**
 * Draws up a certificate.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function draftCertificate(body: DraftBody, key: string): Promise<unknown> {
  return contentOf(api.POST("/v1/certificates", { params: { header: { "Idempotency-Key": key } }, body }));
}

/**
 * Puts the end user's signature to a certificate.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function signCertificate(certificate: string, body: BodyOf<"certificateSign">, key: string): Promise<unknown> {
  return contentOf(api.POST("/v1/certificates/{certificate}/signature", { params: withKey(certificate, key), body }));
}

/**
 * Certifies a certificate until a day.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function certifyCertificate(certificate: string, validTo: string, key: string): Promise<unknown> {
  const params = withKey(certificate, key);
  return contentOf(api.POST("/v1/certificates/{certificate}/certification", { params, body: { validTo } }));
}

/**
 * Withdraws a certificate: everything that depends on it stops.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function withdrawCertificate(certificate: string, reason: EndReason, key: string): Promise<unknown> {
  const params = withKey(certificate, key);
  return contentOf(api.POST("/v1/certificates/{certificate}/withdrawal", { params, body: { reason } }));
}

/**
 * Repudiates a certificate as its authority: everything that depends on it stops.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function repudiateCertificate(certificate: string, reason: EndReason, key: string): Promise<unknown> {
  const params = withKey(certificate, key);
  return contentOf(api.POST("/v1/certificates/{certificate}/repudiation", { params, body: { reason } }));
}

/**
 * Verifies a delivery, which fulfils the certificate.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function fulfilCertificate(certificate: string, body: DeliveryBody, key: string): Promise<unknown> {
  return contentOf(api.POST("/v1/certificates/{certificate}/fulfilment", { params: withKey(certificate, key), body }));
}

/**
 * Records that a certificate's validity has ended.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function expireCertificate(certificate: string, key: string): Promise<unknown> {
  const params = withKey(certificate, key);
  return contentOf(api.POST("/v1/certificates/{certificate}/expiry", { params, body: {} }));
}

/**
 * Lifts a repudiation that was signed with a compromised key.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function reinstateCertificate(certificate: string, key: string): Promise<unknown> {
  const params = withKey(certificate, key);
  return contentOf(api.POST("/v1/certificates/{certificate}/reinstatement", { params, body: {} }));
}

/**
 * What a wallet signs for an undertaking.
 * @throws {ProblemError} where the gateway refuses.
 * @throws {NoAnswerError} where it does not answer.
 */
export async function undertakingToSign(undertaking: {
  readonly certificate: string;
  readonly endUser: string;
  readonly content: string;
  readonly signedAt: string;
}): Promise<TypedData> {
  const params = { path: { act: "end-user-undertaking" as const } };
  return (await contentOf(api.POST("/v1/typed-data/{act}", { params, body: undertaking }))).typedData;
}
