// SPDX-License-Identifier: Apache-2.0
import { domainFor, Hash, LicetError, Salt, SIGNED_ACTS } from "@licet/domain";
import type { RequestHandler } from "express";
import { z } from "zod";
import { commitTo } from "../application/commitment.js";
import { issuesOf, requireSound } from "../application/checked-input.js";
import type { Submitter } from "../application/submitter.js";
import { callerOf } from "./context.js";
import { sendJson } from "./respond.js";

const CommitmentBody = z.strictObject({ content: z.json(), salt: Salt.optional() });

/** Salts and hashes content as the ledger will, so that it can be signed over before it is sent. Keeps nothing. */
export const commitmentHandler: RequestHandler = (request, response) => {
  requireSound(request.body, "INVALID_INPUT", "The body holds what cannot be committed to.");
  const parsed = CommitmentBody.safeParse(request.body);
  if (!parsed.success) {
    throw new LicetError("INVALID_INPUT", "The body holds content, and a salt if need be.", {
      issues: issuesOf(parsed.error),
    });
  }
  sendJson(response, 200, commitTo(parsed.data.content, parsed.data.salt));
};

/** What a wallet or a device signs for an act of a party on this channel, and the digest of it. Keeps nothing. */
export function typedDataHandler(channelName: string): RequestHandler {
  const domain = domainFor(channelName);
  return (request, response) => {
    const name = String(request.params["act"]);
    const act = Object.hasOwn(SIGNED_ACTS, name) ? SIGNED_ACTS[name] : undefined;
    if (act === undefined)
      throw new LicetError("NOT_FOUND", "No act of this name is signed.", { acts: Object.keys(SIGNED_ACTS) });
    const parsed = act.input.safeParse(request.body);
    if (!parsed.success) {
      throw new LicetError("INVALID_INPUT", `The fields of ${name} are not valid.`, { issues: issuesOf(parsed.error) });
    }
    sendJson(response, 200, act.sign(domain, parsed.data));
  };
}

/** Tells what the ledger holds under a transaction id. */
export function transactionOutcomeHandler(services: { readonly submitter: Submitter }): RequestHandler {
  return async (request, response) => {
    const id = Hash.safeParse(request.params["id"]);
    if (!id.success) throw new LicetError("INVALID_INPUT", "A transaction id is 64 lower-case hexadecimal characters.");
    const outcome = await services.submitter.outcome(callerOf(response), id.data);
    if (!outcome) throw new LicetError("NOT_FOUND", "No block holds this transaction.", { transaction: id.data });
    const { transactionId, blockNumber, endorsers, validationCode } = outcome;
    sendJson(response, 200, { id: transactionId, block: Number(blockNumber), endorsers, validationCode });
  };
}
