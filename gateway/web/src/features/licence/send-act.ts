// SPDX-License-Identifier: Apache-2.0
import type { LegalBasis, LicenceReason } from "@licet/domain/licence/schemas";
import { api, contentOf } from "../../api/client";
import { type SheetAct, standingOf } from "./acts";

/** Why, and on what provision. */
export interface Grounds {
  readonly reason: ReturnType<typeof LicenceReason.parse>;
  readonly legalBasis: ReturnType<typeof LegalBasis.parse>;
}

/** What an act came to: the licence's new standing, or none where it was requested and changes nothing yet. */
export type ActOutcome = { readonly standing: string | undefined };

type SendAct = (licence: string, grounds: Grounds, key: string) => Promise<ActOutcome>;

const SENDS: Readonly<Record<SheetAct, SendAct>> = {
  suspend: async (licence, body, key) => {
    const sent = await contentOf(api.POST("/v1/licences/{licence}/suspension", { params: at(licence, key), body }));
    return { standing: standingOf(sent.result) };
  },
  reinstate: async (licence, body, key) => {
    await contentOf(api.POST("/v1/licences/{licence}/reinstatement-requests", { params: at(licence, key), body }));
    return { standing: undefined };
  },
  revoke: async (licence, body, key) => {
    await contentOf(api.POST("/v1/licences/{licence}/revocation-requests", { params: at(licence, key), body }));
    return { standing: undefined };
  },
  cancel: async (licence, body, key) => {
    await contentOf(api.POST("/v1/licences/{licence}/cancellation-requests", { params: at(licence, key), body }));
    return { standing: undefined };
  },
  // The date ended it: there is no reason to give.
  expire: async (licence, _grounds, key) => {
    const sent = await contentOf(api.POST("/v1/licences/{licence}/expiry", { params: at(licence, key), body: {} }));
    return { standing: standingOf(sent.result) };
  },
};

/** Sends an act on a licence. */
export const sendAct = (act: SheetAct, ...rest: Parameters<SendAct>): Promise<ActOutcome> => SENDS[act](...rest);

function at(licence: string, key: string): { path: { licence: string }; header: { "Idempotency-Key": string } } {
  return { path: { licence }, header: { "Idempotency-Key": key } };
}
