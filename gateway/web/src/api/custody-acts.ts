// SPDX-License-Identifier: Apache-2.0
import { api, contentOf } from "./client";
import type { operations } from "./schema";

type CustodyOperation =
  | "custodyPropose"
  | "custodyAccept"
  | "custodyRefuse"
  | "custodyCancel"
  | "custodyReseal"
  | "custodyReportIncident"
  | "custodyDeclareError";

type BodyOf<O extends CustodyOperation> = operations[O]["requestBody"]["content"]["application/json"];

/** What goes with each act of custody, besides the consignment. */
export interface CustodyBodies {
  readonly propose: BodyOf<"custodyPropose">;
  readonly accept: BodyOf<"custodyAccept">;
  readonly refuse: BodyOf<"custodyRefuse">;
  readonly withdraw: BodyOf<"custodyCancel">;
  readonly reseal: BodyOf<"custodyReseal">;
  readonly incident: BodyOf<"custodyReportIncident">;
  readonly correct: BodyOf<"custodyDeclareError">;
}

/** Name of an act of custody. */
export type CustodyActName = keyof CustodyBodies;

/** An act of custody on a consignment. */
export type CustodyAct = {
  [K in CustodyActName]: { readonly act: K; readonly consignment: string; readonly body: CustodyBodies[K] };
}[CustodyActName];

/**
 * Sends an act under a key: however often it is sent, it is recorded once.
 * @throws {ProblemError} where the gateway or the ledger refuses.
 * @throws {NoAnswerError} where it is not known whether it was recorded.
 */
export function sendCustodyAct(act: CustodyAct, key: string): Promise<unknown> {
  const params = { path: { consignment: act.consignment }, header: { "Idempotency-Key": key } };
  switch (act.act) {
    case "propose":
      return contentOf(api.POST("/v1/consignments/{consignment}/custody/proposals", { params, body: act.body }));
    case "accept":
      return contentOf(api.POST("/v1/consignments/{consignment}/custody/acceptances", { params, body: act.body }));
    case "refuse":
      return contentOf(api.POST("/v1/consignments/{consignment}/custody/refusals", { params, body: act.body }));
    case "withdraw":
      return contentOf(api.POST("/v1/consignments/{consignment}/custody/cancellations", { params, body: act.body }));
    case "reseal":
      return contentOf(api.POST("/v1/consignments/{consignment}/custody/reseals", { params, body: act.body }));
    case "incident":
      return contentOf(api.POST("/v1/consignments/{consignment}/custody/incidents", { params, body: act.body }));
    case "correct":
      return contentOf(
        api.POST("/v1/consignments/{consignment}/custody/error-declarations", { params, body: act.body }),
      );
  }
}
