// SPDX-License-Identifier: Apache-2.0
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api, contentOf } from "./client";
import { keys } from "./keys";
import type { operations } from "./schema";

/** A party as it stands on the channel. */
export type Party = operations["partyRead"]["responses"]["200"]["content"]["application/json"];

type BodyOf<O extends "partyRegister" | "partyAddKey" | "partyRevokeKey" | "partySuspend" | "partyAppointSignatory"> =
  operations[O]["requestBody"]["content"]["application/json"];

/** What is sent to register a party. */
export type RegisterBody = BodyOf<"partyRegister">;
/** What is sent to register a key. */
export type KeyBody = BodyOf<"partyAddKey">;
/** What is sent to appoint a signatory. */
export type AppointBody = BodyOf<"partyAppointSignatory">;
/** Why a register changes an entry. */
export type RegisterReason = BodyOf<"partySuspend">["reason"];

const header = (key: string): { "Idempotency-Key": string } => ({ "Idempotency-Key": key });

/** A party's public record. */
export function useParty(id: string): UseQueryResult<Party> {
  return useQuery({
    queryKey: keys.record("party", id),
    queryFn: ({ signal }) => contentOf(api.GET("/v1/parties/{id}", { params: { path: { id } }, signal })),
  });
}

/**
 * Registers a party.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function registerParty(body: RegisterBody, key: string): Promise<unknown> {
  return contentOf(api.POST("/v1/parties", { params: { header: header(key) }, body }));
}

/**
 * Registers a key that a party signs with.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function addKey(party: string, body: KeyBody, key: string): Promise<unknown> {
  return contentOf(api.POST("/v1/parties/{party}/keys", { params: { path: { party }, header: header(key) }, body }));
}

/**
 * Revokes a key: signatures from now on do not count.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function revokeKey(
  party: string,
  address: string,
  body: BodyOf<"partyRevokeKey">,
  key: string,
): Promise<unknown> {
  const params = { path: { party, address }, header: header(key) };
  return contentOf(api.POST("/v1/parties/{party}/keys/{address}/revocation", { params, body }));
}

/**
 * Suspends a party, or reinstates it.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function setInForce(id: string, inForce: boolean, reason: RegisterReason, key: string): Promise<unknown> {
  const sent = { params: { path: { id }, header: header(key) }, body: { reason } };
  return contentOf(
    inForce ? api.POST("/v1/parties/{id}/reinstatement", sent) : api.POST("/v1/parties/{id}/suspension", sent),
  );
}

/**
 * Appoints an officer who certifies.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function appointSignatory(body: AppointBody, key: string): Promise<unknown> {
  return contentOf(api.POST("/v1/signatories", { params: { header: header(key) }, body }));
}

/**
 * Ends an appointment.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function endSignatory(id: string, reason: RegisterReason, key: string): Promise<unknown> {
  return contentOf(
    api.POST("/v1/signatories/{id}/ending", { params: { path: { id }, header: header(key) }, body: { reason } }),
  );
}
